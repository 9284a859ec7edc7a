import type { AnyLeafSignal, Module, ResetKind } from "../describe/index.ts";
import { randomValue } from "../engine/power-on.ts";
import type { ClockOptions } from "../engine/time/clock.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import { createRandom, type Random } from "../random/random.ts";
import { type Compiler, createCompiler } from "../schedule/index.ts";
import { type Simulation, simulate } from "../testbench/index.ts";

export interface ResetDivergenceOptions<Dut extends Module> {
  readonly dut: () => Dut;
  /** Power-on states that are compared with the one of zeros (3). */
  readonly states?: number | undefined;
  /** Cycles of the default clock that are compared (200). */
  readonly cycles?: number | undefined;
  /** Cycles after the reset that may differ (0): the length of a pipeline whose data no reset touches. */
  readonly after?: number | undefined;
  /** Of the inputs and the power-on states (1). */
  readonly seed?: number | undefined;
  /** Edges for which the reset is held (2). */
  readonly edges?: number | undefined;
  /** Drives the inputs of a cycle, from `random` alone; by default any values, as long as the reset is held too. */
  readonly drive?: ((dut: Dut, random: Random, cycle: number) => void) | undefined;
  readonly clock?: ClockOptions | undefined;
  readonly clocks?: ClocksOptions | undefined;
  readonly reset?: ResetKind | undefined;
}

/** A register or memory that the reset leaves as it was at power-on, and by which an output can tell. */
export interface ResetDivergence {
  /** Path of the register or memory. */
  readonly path: string;
  /** Path of the first output that differs, and the cycle, counted from 0 after the reset. */
  readonly output: string;
  readonly cycle: number;
  /** The output's values: from a power-on of zeros, and with what the register held at another power-on. */
  readonly values: readonly [unknown, unknown];
}

/** Something that differs after the reset, and how to give it to another run. */
interface Leftover {
  readonly path: string;
  readonly give: (sim: Simulation) => void;
}

/**
 * Runs a design from several power-on states with equal inputs, and names the registers and memories that still differ after the
 * reset and reach an output of the top: each alone is put into a run that started from zeros, and an output differs. The payload of a
 * stream counts only while its `valid` is 1.
 */
export function resetDivergence<Dut extends Module>(
  options: ResetDivergenceOptions<Dut>,
): readonly ResetDivergence[] {
  const { states = 3, seed = 1 } = options;
  const compiler = createCompiler();
  const base = outputsOf(options, compiler);
  const known = new Map<string, ResetDivergence>();
  for (let state = 0; state < states; state++) {
    for (const leftover of leftoversOf(options, compiler, seed + state)) {
      if (known.has(leftover.path)) continue;
      const found = firstDifference(base, outputsOf(options, compiler, leftover));
      if (found) known.set(leftover.path, { path: leftover.path, ...found });
    }
  }
  return [...known.values()];
}

/** What holds other values after the reset of a random power-on than after that of zeros. */
function leftoversOf<Dut extends Module>(
  options: ResetDivergenceOptions<Dut>,
  compiler: Compiler,
  seed: number,
): readonly Leftover[] {
  const zeros = afterReset(options, compiler, undefined);
  const random = afterReset(options, compiler, seed);
  const { nets, memories } = zeros.sim.engine.program.design;
  const leftovers: Leftover[] = [];
  for (const { index, root } of nets) {
    if (root.direction !== "reg" && root.direction !== "outputReg") continue;
    const value = random.sim.engine.read(index);
    if (!Object.is(value, zeros.sim.engine.read(index)))
      leftovers.push({ path: root.path, give: (sim) => sim.poke(root.path, value) });
  }
  for (const { path, depth } of memories) {
    const [before, after] = [zeros, random].map(({ sim }) => {
      const words = sim.memory(path);
      return Array.from({ length: depth }, (_, address) => words.peek(address));
    }) as [unknown[], unknown[]];
    if (after.some((word, address) => !Object.is(word, before[address])))
      leftovers.push({ path, give: (sim) => sim.memory(path).load(after) });
  }
  for (const { sim } of [zeros, random]) sim.close();
  return leftovers;
}

/** An input of any type, as a testbench drives it. */
type Driven = AnyLeafSignal & { set value(value: unknown) };

interface Started<Dut> {
  readonly dut: Dut;
  readonly sim: Simulation;
  readonly drive: (cycle: number) => void;
}

function afterReset<Dut extends Module>(
  { dut: make, clock, clocks, reset, edges = 2, drive, seed = 1 }: ResetDivergenceOptions<Dut>,
  compiler: Compiler,
  powerOn: number | undefined,
): Started<Dut> {
  const dut = make();
  const sim = simulate(compiler.compile(dut), {
    clock,
    clocks,
    reset,
    powerOn: powerOn === undefined ? "zero" : { seed: powerOn },
  });
  const random = createRandom(seed).split("inputs");
  const inputs = sim.engine.program.design.top.signals.filter(({ direction }) => direction === "input");
  const driveAll = (cycle: number): void => {
    if (drive) drive(dut, random, cycle);
    else for (const input of inputs) (input as Driven).value = randomValue(input.type, random);
  };
  driveAll(-1);
  sim.applyReset(edges);
  return { dut, sim, drive: driveAll };
}

/** The outputs of the top, by path, in each cycle just before its edge; undefined where a value has no meaning. */
type Outputs = readonly ReadonlyMap<string, unknown>[];

function outputsOf<Dut extends Module>(
  options: ResetDivergenceOptions<Dut>,
  compiler: Compiler,
  leftover?: Leftover,
): Outputs {
  const { sim, drive } = afterReset(options, compiler, undefined);
  leftover?.give(sim);
  const { cycles = 200, after = 0 } = options;
  const signals = sim.engine.program.design.top.signals;
  const validOf = new Map(
    signals.filter(({ key }) => /\.valid$/.test(key)).map((valid) => [valid.key, valid]),
  );
  const rows: Map<string, unknown>[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    drive(cycle);
    const row = new Map<string, unknown>();
    for (const { key, path, net, direction } of cycle < after ? [] : signals) {
      if (direction !== "output" && direction !== "outputReg") continue;
      const valid = validOf.get(key.replace(/\.payload(?:[.[].*)?$/, ".valid"));
      const counts = !valid || valid.net === net || sim.engine.read(valid.net) === 1;
      row.set(path, counts ? sim.engine.read(net) : undefined);
    }
    rows.push(row);
    sim.step();
  }
  sim.close();
  return rows;
}

function firstDifference(base: Outputs, other: Outputs): Omit<ResetDivergence, "path"> | undefined {
  for (const [cycle, row] of base.entries())
    for (const [output, value] of row) {
      const seen = other[cycle]?.get(output);
      if (!Object.is(value, seen)) return { output, cycle, values: [value, seen] };
    }
  return undefined;
}
