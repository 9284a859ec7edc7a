import { Command, Option } from "commander";
import type { ReportFlags } from "../commands/report.ts";
import type { ExplainFlags } from "../commands/explain-design.ts";
import type { ReplayFlags } from "../commands/replay.ts";
import type { ResetCheckFlags } from "../commands/reset-check.ts";
import type { TreeFlags } from "../commands/tree.ts";
import type { GivenParams } from "../find/params.ts";
import type { RunFlags } from "../run/settings.ts";
import type { Context, ExitCode } from "./context.ts";
import {
  type Example,
  examplesText,
  exitCodeText,
  replayExamples,
  runExamples,
  topExamples,
} from "./help-text.ts";
import {
  collect,
  collectClock,
  collectParam,
  readCount,
  readPowerOn,
  readSeed,
  readTimeout,
} from "./option-values.ts";
import { visible } from "./text.ts";
import { UsageError } from "./usage-error.ts";

/** Where a command goes, and what it tells when it has ended. */
interface Shell {
  readonly context: Context;
  readonly done: (code: ExitCode) => void;
}

/**
 * The command line. What a command does is imported when it is asked for, so that `--help` costs little.
 *
 * Wrong usage ends in a CommanderError whose text has not been printed; `--help` and `--version` in one whose text has.
 */
export function createProgram(context: Context, version: string, done: (code: ExitCode) => void): Command {
  const shell: Shell = { context, done };
  const program = new Command("systole")
    .description("Simulates and checks hardware that is described in TypeScript.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .configureOutput({ writeOut: (text) => context.out.write(text), writeErr: () => undefined })
    .exitOverride()
    .addHelpText("before", examplesText(context.command, topExamples))
    .addHelpText("after", `\n${exitCodeText}`)
    .argument("[command]")
    // What stands behind a command that does not exist is no reason to say something else.
    .allowExcessArguments()
    .action(async (unknown: string | undefined) => {
      if (unknown !== undefined) throw await unknownCommand(unknown, program);
      const { home } = await import("../commands/home.ts");
      done(await home(context));
    });
  addRun(program, shell);
  addReplay(program, shell);
  addList(program, shell);
  addLint(program, shell);
  addTree(program, shell);
  addResetCheck(program, shell);
  addReport(program, shell);
  addExplain(program, shell);
  addNew(program, shell);
  return program;
}

function addCommand(
  program: Command,
  { context }: Shell,
  name: string,
  what: string,
  lines: readonly Example[],
): Command {
  return program.command(name).description(what).addHelpText("before", examplesText(context.command, lines));
}

function addRun(program: Command, shell: Shell): void {
  addCommand(program, shell, "run", "runs testbenches", runExamples)
    .argument(
      "[patterns...]",
      "names, folders such as eie, or with * and **; without one, those tagged quick",
    )
    .addOption(paramOption())
    .option("--seed <n>", "seed of all random numbers, 0…4294967295, or random (default: 1)", readSeed)
    .option(
      "--engine <name>",
      "auto (default: event at first, wasm when a run is long), event, wasm, or oblivious (slow, for tests of the kit)",
    )
    .option(
      "--power-on <seed>",
      "registers and memories without init hold random values at first (default: zeros)",
      readPowerOn,
    )
    .addOption(clockOption())
    .option("--waves [file]", "write waves to waves/<testbench>.vcd, or with --waves=<file.vcd> to that file")
    .option("--no-waves", "write none, not even by a second run of a testbench that failed")
    .option(
      "--log [file]",
      "keep a drive log in waves/<testbench>.log, or with --log=<file>: systole replay runs it again without the testbench",
    )
    .addOption(scopeOption())
    .option("--from <moment>", "waves begin at this cycle, or time such as 10ns")
    .option("--to <moment>", "waves end with this cycle or time")
    .option("--timeout <limit>", "limit of a run in cycles, or in simulated time such as 50us", readTimeout)
    .option("--junit <file>", "write a JUnit report as well")
    .option("--json", "print one line of JSON a testbench")
    .addHelpText("after", `\n${exitCodeText}`)
    .action(async (patterns: string[], flags: RunFlags) => {
      const { run } = await import("../commands/run.ts");
      shell.done(await run(patterns, flags, shell.context));
    });
}

function addReplay(program: Command, shell: Shell): void {
  addCommand(program, shell, "replay", "runs a design again from a drive log, with waves", replayExamples)
    .argument("<log>", "a file that run --log wrote")
    .option(
      "--waves [file]",
      "write waves to waves/<testbench>.vcd (default), or with --waves=<file.vcd> to that file",
    )
    .option("--no-waves", "write none")
    .addOption(scopeOption())
    .option("--from <moment>", "begin at this cycle, or time such as 10ns")
    .option("--to <moment>", "end with this cycle or time")
    .option("--last <n>", "show the last n cycles", readCount("--last", 1))
    .option("--engine <name>", "auto, event, wasm or oblivious (default: that of the run)")
    .option("--json", "print one line of JSON")
    .action(async (log: string, flags: ReplayFlags) => {
      const { replayLog } = await import("../commands/replay.ts");
      shell.done(await replayLog(log, flags, shell.context));
    });
}

function addList(program: Command, shell: Shell): void {
  addCommand(program, shell, "list", "shows all testbenches with their parameters", [
    ["list", "for people"],
    ["list --json", "one array, for programs"],
  ])
    .option("--json", "print one JSON array")
    .action(async (flags: { json?: boolean }) => {
      const { list } = await import("../commands/list.ts");
      shell.done(await list(flags, shell.context));
    });
}

function addLint(program: Command, shell: Shell): void {
  addCommand(program, shell, "lint", "shows all warnings about a design; ends with 1 if there are any", [
    ["lint eie", "the design of a testbench"],
    ["lint mac.ts#Mac --param width=8", "a class, with arguments of its constructor by name"],
  ])
    .argument("<design>", "a testbench's name or folder, or file.ts#Class")
    .addOption(paramOption())
    .option("--json", "print one JSON array")
    .action(async (design: string, flags: { param?: GivenParams; json?: boolean }) => {
      const { lint } = await import("../commands/lint.ts");
      shell.done(await lint(design, flags, shell.context));
    });
}

function addTree(program: Command, shell: Shell): void {
  addCommand(program, shell, "tree", "shows the hierarchy of a design", [
    ["tree systolic/gemm --depth 2", "two levels below the top"],
    ["tree mac.ts#Mac --signals", "with signals and memories"],
  ])
    .argument("<design>", "a testbench's name or folder, or file.ts#Class")
    .addOption(paramOption())
    .option("--signals", "show signals and memories too")
    .option("--depth <n>", "levels below the top", readCount("--depth", 0))
    .option("--json", "print one JSON object")
    .action(async (design: string, flags: TreeFlags) => {
      const { tree } = await import("../commands/tree.ts");
      shell.done(await tree(design, flags, shell.context));
    });
}

function addResetCheck(program: Command, shell: Shell): void {
  addCommand(
    program,
    shell,
    "reset-check",
    "names what a reset leaves as it was at power-on, and an output shows; ends with 1 if there is any",
    [
      ["reset-check eie", "the design of a testbench, with its clocks"],
      ["reset-check fifo.ts#Fifo --param depth=4", "a class, with arguments of its constructor by name"],
      ["reset-check mac.ts#Mac --after 3", "a pipeline may take three cycles to forget the power-on"],
    ],
  )
    .argument("<design>", "a testbench's name or folder, or file.ts#Class")
    .addOption(paramOption())
    .addOption(clockOption())
    .option("--seed <n>", "seed of inputs and power-on states (default: 1)", readSeed)
    .option(
      "--states <n>",
      "power-on states that are compared with zeros (default: 3)",
      readCount("--states", 1),
    )
    .option(
      "--cycles <n>",
      "cycles after the reset that are compared (default: 200)",
      readCount("--cycles", 1),
    )
    .option("--after <n>", "of them, those at first that may differ (default: 0)", readCount("--after", 0))
    .option("--json", "print one JSON array")
    .action(async (design: string, flags: ResetCheckFlags) => {
      const { resetCheck } = await import("../commands/reset-check.ts");
      shell.done(await resetCheck(design, flags, shell.context));
    });
}

function addReport(program: Command, shell: Shell): void {
  addCommand(
    program,
    shell,
    "report",
    "writes published figures with ours beside them, as Markdown and HTML",
    [
      ["report", "shows all reports with their parameters"],
      ["report eie", "writes reports/eie.html and reports/eie.md"],
    ],
  )
    .argument("[names...]", "names of reports")
    .addOption(paramOption())
    .option("--seed <n>", "seed of all random numbers, 0…4294967295, or random (default: 1)", readSeed)
    .option("--out <folder>", "where the files go (default: reports)")
    .option("--strict", "end with 1 if a published figure is missed")
    .option("--json", "print one line of JSON a published figure")
    .action(async (names: string[], flags: ReportFlags) => {
      const { report } = await import("../commands/report.ts");
      shell.done(await report(names, flags, shell.context));
    });
}

function addExplain(program: Command, shell: Shell): void {
  addCommand(
    program,
    shell,
    "explain",
    "tells what an error or a warning means, with an example and its cure, or how a design is compiled",
    [
      ["explain E-RANGE", "the long text"],
      ["explain", "all codes, a line each"],
      ["explain eie", "what the WebAssembly engine makes of the classes of a design"],
      ["explain eie --dump-wat > eie.wat", "its module as text"],
      ["explain eie --code", "what became of its methods, with the bounds that are proven"],
    ],
  )
    .argument("[what]", "a code, such as E-LATCH or W-CDC; a testbench's name or folder; or file.ts#Class")
    .addOption(paramOption())
    .option("--json", "of a design: print one JSON array")
    .option("--dump-wat", "of a design: print its WebAssembly as text, with names in comments")
    .option("--code", "of a design: print what its methods read, write and compute, with proven bounds")
    .action(async (what: string | undefined, flags: ExplainFlags) => {
      const { explainDesign, isDesign } = await import("../commands/explain-design.ts");
      if (what !== undefined && (await isDesign(what, shell.context)))
        return shell.done(await explainDesign(what, flags, shell.context));
      const { explain } = await import("../commands/explain.ts");
      shell.done(await explain(what, shell.context));
    });
}

function addNew(program: Command, shell: Shell): void {
  addCommand(program, shell, "new", "writes a module, a testbench and a property to begin with", [
    ["new counter", "makes counter.ts, counter.tb.ts and counter.prop.test.ts in this folder"],
  ])
    .argument("<name>", "the module's name, such as counter")
    .action(async (name: string) => {
      const { newDesign } = await import("../commands/new.ts");
      shell.done(await newDesign(name, shell.context));
    });
}

function paramOption(): Option {
  return new Option("-p, --param <key=value>", "set a parameter; may be repeated").argParser(collectParam);
}

function clockOption(): Option {
  return new Option(
    "--clock <name=speed>",
    "another frequency or period of a clock, such as bus=606MHz; may be repeated",
  ).argParser(collectClock);
}

function scopeOption(): Option {
  return new Option(
    "--scope <path>",
    "waves show only this; * and ** stand for any; may be repeated",
  ).argParser(collect);
}

async function unknownCommand(given: string, program: Command): Promise<UsageError> {
  const { suggestion } = await import("./suggest.ts");
  const known = program.commands.map((command) => command.name());
  return new UsageError(
    `there is no command ${visible(given) || '""'}: ${suggestion(given, known, "command")}`,
  );
}
