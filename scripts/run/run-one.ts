import { join, resolve } from "node:path";
import type { RunOptions, RunResult } from "../../sim/testbench/run-testbench.ts";
import { keepLog } from "../../sim/testbench/keep-log.ts";
import type { Simulation } from "../../sim/testbench/simulation.ts";
import { simulationWaves, type SimulationWaves } from "../../sim/waves/simulation-waves.ts";
import { formatDiagnostic } from "../../sim/errors/index.ts";
import type { Context } from "../cli/context.ts";
import { shellWord } from "../cli/text.ts";
import { shortPath } from "../find/load-problem.ts";
import { ownParams, paramValues } from "../find/params.ts";
import type { FoundTestbench } from "../find/testbenches.ts";
import { againLine } from "./again-line.ts";
import { aboutRun } from "./log-about.ts";
import { type Outcome, verdictOf, type WrittenLog, type WrittenWaves } from "./outcome.ts";
import type { RunSettings } from "./settings.ts";
import { watchedRun } from "./watched-run.ts";

/** A failed run is repeated with waves if it took less than this. */
const REPEATED_SECONDS = 20;
/** Cycles before a failure that the waves of a repetition show. */
const SHOWN_CYCLES = 2000;

/** Hears about a run while it goes on. */
export interface RunListener {
  started(sim: Simulation): void;
  logged(line: string): void;
  /** A warning about the run itself; what `lint` shows is left to it. */
  warned(text: string): void;
}

/** Runs one testbench. A failed run without waves is run again with them, which gives the same cycles: nothing is random but by seed. */
export async function runOne(
  { testbench, file }: FoundTestbench,
  settings: RunSettings,
  context: Context,
  listener: RunListener,
): Promise<Outcome> {
  const given = ownParams(testbench, settings.params);
  const own = { ...settings, params: given };
  const params = paramValues(testbench, given);
  const options: RunOptions = {
    params,
    seed: settings.seed,
    engine: settings.engine,
    powerOn: settings.powerOn === undefined ? undefined : { seed: settings.powerOn },
    clocks: settings.clocks,
    timeout: settings.timeout,
    signal: context.interrupt,
  };
  let waves: SimulationWaves | undefined;
  const draw = (
    sim: Simulation,
    path: string | undefined,
    window: RunSettings["window"],
  ): SimulationWaves => {
    const target = resolve(context.cwd, path ?? defaultWaves(testbench.name));
    return (waves = simulationWaves(sim, { file: target, scope: settings.scope, window }));
  };

  let logFile: string | undefined;
  const keep = (sim: Simulation): void => {
    if (!settings.log) return;
    const target = resolve(context.cwd, settings.log.file ?? join("waves", `${testbench.name}.log`));
    keepLog(sim, { file: target, about: aboutRun(testbench.name, own) });
    logFile = target;
  };
  const asked = typeof settings.waves === "object" ? settings.waves : undefined;
  const result = await watchedRun(testbench, {
    ...options,
    onLog: (line) => listener.logged(line),
    onWarning: (warning) => {
      if (warning.code.startsWith("W-TB-")) listener.warned(formatDiagnostic(warning));
    },
    observers: (sim) => {
      listener.started(sim);
      keep(sim);
      return asked ? [draw(sim, asked.file, settings.window)] : [];
    },
  });
  const notes: string[] = [];
  const repeats = settings.waves === "failure" && isWorthRepeating(result);
  if (repeats) {
    const from = { cycle: Math.max(0, result.cycles - SHOWN_CYCLES) };
    const second = await watchedRun(testbench, {
      ...options,
      observers: (sim) => [draw(sim, undefined, { from })],
    });
    notes.push(...differences(result, second));
  }
  for (const warning of waves?.warnings() ?? []) notes.push(formatDiagnostic(warning));
  const written = waves && writtenWaves(waves, repeats, context.cwd);
  return {
    verdict: verdictOf(result),
    result,
    file,
    waves: written,
    log: logFile === undefined ? undefined : writtenLog(logFile, result, context),
    notes,
    again: againLine(testbench.name, own, context.command),
  };
}

/** Where the waves of a testbench go if nobody says. */
export function defaultWaves(name: string): string {
  return join("waves", `${name}.vcd`);
}

/** A property writes waves of its own, of the sequence that it has shrunk; one that never ends would not end again. */
function isWorthRepeating(result: RunResult): boolean {
  const code = result.failure?.diagnostics[0]?.code;
  const isOther = code === "E-PROPERTY" || code === "E-TB-PROMISE";
  return verdictOf(result) === "failed" && !isOther && result.seconds < REPEATED_SECONDS;
}

export function writtenWaves(
  { file, saveFile }: SimulationWaves,
  repeated: boolean,
  cwd: string,
): WrittenWaves {
  const shown = shortPath(saveFile, cwd);
  const command = `gtkwave -a ${/^[\w./-]+$/.test(shown) ? shown : JSON.stringify(shown)}`;
  return { file: shortPath(file, cwd), command, repeated };
}

/** Of a failed run, the command shows what came before the failure. */
function writtenLog(file: string, { passed }: RunResult, { cwd, command }: Context): WrittenLog {
  const shown = shortPath(file, cwd);
  const last = passed ? "" : ` --last ${SHOWN_CYCLES}`;
  return { file: shown, command: `${command} replay ${shellWord(shown)}${last}` };
}

function differences(first: RunResult, second: RunResult): readonly string[] {
  const interrupted = verdictOf(second) === "interrupted";
  if (interrupted || (second.cycles === first.cycles && second.failure?.message === first.failure?.message))
    return [];
  const seen = second.passed ? "it passed" : `it failed otherwise: ${second.failure?.message}`;
  return [`the run was repeated for its waves, and ${seen}: it depends on something besides its seed`];
}
