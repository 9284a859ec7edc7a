import { expect } from "vitest";
import {
  type AnyLeafSignal,
  connect,
  input,
  isLeafSignal,
  type LeafType,
  Module,
  outputReg,
  type uint,
  wrap,
} from "../../describe/index.ts";
import { createRandom, type Random } from "../../random/random.ts";
import { compile } from "../../schedule/index.ts";
import { EventEngine } from "../event/event-engine.ts";
import { randomValue } from "../power-on.ts";
import { vectorise } from "./kernel/index.ts";
import { makePlan } from "./plan/make-plan.ts";
import { WasmEngine } from "./run/wasm-engine.ts";

/** A value of a type: zero, all ones, the least, the largest or any. */
function borderValue(type: LeafType, random: Random): unknown {
  const dice = random.integer(0, 7);
  if (type.kind === "float") {
    const borders = [0, -0, NaN, Infinity, -Infinity, 1, -1.5];
    return borders[dice] ?? randomValue(type, random);
  }
  if (type.kind === "enumeration") return randomValue(type, random);
  const width = BigInt(type.width);
  const signed = type.kind === "sint" || type.kind === "bigSint" || type.kind === "fixed";
  const [least, most] = signed
    ? [-(1n << (width - 1n)), (1n << (width - 1n)) - 1n]
    : [0n, (1n << width) - 1n];
  const borders = [least, most, least + 1n, most - 1n, 0n].map((value) =>
    value < least ? least : value > most ? most : value,
  );
  const value = borders[dice];
  if (value === undefined) return randomValue(type, random);
  if (type.kind === "fixed") return Number(value) / 2 ** type.fraction;
  return type.kind === "bigUint" || type.kind === "bigSint" ? value : Number(value);
}

/** Runs a design in both engines and compares all nets and words at each settled point. */
export function agree(top: Module, cycles = 30): void {
  const program = compile(top);
  const { nets, memories, domains } = program.design;
  const show = (value: unknown): string => (Object.is(value, -0) ? "-0" : String(value));
  const edges = domains.map(({ index }) => index);
  const run = (makeEngine: (powerOn: { seed: number }) => EventEngine | WasmEngine): string[][] => {
    const engine = makeEngine({ seed: 3 });
    const random = createRandom("mistakes");
    const open = nets.filter(({ index }) => engine.isOpen(index));
    const seen: string[][] = [];
    for (let cycle = 0; cycle < cycles; cycle++) {
      for (const { index, type } of open) engine.drive(index, borderValue(type, random));
      engine.settle();
      seen.push(nets.map(({ index, root }) => `${cycle} ${root.path} = ${show(engine.read(index))}`));
      engine.edge(edges);
      seen.push(
        memories.flatMap(({ path, depth }, i) =>
          Array.from(
            { length: depth },
            (_, at) => `${cycle} ${path}[${at}] = ${show(engine.memory(i).peek(at))}`,
          ),
        ),
      );
    }
    engine.close();
    return seen;
  };
  const expected = run((powerOn) => new EventEngine(program, { powerOn }));
  expect(run((powerOn) => new WasmEngine(program, { powerOn }))).toEqual(expected);
}

/** The kernels of a design that run in vectors. */
export function vectors(top: Module): readonly string[] {
  const { kernels } = makePlan(compile(top));
  return kernels.filter((kernel) => vectorise(kernel).kind === "vector").map(({ name }) => name);
}

/** Cells side by side, each with inputs of its own. */
export class Row extends Module {
  readonly cells: readonly Module[];
  constructor(cells: readonly Module[]) {
    super();
    this.cells = cells;
  }
}

/** So many cells, each of whose inputs is one of the top's. */
export function fed(count: number, makeCell: () => Module): Module {
  class Fed extends Module {
    readonly cells = Array.from({ length: count }, makeCell);
    readonly feeds = this.cells.map((cell) =>
      inputsOf(cell).map(({ type }) => input(type as ReturnType<typeof uint>)),
    );
    constructor() {
      super();
      this.cells.forEach((cell, i) =>
        inputsOf(cell).forEach((one, k) => connect(this.feeds[i]![k]!, one as Fed["feeds"][0][0])),
      );
    }
  }
  return new Fed();
}

function inputsOf(cell: Module): readonly AnyLeafSignal[] {
  return Object.values(cell)
    .filter((value) => isLeafSignal(value))
    .filter(({ direction }) => direction === "input");
}

/** So many cells, driven by pseudo-random registers that differ from cell to cell. */
export function driven(count: number, makeCell: () => Module, type: ReturnType<typeof uint>): Module {
  class Source extends Module {
    readonly a = outputReg(type);
    readonly b = outputReg(type);
    override update() {
      this.a.next = wrap(this.a.value * 5 + 3);
      this.b.next = wrap(this.b.value + this.a.value);
    }
  }
  class Field extends Module {
    readonly sources = Array.from({ length: count }, () => new Source());
    readonly cells = Array.from({ length: count }, makeCell);
    constructor() {
      super();
      this.cells.forEach((cell, i) => {
        const { a, b } = cell as unknown as { a: Source["a"]; b: Source["b"] };
        connect(this.sources[i]!.a, a as never);
        connect(this.sources[i]!.b, b as never);
      });
    }
  }
  return new Field();
}
