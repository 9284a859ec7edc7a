/** Running designs: simulations, testbenches with tasks in time, streams, expectations. */
export { type CycleLine, cycleLog } from "./cycle-log.ts";
export { createExpect, type Expect, type Expectation, ExpectationFailure } from "./expect.ts";
export type { Agent, Observer } from "./observer.ts";
export { param, type Param, type Params, type ParamValues, readParams } from "./params.ts";
export { type RunFailure, type RunOptions, type RunResult, runTestbench } from "./run-testbench.ts";
export { type EngineName, simulate, type SimulateOptions } from "./simulate.ts";
export { type ResetOptions, Simulation } from "./simulation.ts";
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
export type { ClockHandle, Strand, TaskHandle, Until, UntilOptions, Waits } from "./waits.ts";
