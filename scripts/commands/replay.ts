import { resolve } from "node:path";
import { type Clock, edgesUpTo, risingEdge } from "../../sim/engine/time/clock.ts";
import { timeText } from "../../sim/engine/time/units.ts";
import { formatDiagnostic, SystoleError } from "../../sim/errors/index.ts";
import { clockOf, type ClockState, type LogSource, openDriveLog } from "../../sim/snapshot/index.ts";
import { replaySteps } from "../../sim/testbench/replay.ts";
import type { EngineName } from "../../sim/testbench/simulate.ts";
import type { Simulation } from "../../sim/testbench/simulation.ts";
import { simulationWaves, type SimulationWaves } from "../../sim/waves/simulation-waves.ts";
import { type WaveWindow, windowTimes } from "../../sim/waves/wave-window.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { grouped, visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import { findDesign } from "../find/design.ts";
import { readAbout } from "../run/log-about.ts";
import { createProgress } from "../run/progress.ts";
import { defaultWaves, writtenWaves } from "../run/run-one.ts";
import { findingLines } from "../run/report-text.ts";
import { readEngine, readScope, readWindow } from "../run/settings.ts";

export interface ReplayFlags {
  /** Text: the file, or empty for the default place; false: none. */
  readonly waves?: string | boolean;
  readonly scope?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly last?: number;
  readonly engine?: string;
  readonly json?: boolean;
}

/** What was replayed, for the report. */
interface Replayed {
  readonly name: string;
  readonly engine: EngineName;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly waves: SimulationWaves | undefined;
}

/** `systole replay <log>`: runs the design again, without the testbench, to the end of the run or of the window. */
export async function replayLog(file: string, flags: ReplayFlags, context: Context): Promise<ExitCode> {
  try {
    return await replayed(file, flags, context);
  } catch (error) {
    if (!(error instanceof SystoleError) || !LOG_CODES.test(error.diagnostics[0]?.code ?? "")) throw error;
    // What the user named is no log of this design: no fault of the design.
    for (const finding of error.diagnostics)
      context.talk.write(`${findingLines(finding, context.cwd).join("\n")}\n`);
    return exitCode.usage;
  }
}

const LOG_CODES = /^E-(?:LOG|SNAPSHOT|SCOPE|WAVES|WINDOW)/;

async function replayed(file: string, flags: ReplayFlags, context: Context): Promise<ExitCode> {
  const { cwd, talk } = context;
  const started = performance.now();
  if (flags.waves === false && flags.scope)
    throw new UsageError("--scope says what waves show: leave --no-waves out");
  const log = openDriveLog(resolve(cwd, file));
  const about = readAbout(file, log);
  const engine = readEngine(flags.engine ?? about.engine);
  const window = windowOf(flags, log);
  const { top, name } = await findDesign(about.testbench, about.params, context, about.seed);
  for (const warning of log.warnings) talk.write(`${formatDiagnostic(warning)}\n`);
  const times = windowTimes(window, clockOfLog(log));
  let waves: SimulationWaves | undefined;
  let sim: Simulation | undefined;
  const draw = (made: Simulation): readonly SimulationWaves[] => {
    sim = made;
    if (flags.waves === false) return [];
    const given = typeof flags.waves === "string" && flags.waves !== "" ? flags.waves : defaultWaves(name);
    waves = simulationWaves(made, { file: resolve(cwd, given), scope: readScope(flags.scope), window });
    return [waves];
  };
  const steps = replaySteps(top, log, { engine, ...times, to: edgeAfter(times.to, log), observers: draw });
  const progress = createProgress(context);
  progress.show(name, "replay of");
  try {
    for (let step = steps.next(); !step.done; step = steps.next()) {
      progress.follow(step.value);
      await new Promise((resolve) => setImmediate(resolve));
      if (context.interrupt.aborted) break;
    }
  } finally {
    progress.stop();
    sim?.close();
  }
  const to = Math.min(sim?.cycle ?? 0, lastShown(times.to, log));
  const seconds = (performance.now() - started) / 1000;
  report(
    { name, engine, from: Math.min(to, firstShown(times.from, log)), to, seconds, waves },
    log,
    flags,
    context,
  );
  return context.interrupt.aborted ? exitCode.interrupted : exitCode.passed;
}

/** @throws UsageError */
function windowOf({ from, to, last }: ReplayFlags, log: LogSource): WaveWindow {
  if (last === undefined) return readWindow(from, to);
  const other = from === undefined ? (to === undefined ? undefined : "--to") : "--from";
  if (other) throw new UsageError(`--last and ${other} both say what is shown: give one of them`);
  return { from: { cycle: Math.max(0, lastCycle(log) - last + 1) } };
}

/** The default clock of the run. */
function clockOfLog(log: LogSource): Clock {
  return clockOf(log.clocks[0] as ClockState);
}

function lastCycle(log: LogSource): number {
  return edgesUpTo(clockOfLog(log), BigInt(log.last.time));
}

function firstShown(from: bigint | undefined, log: LogSource): number {
  return from === undefined ? 0 : edgesUpTo(clockOfLog(log), from);
}

function lastShown(to: bigint | undefined, log: LogSource): number {
  return to === undefined ? lastCycle(log) : Math.min(lastCycle(log), edgesUpTo(clockOfLog(log), to));
}

/** Up to there the design runs, so that all of a window is behind it: the window itself may end between two edges. */
function edgeAfter(to: bigint | undefined, log: LogSource): bigint | undefined {
  const clock = clockOfLog(log);
  return to === undefined ? undefined : risingEdge(clock, edgesUpTo(clock, to) + 1);
}

function report(
  { name, engine, from, to, seconds, waves }: Replayed,
  log: LogSource,
  { json }: ReplayFlags,
  { out, cwd, interrupt }: Context,
): void {
  const written = waves && writtenWaves(waves, false, cwd);
  const [atEnd, failure] = [to >= lastCycle(log), log.end?.failure];
  if (json) {
    const line = { name, engine, from, to, last: lastCycle(log), seconds, waves: written?.file ?? null };
    out.write(`${JSON.stringify({ ...line, failure: failure ?? null })}\n`);
    return;
  }
  const sign = interrupt.aborted ? out.paint("yellow", "∙") : out.paint("green", "✓");
  const cycles = `cycles ${grouped(from)} to ${grouped(to)} of ${grouped(lastCycle(log))}`;
  out.write(`${sign} ${out.paint("bold", name)}  replayed  ${cycles}  ${seconds.toFixed(2)} s\n`);
  if (failure !== undefined) {
    const end = timeText(BigInt(log.last.time));
    const what = visible(failure.split("\n")[0] ?? "", 300);
    out.write(`    run       failed at ${end}${atEnd ? "" : ", which is not replayed"}: ${what}\n`);
  }
  if (written) out.write(`    waves     ${written.file}   (${written.command})\n`);
}
