import {
  type AnyLeafSignal,
  type AnyMemory,
  bigUint,
  bit,
  Bundle,
  fixed,
  fp16,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  struct,
  uint,
  vec,
  wire,
} from "../../describe/index.ts";
import * as kit from "../../describe/index.ts";
import { createEvaluator } from "../../conformance/evaluator/index.ts";
import { type Diagnostic, SystoleError } from "../../errors/index.ts";
import type { Program } from "../../schedule/index.ts";
import { compile } from "../../schedule/compile.ts";
import { simulate } from "../../testbench/index.ts";
import { Storing } from "./reach-stores.test-kit.ts";
import { Other, Phase } from "../refusals/refusals.test-kit.ts";

class Grandchild extends Module {
  readonly z = outputReg(uint(4), { init: 6 });
  readonly d = input(uint(4), { default: 0 });
}

class Child extends Module {
  readonly a = input(uint(4), { default: 3 });
  readonly y = output(uint(4));
  readonly q = outputReg(uint(8), { init: 7 });
  readonly v = outputReg(vec(uint(4), 2));
  readonly kept = reg(uint(4), { init: 2 });
  readonly w = wire(uint(4));
  readonly words = memory(uint(8), 4);
  readonly below = new Grandchild();
  readonly label: string;
  readonly number: number;
  constructor(number: number) {
    super();
    this.number = number;
    this.label = `child ${number}`;
  }
  get twice() {
    return this.q.value * 2;
  }
  plus(x: number) {
    return this.q.value + x + this.number;
  }
  override propagate() {
    this.y.value = this.a.value;
    this.w.value = this.kept.value;
  }
  override update() {
    this.q.next = this.q.value;
  }
}

/** Another class with the same names. */
class Cousin extends Child {
  override get twice() {
    return this.q.value + 1;
  }
}

class Two extends Bundle {
  readonly x = reg(uint(4), { init: 4 });
  readonly y = reg(sint(4), { init: -3 });
  readonly times: number;
  constructor(times: number) {
    super();
    this.times = times;
  }
  get sum() {
    return this.x.value * this.times + this.y.value;
  }
  more(by: number) {
    return this.x.value + by;
  }
}

/** An object of a class of one's own. */
class Box {
  n = 3;
  readonly list = Object.freeze([1, 2, 3]);
}

/** What no field of the design holds. */
export const unheld = reg(uint(4));
const outsider = new Child(9);
const thawed = [1, 2, 3];
const frozen = Object.freeze([4, 5, 6, 7]);
const bytes = Uint8Array.of(1, 2, 3);
const record = { n: 1 };
const point = struct({ x: uint(4), y: sint(4) });

/** What the statements of the table may name, by `this`. */
export class Reach extends Module {
  readonly no = input(bit);
  readonly pick = input(uint(8));
  readonly i = input(uint(1));
  readonly j = input(uint(2));
  readonly u = input(uint(4));
  readonly s = input(sint(4));
  readonly f = input(fp32);
  readonly e = input(Phase);
  readonly kids = [new Child(1), new Child(2), new Child(3)];
  readonly kin = [new Child(1), new Cousin(2)];
  readonly mate = new Child(4);
  readonly point = reg(point);
  readonly points = reg(vec(struct({ x: uint(4), c: bit }), 4));
  readonly square = reg(vec(vec(uint(4), 2), 2));
  readonly lanes = wire(vec(uint(4), 4));
  readonly place = wire(point);
  readonly row = [1, 2, 3, 4].map((init) => reg(uint(4), { init }));
  readonly grid = [0, 1].map((y) => [0, 1, 2].map((x) => reg(uint(4), { init: 3 * y + x + 1 })));
  readonly ragged = [
    [1, 2, 3],
    [4, 5],
  ];
  readonly pairs = [new Two(2), new Two(5)];
  readonly records = [
    { n: 1, t: "one", r: reg(uint(4), { init: 5 }), f: (x: number) => x + 1 },
    { n: 8, t: "two", r: reg(uint(4), { init: 9 }), f: (x: number) => x * 3 },
  ];
  readonly shapes = [{ a: 1 }, { a: 2, b: 3 }];
  readonly phases = [Phase.Run, Phase.Idle] as const;
  readonly halts = [Phase.Run, Other.Halt] as const;
  readonly bools = [true, false];
  readonly bigs = [5n, 7n];
  readonly reals = [1, 0.5];
  readonly blends = [1, true];
  readonly texts = ["a", "b"];
  readonly typed = Uint8Array.of(3, 4, 5);
  readonly view = new DataView(new ArrayBuffer(4));
  readonly one = [11];
  readonly none: readonly number[] = [];
  readonly sparse = [1, undefined, 3, undefined];
  readonly widths = [reg(uint(8), { init: 200 }), reg(uint(4), { init: 15 })];
  readonly sides = [reg(uint(4), { init: 1 }), reg(sint(4), { init: -1 })];
  readonly formats = [reg(fp32, { init: 1.5 }), reg(fp16, { init: 0.5 })];
  readonly steps = [reg(fixed(2, 2), { init: 0.25 }), reg(fixed(3, 1), { init: 2.5 })];
  readonly kinds = [reg(uint(4)), reg(fp32), reg(bigUint(4))];
  readonly faces = [reg(Phase, { init: Phase.Run }), reg(Phase, { init: Phase.Load })];
  readonly modes = [reg(Phase, { init: Phase.Run }), reg(Other, { init: Other.Halt })];
  readonly mixture = [reg(uint(4)), memory(uint(4), 4), new Child(5), 3, "text"];
  readonly rows = [reg(vec(uint(4), 2)), reg(vec(uint(4), 3))];
  readonly alike = [reg(vec(uint(4), 2)), reg(vec(uint(2), 2))];
  readonly shaped = [reg(vec(uint(4), 2)), reg(struct({ x: uint(4), y: uint(4) }))];
  readonly maybe = [undefined, new Two(3)];
  readonly words = memory(uint(8), 4, { init: [9, 8, 7, 6] });
  readonly banks = [memory(uint(8), 4, { init: 11 }), memory(uint(8), 3, { init: 22 })];
  readonly ranged = reg(uint(8), { init: 3, range: [2, 9] });
  readonly nested = { deep: { list: [1, 2], r: reg(uint(4), { init: 12 }) } };
  readonly box: Box = Object.freeze(new Box());
  readonly big = reg(bigUint(80), { init: 5n });
  readonly y = output(uint(4));
  readonly flag = wire(bit);
  readonly ways = [wire(uint(4)), wire(uint(4))];
  readonly blocks = [wire(uint(4)), wire(uint(2))];
  protected readonly n: number = 3;
  get own() {
    return this.u.value + this.n;
  }
  protected defaults() {
    this.y.value = this.u.value;
    this.flag.value = this.i.value;
    this.lanes.value = [1, 2, this.u.value, 4];
    this.place.value = { x: 5, y: -2 };
    this.ways[0]!.value = 1;
    this.ways[1]!.value = 2;
    this.blocks[0]!.value = 1;
    this.blocks[1]!.value = 2;
    this.mate.a.value = 1;
    this.kids.forEach((kid, i) => (kid.a.value = i));
    this.kin[0]!.a.value = 4;
    this.kin[1]!.a.value = 5;
  }
  override propagate() {
    this.defaults();
  }
}

/** What the inputs hold. */
const driven = { no: 0, i: 1, j: 2, u: 9, s: -3, f: 2.5, e: "Load" };
const inputsOf = (top: Module) => Object.entries(driven).filter(([name]) => name in top);
const scope = { ...kit, Phase, Other, Reach, Storing, unheld, outsider, thawed, frozen, bytes, record, Box };
const names = Object.keys(scope).filter((name) => name !== "default");
const values = names.map((name) => (scope as Record<string, unknown>)[name]);

type Base = "Reach" | "Storing";
export type Method = "propagate" | "update";

let made = 0;

/** A class whose method has each text on a line of its own: `statements ⇒ expression` says what it leaves; without an expression it is for edges that pick it. */
function reaching(method: Method, texts: readonly string[], base: Base): new () => Reach {
  const lines = texts.map((text, n) => {
    const [before, expression] = text.split(" ⇒ ");
    return expression === undefined
      ? `    if (this.pick.value === ${n}) { ${before} }`
      : `    { ${before}; this.assert(this.no.value, \`${n}: \${${expression}}\`); }`;
  });
  const first = method === "propagate" ? " this.defaults();" : "";
  const text = `return class Reaching extends ${base} { ${method}() {${first}\n${lines.join("\n")}\n} }\n//# sourceURL=file:///table/reaching-${++made}.ts`;
  return new Function(...names, text)(...values) as new () => Reach;
}

/** Lines before the first of a function's body, as V8 counts. */
const FIRST_LINE = 4;

function numberOf({ places }: Diagnostic): number | undefined {
  const at = places?.find(({ file }) => file.startsWith("/table/"));
  return at && at.line - FIRST_LINE;
}

function findingsOf(make: () => Program): readonly Diagnostic[] {
  try {
    return make().warnings;
  } catch (error) {
    if (error instanceof SystoleError) return error.diagnostics;
    throw error;
  }
}

/** What is told about each text; the errors of none of the others. */
export function toldOfEach(
  method: Method,
  texts: readonly string[],
  base: Base = "Reach",
): ReadonlyMap<string, readonly Diagnostic[]> {
  const errors = findingsOf(() => compile(new (reaching(method, texts, base))()));
  const told = byText(texts, errors, ({ severity }) => severity === "error");
  const accepted = texts.filter((text) => !told.has(text));
  const warned = findingsOf(() => compile(new (reaching(method, accepted, base))()));
  for (const [text, findings] of byText(accepted, warned, () => true)) told.set(text, findings);
  return told;
}

function byText(
  texts: readonly string[],
  findings: readonly Diagnostic[],
  counts: (finding: Diagnostic) => boolean,
): Map<string, readonly Diagnostic[]> {
  const told = new Map<string, readonly Diagnostic[]>();
  for (const finding of findings.filter(counts)) {
    const n = numberOf(finding) ?? (texts.length === 1 && finding.severity === "error" ? 0 : undefined);
    const text = n === undefined ? undefined : texts[n];
    if (text !== undefined) told.set(text, [...(told.get(text) ?? []), finding]);
    else if (finding.severity === "error") throw new Error(`${finding.code} ${finding.message}`);
  }
  return told;
}

/** What the lowered code says for each text, and what its JavaScript does when the methods themselves run. */
export function saidOf(
  method: Method,
  texts: readonly string[],
): { readonly lowered: readonly string[]; readonly script: readonly string[] } {
  const top = new (reaching(method, texts, "Reach"))();
  const program = compile(top);
  const run = createEvaluator(program);
  for (const [name, value] of Object.entries(driven)) run.drive(top[name as "u"], value);
  run.settle();
  const lowered = run.edge(false).map((text) => text.replace(/^.*? at edge 1: /, ""));
  const script = findingsOf(() => {
    const sim = simulate(program);
    for (const [name, value] of Object.entries(driven)) top[name as "u"].value = value as number;
    sim.step();
    return program;
  }).map(({ message }) => message.replace(/^assertion failed at [^:]*: /, ""));
  const named = (said: readonly string[]) =>
    said.map((one) => one.replace(/^(\d+): /, (_, n: string) => `${texts[Number(n)]} is `));
  return { lowered: named(lowered), script: named(script) };
}

/** What an edge changes that picks a text, by the lowered code and by its JavaScript: `text leaves path = value`. */
export function changedBy(
  texts: readonly string[],
  base: Base = "Reach",
): {
  readonly lowered: readonly string[];
  readonly script: readonly string[];
} {
  const top = new (reaching("update", texts, base))();
  const program = compile(top);
  const sim = simulate(program);
  const stateOf = (word: (memory: AnyMemory, at: number) => unknown, read: (signal: Signal) => unknown) => [
    ...program.design.nets.map(({ root }) => `${root.path} = ${String(read(root as Signal))}`),
    ...program.design.memories.flatMap((one) =>
      Array.from({ length: one.depth }, (_, at) => `${one.path}[${at}] = ${String(word(one, at))}`),
    ),
  ];
  const leaves = (text: string, before: readonly string[], after: readonly string[]) =>
    `${text} leaves ${after.filter((one, at) => one !== before[at]).join(", ")}`;
  const inputs = (n: number) => [...inputsOf(top), ["pick", n] as const];
  const lowered = texts.map((text, n) => {
    const run = createEvaluator(program);
    for (const [name, value] of inputs(n)) run.drive(top[name as "u"], value);
    run.settle();
    const before = stateOf(run.word, run.read);
    run.edge(false);
    run.settle();
    return leaves(text, before, stateOf(run.word, run.read));
  });
  const start = sim.snapshot();
  const script = texts.map((text, n) => {
    sim.restore(start);
    for (const [name, value] of inputs(n)) top[name as "u"].value = value as number;
    const state = () =>
      stateOf(
        (one, at) => sim.peek(one.path, at),
        (signal) => signal.value,
      );
    const before = state();
    sim.step();
    return leaves(text, before, state());
  });
  return { lowered, script };
}

type Signal = AnyLeafSignal & { readonly value: unknown };
