import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { suggestion } from "../cli/suggest.ts";
import { counted, visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import { choose, matches } from "../find/match.ts";
import { missingParams, paramValues, ownParams, refuseUnknown } from "../find/params.ts";
import { type BrokenFile, findTestbenches, type Found, type FoundTestbench } from "../find/testbenches.ts";
import { checkJunitFile, writeJunit } from "../run/junit.ts";
import { exitOf, type Outcome } from "../run/outcome.ts";
import { createProgress } from "../run/progress.ts";
import { reportJson } from "../run/report-json.ts";
import { reportText } from "../run/report-text.ts";
import { runOne } from "../run/run-one.ts";
import { readSettings, type RunFlags, type RunSettings } from "../run/settings.ts";

/** `systole run [patterns…]`. */
export async function run(patterns: readonly string[], flags: RunFlags, context: Context): Promise<ExitCode> {
  const settings = readSettings(flags);
  if (flags.junit !== undefined) checkJunitFile(flags.junit, context.cwd);
  const found = await findTestbenches(context.cwd);
  const concerned = reportBroken(found.broken, patterns, context);
  let chosen: readonly FoundTestbench[];
  try {
    chosen = chooseRunnable(found, patterns, settings, context);
  } catch (error) {
    // What is missing may be in the file that could not be loaded.
    if (!(error instanceof UsageError) || found.broken.length === 0) throw error;
    throw new UsageError(error.message, exitCode.elaboration);
  }
  const outcomes = await runAll(chosen, settings, flags.json === true, context);
  if (flags.junit !== undefined) writeJunit(flags.junit, context.cwd, outcomes);
  summarise(outcomes, chosen.length, context);
  const code = exitOf(outcomes.map(({ verdict }) => verdict));
  if (context.interrupt.aborted) return exitCode.interrupted;
  return code === exitCode.passed && concerned ? exitCode.elaboration : code;
}

/** Says which files could not be loaded. Gives whether one of them may have held what was asked for. */
function reportBroken(
  broken: readonly BrokenFile[],
  patterns: readonly string[],
  { talk }: Context,
): boolean {
  for (const { place, message } of broken) talk.write(`${talk.paint("red", place)}: ${message}\n`);
  if (patterns.length === 0) return broken.length > 0;
  return broken.some(({ file }) => {
    const name = file.replace(/\.tb\.[cm]?ts$/, "").replace(/^tb\//, "");
    return patterns.some((pattern) => matches(pattern, name));
  });
}

function chooseRunnable(
  { testbenches }: Found,
  patterns: readonly string[],
  settings: RunSettings,
  { talk, command }: Context,
): readonly FoundTestbench[] {
  if (testbenches.length === 0)
    throw new UsageError(
      `there is no testbench here: write one as *.tb.ts, or begin with ${command} new counter`,
    );
  const chosen = patterns.length > 0 ? choose(testbenches, patterns) : quickOnes(testbenches, talk);
  const exact = new Set(patterns);
  const runnable = chosen.filter(({ testbench }) => {
    const [missing] = missingParams(testbench, settings.params);
    if (missing === undefined || exact.has(testbench.name)) return true;
    talk.write(
      `skipped ${testbench.name}: it needs --param ${missing}=… (${testbench.params[missing]?.typeText})\n`,
    );
    return false;
  });
  if (runnable.length === 0)
    throw new UsageError(`nothing to run: all testbenches that were chosen need a parameter`);
  const benches = runnable.map(({ testbench }) => testbench);
  refuseUnknown(benches, settings.params);
  for (const bench of benches) paramValues(bench, ownParams(bench, settings.params));
  reportUnused(
    benches.map(({ name, params }) => ({ name, keys: Object.keys(params) })),
    settings,
    talk,
  );
  if (runnable.length > 1) {
    const waves = typeof settings.waves === "object" ? settings.waves.file : undefined;
    if (waves !== undefined) refuseOneFile("--waves", waves, runnable.length);
    if (settings.log?.file !== undefined) refuseOneFile("--log", settings.log.file, runnable.length);
  }
  return runnable;
}

function refuseOneFile(option: string, file: string, count: number): never {
  throw new UsageError(
    `${option}=${visible(file)} is one file, and ${counted(count, "testbench")} were chosen: name one, or write ${option}`,
  );
}

function quickOnes(all: readonly FoundTestbench[], talk: Context["talk"]): readonly FoundTestbench[] {
  const quick = all.filter(({ testbench }) => testbench.tags.includes("quick"));
  const names = all.map(({ testbench }) => testbench.name);
  if (quick.length === 0)
    throw new UsageError(
      `no testbench is tagged quick: name what to run; ${suggestion("", names, "testbench")}`,
    );
  talk.write(`running the ${counted(quick.length, "testbench")} tagged quick, of ${all.length}\n`);
  return quick;
}

/** A parameter that only some of the chosen testbenches have does nothing to the others: say so. */
function reportUnused(
  benches: readonly { readonly name: string; readonly keys: readonly string[] }[],
  { params }: RunSettings,
  talk: Context["talk"],
): void {
  for (const key of Object.keys(params)) {
    const without = benches.filter(({ keys }) => !keys.includes(key)).map(({ name }) => name);
    if (without.length > 0)
      talk.write(`--param ${key} is no parameter of ${without.join(", ")}, which run without it\n`);
  }
}

async function runAll(
  chosen: readonly FoundTestbench[],
  settings: RunSettings,
  json: boolean,
  context: Context,
): Promise<readonly Outcome[]> {
  const { out, talk, cwd, interrupt } = context;
  const progress = createProgress(context);
  const outcomes: Outcome[] = [];
  try {
    for (const found of chosen) {
      if (interrupt.aborted) break;
      const { name } = found.testbench;
      progress.show(name, `[${outcomes.length + 1}/${chosen.length}]`);
      const outcome = await runOne(found, settings, context, {
        started: (sim) => progress.follow(sim),
        warned: (text) => {
          progress.clear();
          talk.write(`${text}\n`);
        },
        logged: (line) => {
          progress.clear();
          talk.write(`${talk.paint("dim", name)}  ${visible(line, 2000)}\n`);
        },
      });
      progress.clear();
      outcomes.push(outcome);
      if (json) out.write(`${reportJson(outcome)}\n`);
      const reader = json || outcome.verdict === "refused" ? talk : out;
      if (!json || outcome.verdict !== "passed") reader.write(reportText(outcome, reader, cwd));
      for (const note of outcome.notes) talk.write(`${note}\n`);
      // A run that holds the thread gives a key press no chance to arrive: let it, between two.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    progress.stop();
  }
  return outcomes;
}

function summarise(outcomes: readonly Outcome[], wanted: number, { talk, interrupt }: Context): void {
  const count = (verdict: Outcome["verdict"]): number =>
    outcomes.filter((outcome) => outcome.verdict === verdict).length;
  const parts = [
    `${count("passed")} passed`,
    ...(count("failed") > 0 ? [`${count("failed")} failed`] : []),
    ...(count("unbuilt") > 0 ? [`${count("unbuilt")} did not elaborate`] : []),
    ...(count("refused") > 0 ? [`${count("refused")} did not start`] : []),
  ];
  const left = wanted - outcomes.length + count("interrupted");
  if (interrupt.aborted) parts.push(`interrupted with ${counted(left, "testbench")} unfinished`);
  talk.write(`${parts.join(", ")}\n`);
}
