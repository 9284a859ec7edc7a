import type { Module } from "../describe/index.ts";
import type { ClockOptions } from "../engine/time/clock.ts";
import type { Random } from "../random/random.ts";
import type { Expect } from "./expect.ts";
import type { Params, ParamValues } from "./params.ts";
import type { ResetOptions, Simulation } from "./simulation.ts";
import type { StreamDriver, streamMonitor, StreamMonitor, StreamOptions, StreamWires } from "./streams.ts";
import type { Waits } from "./waits.ts";

/** Marks testbenches among the exports of a file, in a way that survives two loaded copies of the kit. */
const testbenchMark = "systole.testbench";

/** What a testbench's body works with. */
export interface TestbenchContext<P, D extends Module, Prepared> extends Waits {
  readonly dut: D;
  readonly params: P;
  readonly prepared: Prepared;
  /** The seed of this run; `random` starts from it and the testbench's name. */
  readonly seed: number;
  readonly random: Random;
  readonly expect: Expect;
  /**
   * Claims that something holds in every cycle from now on, judged just before each clock edge (t⁻), except while the reset
   * is active: `assert(() => dut.count.value <= 9, "the count left its range")`. Gives the function that ends the claim.
   */
  assert(holds: () => unknown, message: string): () => void;
  /** What the run reports: write `metrics.cycles = clk.cycle`. */
  readonly metrics: Record<string, number | string>;
  /** A line for the log of the run, with the moment. */
  log(text: string): void;
  readonly sim: Simulation<D>;
  /** Feeds a stream that the top receives. */
  streamDriver<V>(stream: StreamWires<V>, options?: StreamOptions): StreamDriver<V>;
  /** Collects a stream that the top sends, checks its protocol and drives its `ready`. */
  streamMonitor<V>(stream: StreamWires<V>, options?: Parameters<typeof streamMonitor>[2]): StreamMonitor<V>;
}

export interface TestbenchOptions<P extends Params, D extends Module, Prepared> {
  /** Unique; slashes make folders: `systolic/gemm`. */
  readonly name: string;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly params?: P | undefined;
  /** Makes the data of a run before the design exists; may read files. */
  readonly prepare?:
    | ((given: { params: ParamValues<P>; seed: number; random: Random }) => Prepared | PromiseLike<Prepared>)
    | undefined;
  /** Makes the design, anew for each run. */
  readonly dut: (params: ParamValues<P>, prepared: Prepared) => D;
  /** Default: 1 GHz. */
  readonly clock?: ClockOptions | ((params: ParamValues<P>) => ClockOptions) | undefined;
  /** The reset is held for `edges` edges (default 2) before the body starts; `false`: no reset. */
  readonly reset?: (ResetOptions & { readonly edges?: number | undefined }) | false | undefined;
  /** Limit of the run in cycles or simulated time. */
  readonly timeout?: number | string | undefined;
}

/** A testbench as data: what the command line lists and runs. */
export interface Testbench {
  readonly mark: typeof testbenchMark;
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly params: Params;
  readonly prepare: ((given: { params: never; seed: number; random: Random }) => unknown) | undefined;
  readonly dut: (params: never, prepared: never) => Module;
  readonly clock: ClockOptions | ((params: never) => ClockOptions) | undefined;
  readonly reset: (ResetOptions & { readonly edges?: number | undefined }) | false | undefined;
  readonly timeout: number | string | undefined;
  readonly body: (context: never) => unknown;
}

/**
 * Declares a testbench: the design of a run, and the body that drives and checks it.
 *
 * The body starts after the reset, at time 0 without one. The run ends when the body returns; tasks that still run are dropped.
 */
export function testbench<
  D extends Module,
  const P extends Params = Readonly<Record<never, never>>,
  Prepared = undefined,
>(
  options: TestbenchOptions<P, D, Prepared>,
  body: (context: TestbenchContext<ParamValues<P>, D, Prepared>) => unknown,
): Testbench {
  return Object.freeze({
    mark: testbenchMark,
    name: options.name,
    description: options.description,
    tags: options.tags ?? [],
    params: options.params ?? {},
    prepare: options.prepare,
    dut: options.dut,
    clock: options.clock,
    reset: options.reset,
    timeout: options.timeout,
    body,
  }) as Testbench;
}

export function isTestbench(value: unknown): value is Testbench {
  return typeof value === "object" && value !== null && (value as Partial<Testbench>).mark === testbenchMark;
}
