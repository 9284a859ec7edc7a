/** Running designs: simulations, testbenches with tasks in time, streams, expectations. */
export type { ClockHandle } from "./clock-handle.ts";
export { type CycleLine, cycleLog } from "./cycle-log.ts";
export { createExpect, type Expect, type Expectation, ExpectationFailure } from "./expect.ts";
export type { Agent, Observer } from "./observer.ts";
export { param, type Param, type Params, type ParamValues, readParams } from "./params.ts";
export { type RunFailure, type RunOptions, type RunResult, runTestbench } from "./run-testbench.ts";
export { type EngineName, simulate, type SimulateOptions } from "./simulate.ts";
export type { ResetKind as ResetOptions } from "../describe/index.ts";
export { Simulation } from "./simulation.ts";
export type { SimulationWire } from "./simulation-wires.ts";
export {
  type Stalls,
  streamChecker,
  streamDriver,
  type StreamDriver,
  streamMonitor,
  type StreamMonitor,
  type StreamOptions,
  type StreamWires,
  type Transfer,
} from "./streams.ts";
export { type Awaitable, TaskCancelled } from "./task.ts";
export {
  isTestbench,
  testbench,
  type Testbench,
  type TestbenchContext,
  type TestbenchOptions,
} from "./testbench.ts";
export type { Strand, TaskHandle, Until, UntilOptions, Waits } from "./waits.ts";
export { keepLog, type KeepLogOptions, type KeptLog } from "./keep-log.ts";
export { replay, type ReplayOptions, replaySteps } from "./replay.ts";
