import type { Module, ResetKind } from "../describe/index.ts";
import type { ClockOptions } from "../engine/time/clock.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import type { Random } from "../random/random.ts";
import type { Expect } from "./expect.ts";
import type { ClockHandle } from "./clock-handle.ts";
import type { Params, ParamValues } from "./params.ts";
import type { Simulation } from "./simulation.ts";
import type { StreamDriver, streamMonitor, StreamMonitor, StreamOptions, StreamWires } from "./streams.ts";
import type { Waits } from "./waits.ts";

/** Marks testbenches among the exports of a file, in a way that survives two loaded copies of the kit. */
const testbenchMark = "systole.testbench";

/** What a testbench's body works with. */
export interface TestbenchContext<
  P,
  D extends Module,
  Prepared,
  Clocks extends ClocksOptions = ClocksOptions,
> extends Waits {
  readonly dut: D;
  /** The clocks of the design by name, the default one too: `await clocks.bus.rising()`. */
  readonly clocks: { readonly [Name in keyof Clocks]: ClockHandle };
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

export interface TestbenchOptions<
  P extends Params,
  D extends Module,
  Prepared,
  Clocks extends ClocksOptions = ClocksOptions,
> {
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
  /** The default clock, that of the top. Default: 1 GHz. */
  readonly clock?: ClockOptions | ((params: ParamValues<P>) => ClockOptions) | undefined;
  /** The clocks of the design's domains by name: `{ core: { frequency: "606MHz" }, bus: { ratio: [1, 3], of: "core" } }`. */
  readonly clocks?: Clocks | ((params: ParamValues<P>) => Clocks) | undefined;
  /** All reset wires are held until each clock has had `edges` edges (default 2) before the body starts; `false`: no reset. */
  readonly reset?: (ResetKind & { readonly edges?: number | undefined }) | false | undefined;
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
  readonly clocks: ClocksOptions | ((params: never) => ClocksOptions) | undefined;
  readonly reset: (ResetKind & { readonly edges?: number | undefined }) | false | undefined;
  readonly timeout: number | string | undefined;
  readonly body: (context: never) => unknown;
  /** Made where the testbench is declared; its stack costs nothing until somebody reads it. */
  readonly site: Error;
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
  const Clocks extends ClocksOptions = ClocksOptions,
>(
  options: TestbenchOptions<P, D, Prepared, Clocks>,
  body: (context: TestbenchContext<ParamValues<P>, D, Prepared, Clocks>) => unknown,
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
    clocks: options.clocks,
    reset: options.reset,
    timeout: options.timeout,
    body,
    site: new Error(),
  }) as Testbench;
}

export function isTestbench(value: unknown): value is Testbench {
  return typeof value === "object" && value !== null && (value as Partial<Testbench>).mark === testbenchMark;
}
