import { diagnose, type Diagnostic, stackPlaces } from "../../sim/errors/index.ts";
import { type RunOptions, type RunResult, runTestbench } from "../../sim/testbench/run-testbench.ts";
import type { Simulation } from "../../sim/testbench/simulation.ts";
import type { Testbench } from "../../sim/testbench/testbench.ts";

/** Time that an interrupted run has to end by itself: one that waits for a promise of its own never looks. */
const GRACE_MILLISECONDS = 500;

/**
 * Runs a testbench that may never end: one that is interrupted while it waits for a promise that is not the kit's, or that waits for one
 * that nothing is left to resolve, is given up.
 */
export function watchedRun(testbench: Testbench, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  let sim: Simulation | undefined;
  const running = runTestbench(testbench, {
    ...options,
    observers: (made) => {
      sim = made;
      return options.observers?.(made) ?? [];
    },
  });
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const finish = (result: RunResult): void => {
      process.off("beforeExit", onStuck);
      options.signal?.removeEventListener("abort", onAbort);
      clearTimeout(grace);
      resolve(result);
    };
    const giveUp = (code: "E-TB-PROMISE" | "E-TB-INTERRUPTED"): void => {
      const when = sim?.when() ?? "its start";
      const places = stackPlaces(testbench.site.stack);
      const finding = diagnose(code, { task: testbench.name, when }, { places });
      sim?.close();
      finish(unfinished(testbench, options, sim, finding, (performance.now() - started) / 1000));
    };
    // Asked once a turn of Node's loop: the next run needs a turn of its own.
    const onStuck = (): void => void setImmediate(() => giveUp("E-TB-PROMISE"));
    const onAbort = (): void =>
      void (grace = setTimeout(() => giveUp("E-TB-INTERRUPTED"), GRACE_MILLISECONDS));
    process.on("beforeExit", onStuck);
    if (options.signal?.aborted) onAbort();
    else options.signal?.addEventListener("abort", onAbort, { once: true });
    running.then(finish, reject);
  });
}

function unfinished(
  testbench: Testbench,
  options: RunOptions,
  sim: Simulation | undefined,
  finding: Diagnostic,
  seconds: number,
): RunResult {
  const { cycle = 0, time = 0n } = sim ?? {};
  return {
    name: testbench.name,
    passed: false,
    engine: options.engine ?? "auto",
    seed: options.seed ?? 1,
    params: options.params ?? {},
    cycles: cycle,
    time,
    seconds,
    metrics: {},
    log: [],
    warnings: [],
    failure: {
      stage: "run",
      message: finding.message,
      diagnostics: [finding],
      place: undefined,
      cycle,
      time,
      expected: undefined,
      seen: undefined,
      cause: undefined,
    },
  };
}
