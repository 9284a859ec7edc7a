import type { AnyLeafSignal, Module, ResetKind } from "../describe/index.ts";
import { randomValue } from "../engine/power-on.ts";
import { SystoleError } from "../errors/index.ts";
import type { ClockOptions } from "../engine/time/clock.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import { createRandom, type Random } from "../random/random.ts";
import { compile } from "../schedule/index.ts";
import type { Program } from "../schedule/program.ts";
import { type Snapshot, stateNets } from "../snapshot/index.ts";
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
  /**
   * Outputs that count only while another signal of the top says so, beside the payloads of streams: the outputs' keys, and the key of the signal, with
   * the groups of the first in it, and `!` before one that has to be 0: `[/^(out\[\d\])\.flit/, "$1.valid"]`.
   */
  readonly guards?: readonly (readonly [outputs: RegExp, guard: string])[] | undefined;
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

/** Something that differs after the reset, and the state of zeros with it. */
interface Leftover {
  readonly path: string;
  readonly state: Snapshot;
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
  const program = compile(options.dut());
  const others = Array.from({ length: states }, (_, state) => {
    const sim = afterReset(options, program, seed + state);
    const snapshot = sim.snapshot();
    sim.close();
    return snapshot;
  });
  const sim = afterReset(options, program, undefined);
  const zeros = sim.snapshot();
  const base = outputsFrom(sim, zeros, options, true);
  const known = new Map<string, ResetDivergence>();
  for (const other of others)
    for (const { path, state } of leftoversOf(program, zeros, other)) {
      if (known.has(path)) continue;
      const found = firstDifference(base, outputsFrom(sim, state, options));
      if (found) known.set(path, { path, ...found });
    }
  sim.close();
  return [...known.values()];
}

/** What holds other values after the reset of another power-on than after that of zeros. */
function* leftoversOf({ design }: Program, zeros: Snapshot, other: Snapshot): Generator<Leftover> {
  for (const [i, { root }] of stateNets(design).entries()) {
    const value = other.signals[i] as Snapshot["signals"][number];
    if (root.direction === "input" || value === zeros.signals[i]) continue;
    yield { path: root.path, state: { ...zeros, signals: zeros.signals.with(i, value) } };
  }
  for (const [i, { path }] of design.memories.entries()) {
    const words = other.memories[i] as Snapshot["memories"][number];
    if (JSON.stringify(words) === JSON.stringify(zeros.memories[i])) continue;
    yield { path, state: { ...zeros, memories: zeros.memories.with(i, words) } };
  }
}

/** An input of any type, as a testbench drives it. */
type Driven = AnyLeafSignal & { set value(value: unknown) };

/** The design behind its reset; without a seed it comes from a power-on of zeros. */
function afterReset<Dut extends Module>(
  options: ResetDivergenceOptions<Dut>,
  program: Program,
  powerOn: number | undefined,
): Simulation {
  const { clock, clocks, reset, edges = 2, seed = 1 } = options;
  const sim = simulate(program, {
    clock,
    clocks,
    reset,
    powerOn: powerOn === undefined ? "zero" : { seed: powerOn },
  });
  driverOf(sim, options, createRandom(seed).split("reset"))(-1);
  sim.applyReset(edges);
  return sim;
}

function driverOf<Dut extends Module>(
  sim: Simulation,
  { drive }: ResetDivergenceOptions<Dut>,
  random: Random,
): (cycle: number) => void {
  const inputs = sim.engine.program.design.top.signals.filter(({ direction }) => direction === "input");
  return (cycle) => {
    if (drive) drive(sim.top as Dut, random, cycle);
    else for (const input of inputs) (input as Driven).value = randomValue(input.type, random);
  };
}

/** The outputs of the top, by path, in each cycle just before its edge; undefined where a value has no meaning. */
type Outputs = readonly ReadonlyMap<string, unknown>[];

/** A run from a state behind the reset; where the state breaks an assertion, it is shorter, unless all must hold. */
function outputsFrom<Dut extends Module>(
  sim: Simulation,
  state: Snapshot,
  options: ResetDivergenceOptions<Dut>,
  mustHold = false,
): Outputs {
  const { cycles = 200, after = 0, seed = 1 } = options;
  sim.restore(state);
  const drive = driverOf(sim, options, createRandom(seed).split("inputs"));
  const outputs = countedOutputs(sim, options);
  const rows: Map<string, unknown>[] = [];
  try {
    for (let cycle = 0; cycle < cycles; cycle++) {
      drive(cycle);
      rows.push(new Map(cycle < after ? [] : outputs.map(({ path, read }) => [path, read()])));
      sim.step();
    }
  } catch (error) {
    const isAssertion = error instanceof SystoleError && error.diagnostics[0]?.code === "E-ASSERT";
    if (!isAssertion || mustHold) throw error;
  }
  return rows;
}

/** The outputs of the top, with what they show while they count. */
function countedOutputs(
  sim: Simulation,
  { guards = [] }: Pick<ResetDivergenceOptions<Module>, "guards">,
): readonly { readonly path: string; readonly read: () => unknown }[] {
  const { signals } = sim.engine.program.design.top;
  const netOf = new Map(signals.map(({ key, net }) => [key, net]));
  const all = [...guards, PAYLOAD];
  return signals
    .filter(({ direction }) => direction === "output" || direction === "outputReg")
    .map(({ key, path, net }) => {
      const conditions = all.flatMap(([outputs, guard]) => {
        const [, not, name] = /^(!?)(.*)$/.exec(key.replace(outputs, guard)) as unknown as [
          string,
          string,
          string,
        ];
        const by = outputs.test(key) ? netOf.get(name) : undefined;
        return by === undefined || by === net ? [] : [{ by, wanted: not === "" ? 1 : 0 }];
      });
      const counts = (): boolean =>
        conditions.every(({ by, wanted }) => Number(sim.engine.read(by)) === wanted);
      return { path, read: () => (counts() ? sim.engine.read(net) : undefined) };
    });
}

const PAYLOAD = [/\.payload(?:[.[].*)?$/, ".valid"] as const;

function firstDifference(base: Outputs, other: Outputs): Omit<ResetDivergence, "path"> | undefined {
  for (const [cycle, row] of base.entries())
    for (const [output, value] of row) {
      const seen = other[cycle]?.get(output);
      if (!Object.is(value, seen)) return { output, cycle, values: [value, seen] };
    }
  return undefined;
}
