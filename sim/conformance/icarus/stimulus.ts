import type { AnyLeafSignal, Module } from "../../describe/index.ts";
import { createRandom } from "../../random/random.ts";
import type { Simulation } from "../../testbench/index.ts";

/** Picoseconds between two moments at which something may be driven: a quarter of the clock's period, so that edges are among them. */
export const STEP = 2500;

/** What is driven at one moment: inputs by their names, and resets that begin or end. */
export interface Drive {
  readonly picoseconds: number;
  readonly values: ReadonlyMap<string, bigint>;
  readonly resets: ReadonlyMap<string, boolean>;
}

const inputsOf = (top: Module) =>
  Object.entries(top).filter(
    (entry): entry is [string, AnyLeafSignal] => (entry[1] as { direction?: string }).direction === "input",
  );

/** Random drives of the top's inputs and of its resets, at edges and between them. */
export function randomDrives(top: Module, resets: readonly string[], moments: number, seed: number): Drive[] {
  const random = createRandom(seed);
  return Array.from({ length: moments }, (_, i) => {
    const values = inputsOf(top)
      .filter(() => random.integer(0, 2) > 0)
      .map(([name, { type }]) => [name, randomBits(random, type.width)] as const);
    const changing = resets.filter(() => i === 2 || i === 9 || random.integer(0, 40) === 0);
    return {
      picoseconds: i * STEP,
      values: new Map(values),
      resets: new Map(changing.map((name) => [name, i === 2 || (i !== 9 && random.integer(0, 1) === 1)])),
    };
  });
}

function randomBits(random: ReturnType<typeof createRandom>, width: number): bigint {
  let value = 0n;
  for (let i = 0; i < width; i++) value = value * 2n + BigInt(random.integer(0, 1));
  return value;
}

/** Plays drives on our side, up to half a step behind the last. */
export function playDrives(sim: Simulation, drives: readonly Drive[]): void {
  const inputs = new Map(inputsOf(sim.top));
  drives.forEach(({ values, resets }, i) => {
    if (i > 0) sim.run(`${STEP}ps`);
    for (const [name, bits] of values) {
      const signal = inputs.get(name)! as unknown as {
        value: unknown;
        type: { kind: string; width: number };
      };
      const { kind, width } = signal.type;
      const value = kind === "sint" ? BigInt.asIntN(width, bits) : bits;
      signal.value = kind.startsWith("big") ? value : Number(value);
    }
    for (const [name, active] of resets) sim.setReset(active, name);
  });
  sim.run(`${STEP / 2}ps`);
  sim.close();
}

/** The same in SystemVerilog: clocks by their half periods, and drives that act behind an edge of their own time. */
export function harnessText(
  top: Module,
  module: string,
  drives: readonly Drive[],
  clocks: Readonly<Record<string, number>>,
  resets: Readonly<Record<string, "high" | "low">>,
): string {
  const inputs = inputsOf(top);
  const idle = (name: string) => (resets[name] === "low" ? 1 : 0);
  const ports = [...Object.keys(clocks), ...Object.keys(resets), ...inputs.map(([name]) => name)];
  const statements = drives.flatMap(({ values, resets: changing }, i) => [
    ...(i > 0 ? [`    #${STEP};`] : []),
    ...[...values].map(([name, bits]) => `    ${name} <= ${widthOf(inputs, name)}'h${bits.toString(16)};`),
    ...[...changing].map(([name, active]) => `    ${name} <= ${active ? 1 - idle(name) : idle(name)};`),
  ]);
  return [
    "`timescale 1ps / 1ps",
    "module harness;",
    ...Object.keys(clocks).map((name) => `  logic ${name} = 0;`),
    ...Object.keys(resets).map((name) => `  logic ${name} = ${idle(name)};`),
    ...inputs.map(([name, { type }]) => `  logic [${type.width - 1}:0] ${name} = 0;`),
    `  ${module} ${module} (${ports.map((name) => `.${name}(${name})`).join(", ")});`,
    ...Object.entries(clocks).map(([name, half]) => `  always #${half} ${name} = ~${name};`),
    "  initial begin",
    '    $dumpfile("waves.vcd");',
    `    $dumpvars(0, ${module});`,
    ...statements,
    `    #${STEP / 2} $finish;`,
    "  end",
    "endmodule",
    "",
  ].join("\n");
}

function widthOf(inputs: readonly (readonly [string, AnyLeafSignal])[], name: string): number {
  return inputs.find(([known]) => known === name)![1].type.width;
}
