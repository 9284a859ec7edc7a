import type { Module } from "../describe/index.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import { parseTime, type Time, wholeCycles } from "../engine/time/units.ts";
import {
  type Diagnostic,
  fail,
  located,
  type Place,
  stackPlaces,
  SystoleError,
  type Where,
} from "../errors/index.ts";
import { createRandom, hashText } from "../random/random.ts";
import { compile } from "../schedule/compile.ts";
import { clockHandle } from "./clock-handle.ts";
import { createExpect, ExpectationFailure } from "./expect.ts";
import type { Observer } from "./observer.ts";
import { readParams } from "./params.ts";
import { clocksOf, runClocks } from "./run-clocks.ts";
import { Scheduler } from "./scheduler.ts";
import { designClocks } from "./design-clocks.ts";
import { simulate, type SimulateOptions } from "./simulate.ts";
import type { Simulation } from "./simulation.ts";
import { standingAssertion } from "./standing-assertion.ts";
import { streamDriver, streamMonitor } from "./streams.ts";
import type { Testbench, TestbenchContext } from "./testbench.ts";
import { createWaits } from "./waits.ts";

export interface RunOptions extends Pick<SimulateOptions, "engine" | "powerOn" | "shuffle"> {
  /** Values or texts, by name. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Frequencies or periods of clocks, instead of the testbench's own. */
  readonly clocks?: ClocksOptions | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
  /** Called once the design stands; gives who is to see its records. */
  readonly observers?: ((sim: Simulation) => readonly Observer[]) | undefined;
  /** Limit in cycles or simulated time, instead of the testbench's own. */
  readonly timeout?: number | string | undefined;
  /** Foreign promises are errors. */
  readonly strict?: boolean | undefined;
  /** Real milliseconds before a foreign promise is named. Default 1000. */
  readonly patience?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onWarning?: ((warning: Diagnostic) => void) | undefined;
  readonly onLog?: ((line: string) => void) | undefined;
}

export interface RunFailure {
  /** Whether it happened before the first cycle: the design or the parameters are wrong. */
  readonly stage: "prepare" | "elaborate" | "run";
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
  /** In the user's code. */
  readonly place: Place | undefined;
  readonly cycle: number;
  readonly time: Time;
  readonly expected: string | undefined;
  readonly seen: string | undefined;
  /** What was thrown. */
  readonly cause: unknown;
}

export interface RunResult {
  readonly name: string;
  readonly passed: boolean;
  readonly engine: string;
  readonly seed: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** Clock edges, with those of the reset. */
  readonly cycles: number;
  readonly time: Time;
  /** Real time. */
  readonly seconds: number;
  readonly metrics: Readonly<Record<string, number | string>>;
  readonly log: readonly string[];
  readonly warnings: readonly Diagnostic[];
  readonly failure: RunFailure | undefined;
}

/** Runs a testbench once. Never throws for what a testbench or a design does wrong: that is in the result. */
export async function runTestbench(testbench: Testbench, options: RunOptions = {}): Promise<RunResult> {
  const started = performance.now();
  const seed = options.seed ?? 1;
  const metrics: Record<string, number | string> = {};
  const log: string[] = [];
  const warnings: Diagnostic[] = [];
  let params: Readonly<Record<string, unknown>> = {};
  let sim: Simulation | undefined;
  let stage: RunFailure["stage"] = "prepare";
  let failure: RunFailure | undefined;
  // What has no line of its own is the testbench's: that it waits for ever, or with which parameters it runs.
  const places = (): readonly Place[] => stackPlaces(testbench.site.stack);
  const warn = (found: Diagnostic): void => {
    const warning = found.places?.length ? found : { ...found, places: places() };
    warnings.push(warning);
    options.onWarning?.(warning);
  };
  const fails = (cause: unknown): RunFailure => describeFailure(cause, stage, sim, places);
  try {
    params = readParams(testbench.name, testbench.params, options.params ?? {});
    const random = createRandom(hashText(`${seed}/${testbench.name}`));
    const prepared = await testbench.prepare?.({
      params: params as never,
      seed,
      random: random.split("prepare"),
    });
    stage = "elaborate";
    const program = compile(testbench.dut(params as never, prepared as never));
    const clocks = runClocks(program.design.clocks, clocksOf(testbench, params), options.clocks);
    // Whoever runs a testbench has not written its clocks.
    located(
      () => ({ places: stackPlaces(testbench.site.stack) }),
      () => designClocks(program.design, clocks),
    );
    sim = simulate(program, {
      ...options,
      ...clocks,
      seed,
      reset: testbench.reset === false ? undefined : testbench.reset,
    });
    stage = "run";
    sim.engine.program.warnings.forEach(warn);
    for (const observer of options.observers?.(sim) ?? []) sim.observe(observer);
    if (testbench.reset !== false) sim.applyReset(testbench.reset?.edges ?? 2);
    const scheduler = new Scheduler(sim, { ...options, onWarning: warn });
    const context = makeContext(sim, scheduler, {
      params,
      prepared,
      seed,
      random,
      metrics,
      log,
      onLog: options.onLog,
    });
    limitRun(sim, scheduler, options.timeout ?? testbench.timeout, testbench.site);
    await scheduler.run(() => testbench.body(context as never), testbench.name);
  } catch (cause) {
    failure = fails(cause);
  }
  sim?.engine.warnings?.forEach(warn);
  const cycles = sim?.cycle ?? 0;
  const time = sim?.time ?? 0n;
  try {
    sim?.close(failure?.message);
  } catch (cause) {
    failure ??= fails(cause);
  }
  return {
    name: testbench.name,
    passed: failure === undefined,
    engine: sim?.engine.name ?? options.engine ?? "auto",
    seed,
    params,
    cycles,
    time,
    seconds: (performance.now() - started) / 1000,
    metrics,
    log,
    warnings,
    failure,
  };
}

interface Given extends Pick<
  TestbenchContext<unknown, Module, unknown>,
  "params" | "prepared" | "seed" | "random" | "metrics"
> {
  readonly log: string[];
  readonly onLog: ((line: string) => void) | undefined;
}

function makeContext(
  sim: Simulation,
  scheduler: Scheduler,
  { log, onLog, ...given }: Given,
): TestbenchContext<unknown, Module, unknown> {
  return {
    ...given,
    ...createWaits(sim, scheduler),
    dut: sim.top,
    clocks: Object.fromEntries(
      sim.clocks.names.map((name, clock) => [name, clockHandle(sim, scheduler, clock)]),
    ),
    sim,
    expect: createExpect(() => sim.when()),
    assert: (holds, message) => standingAssertion(sim, holds, message),
    log(text) {
      const line = `${sim.when()}  ${text}`;
      log.push(line);
      onLog?.(line);
    },
    streamDriver: (stream, options) =>
      streamDriver(sim, stream, { random: given.random.split(pathOf(stream, "driver")), ...options }),
    streamMonitor: (stream, options) =>
      streamMonitor(sim, stream, { random: given.random.split(pathOf(stream, "monitor")), ...options }),
  };
}

function pathOf(stream: { readonly valid: object }, role: string): string {
  return `${role} ${(stream.valid as { path?: string }).path ?? ""}`;
}

function limitRun(
  sim: Simulation,
  scheduler: Scheduler,
  timeout: number | string | undefined,
  site: Error,
): void {
  if (timeout === undefined) return;
  const where = (): Where => ({ path: sim.top.path, places: stackPlaces(site.stack) });
  const after = typeof timeout === "number" ? `${timeout} cycles` : timeout;
  const facts = { what: "the end of the testbench", after, seen: undefined };
  const giveUp = (): never => fail("E-TB-TIMEOUT", { ...facts, when: sim.when() }, where());
  located(where, () => {
    if (typeof timeout === "number")
      scheduler.calendar.atEdge(sim.cycle + wholeCycles(timeout), giveUp, true);
    else scheduler.calendar.atTime(sim.time + parseTime(timeout), giveUp, true);
  });
}

/** An error with a place for each of its findings. */
function withPlaces(error: unknown, places: () => readonly Place[]): unknown {
  const complete = !(error instanceof SystoleError) || error instanceof ExpectationFailure;
  if (complete || error.diagnostics.every((found) => found.places?.length)) return error;
  return new SystoleError(
    error.diagnostics.map((found) => (found.places?.length ? found : { ...found, places: places() })),
  );
}

function describeFailure(
  thrown: unknown,
  stage: RunFailure["stage"],
  sim: Simulation | undefined,
  places: () => readonly Place[],
): RunFailure {
  const cause = withPlaces(thrown, places);
  const diagnostics = cause instanceof SystoleError ? cause.diagnostics : [];
  const isExpectation = cause instanceof ExpectationFailure;
  const stack = cause instanceof Error ? cause.stack : undefined;
  return {
    stage,
    message: diagnostics[0]?.message ?? (cause instanceof Error ? cause.message : String(cause)),
    diagnostics,
    place: diagnostics[0]?.places?.[0] ?? stackPlaces(stack)[0],
    cycle: sim?.cycle ?? 0,
    time: sim?.time ?? 0n,
    expected: isExpectation ? cause.expected : undefined,
    seen: isExpectation ? cause.seen : undefined,
    cause,
  };
}
