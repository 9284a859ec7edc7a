import fc from "fast-check";
import { expect, test } from "vitest";
import {
  clocked,
  type ClockDomain,
  clockDomain,
  connect,
  input,
  memory,
  Module,
  output,
  outputReg,
  type ResetKind,
  bit,
  uint,
} from "../describe/index.ts";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { WasmEngine } from "../engine/wasm/run/wasm-engine.ts";
import { createCompiler } from "../schedule/index.ts";
import { conforming } from "./conforming.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import { createNaiveRunner } from "./naive-runner.ts";

// Random networks of cells in three clocks, with random edges, reset wires and resets by signals: the engines against the methods
// themselves (SEMANTICS 4 and 5).

/** Logic, a register with and one without `init`, a memory. */
class Cell extends Module {
  readonly a = input(uint(4));
  readonly b = input(uint(4));
  readonly y = output(uint(4));
  readonly low = output(bit);
  readonly r = outputReg(uint(4), { init: 3 });
  readonly s = outputReg(uint(4));
  readonly t = outputReg(uint(4), { init: 9 });
  protected readonly words = memory(uint(4), 16);
  override propagate() {
    this.y.value = this.a.value ^ this.words.read(this.r.value) ^ this.r.value;
    this.low.value = this.r.value & 1;
  }
  override update() {
    this.r.next = (this.r.value + this.b.value) & 15;
    // Without a change of its inputs this need not run again.
    if (this.b.value !== 7) this.s.next = this.a.value;
    this.t.next = this.a.value;
    this.words.write(this.b.value, this.s.value);
  }
}

/** What it reads hardly ever changes: a reset has to make it run again. */
class Keeper extends Module {
  readonly e = input(uint(4));
  readonly u = outputReg(uint(4), { init: 5 });
  override update() {
    this.u.next = this.e.value;
  }
}

const kinds: readonly (ResetKind | false | undefined)[] = [
  undefined,
  false,
  { kind: "sync" },
  { kind: "async", active: "low" },
];
interface CellGene {
  readonly clock: number;
  /** Cells that drive `a` (an earlier one, by its logic) and `b` (any, by its register). */
  readonly a: number;
  readonly b: number;
  /** A cell of before whose register resets this one. */
  readonly resetBy:
    { readonly cell: number; readonly kind: "sync" | "async"; readonly active: "low" | "high" } | undefined;
}
interface Gene {
  readonly resets: readonly number[];
  readonly cells: readonly CellGene[];
  readonly steps: readonly {
    readonly d: number;
    readonly e: number;
    readonly tick: readonly boolean[];
    readonly hold: readonly boolean[];
  }[];
}

const NAMES = ["clk", "bus", "ddr"] as const;

class Network extends Module {
  readonly d = input(uint(4));
  readonly e = input(uint(4));
  readonly cell: Cell[] = [];
  readonly keeper: Keeper[] = [];
  /** Which cell drives each `a`, by logic; registers are connected to `b`, so that an edge sees them as they are. */
  readonly from: readonly number[];
  constructor({ resets, cells }: Gene) {
    super();
    const domains = NAMES.map((name, i): ClockDomain => clockDomain(name, { reset: kinds[resets[i]!] }));
    for (const { clock, resetBy } of cells) {
      const by = resetBy && this.cell[resetBy.cell % Math.max(1, this.cell.length)];
      const reset = by && { by: by.low, kind: resetBy.kind, active: resetBy.active };
      this.cell.push(clocked(new Cell(), { clock: domains[clock], reset }));
      const keeper = clocked(new Keeper(), { clock: domains[clock], reset });
      this.keeper.push(keeper);
      connect(this.e, keeper.e);
    }
    cells.forEach(({ b }, i) => connect(this.cell[b % cells.length]!.t, this.cell[i]!.b));
    this.from = cells.map(({ a }, i) => (i === 0 ? 0 : a % i));
  }
  override propagate() {
    for (let i = 0; i < this.cell.length; i++) {
      this.cell[i]!.a.value = i === 0 ? this.d.value : this.cell[this.from[i]!]!.y.value;
    }
  }
}

const resetBy = fc.record({
  cell: fc.nat({ max: 7 }),
  kind: fc.constantFrom("sync" as const, "async" as const),
  active: fc.constantFrom("low" as const, "high" as const),
});
const genes: fc.Arbitrary<Gene> = fc.record({
  resets: fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }),
  cells: fc.array(
    fc.record({
      clock: fc.nat({ max: 2 }),
      a: fc.nat({ max: 7 }),
      b: fc.nat({ max: 7 }),
      resetBy: fc.option(resetBy, { nil: undefined, freq: 3 }),
    }),
    { minLength: 2, maxLength: 6, size: "max" },
  ),
  steps: fc.array(
    fc.record({
      d: fc.nat({ max: 15 }),
      e: fc.nat({ max: 9 }).map((n) => (n === 0 ? 1 : 0)),
      tick: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      hold: fc.array(
        fc.nat({ max: 5 }).map((n) => n === 0),
        { minLength: 4, maxLength: 4 },
      ),
    }),
    { minLength: 5, maxLength: 25, size: "max" },
  ),
});

const HELD = ["reset", "reset_clk", "reset_bus", "reset_ddr"];

/** All register values after each step, as text. */
function play(top: Network, engine: ConformingEngine, { steps }: Gene): string[] {
  engine.hold!([]);
  return steps.map(({ d, e, tick, hold }) => {
    engine.drive(top.d as never, d);
    engine.drive(top.e as never, e);
    engine.settle();
    engine.hold!(HELD.filter((_, i) => hold[i]));
    engine.tick!(NAMES.filter((_, i) => tick[i]));
    const shown = [...top.cell.flatMap(({ y, r, s, t }) => [y, r, s, t]), ...top.keeper.map(({ u }) => u)];
    return shown.map((signal) => engine.read(signal as never)).join(" ");
  });
}

test("event, shuffled, wasm and oblivious engines agree with the methods on random networks of three clocks", () => {
  const compiler = createCompiler();
  fc.assert(
    fc.property(genes, (gene) => {
      const naive = new Network(gene);
      const expected = play(naive, createNaiveRunner(naive), gene);
      for (const make of [
        (program: ReturnType<typeof compiler.compile>) => new EventEngine(program),
        (program: ReturnType<typeof compiler.compile>) => new WasmEngine(program),
        (program: ReturnType<typeof compiler.compile>) => new EventEngine(program, { shuffle: 9 }),
        (program: ReturnType<typeof compiler.compile>) => new ObliviousEngine(program),
      ]) {
        const top = new Network(gene);
        const engine = conforming(make(compiler.compile(top)));
        expect(play(top, engine, gene)).toEqual(expected);
        engine.close?.();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
