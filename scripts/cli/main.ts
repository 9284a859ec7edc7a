import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { type Context, type ExitCode, exitCode } from "./context.ts";
import { createProgram } from "./program.ts";
import { visible } from "./text.ts";
import { UsageError } from "./usage-error.ts";

/** Runs the command line with the words behind the command's name. Gives the exit code; never throws. */
export async function main(words: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = exitCode.passed;
  try {
    const program = createProgram(context, packageVersion(), (ended) => (code = ended));
    await program.parseAsync(bareFiles(words), { from: "user" });
    return code;
  } catch (error) {
    return await reportError(error, context);
  }
}

/** `--waves` and `--log` take a file only behind `=`, so that a pattern may follow them. */
function bareFiles(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  return words.map((word, i) => {
    const ending = fileEndings.get(word);
    if (ending === undefined || (end >= 0 && i > end)) return word;
    const next = words[i + 1] ?? "";
    if (ending.test(next)) throw new UsageError(`${word} ${visible(next)}: write ${word}=${visible(next)}`);
    return `${word}=`;
  });
}

const fileEndings: ReadonlyMap<string, RegExp> = new Map([
  ["--waves", /\.vcd$/i],
  ["--log", /\.log$/i],
]);

/** Says in one line what is wrong, a design's findings in full. Gives the exit code. */
export async function reportError(error: unknown, context: Context): Promise<ExitCode> {
  const { talk, cwd, env } = context;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCode.passed;
    talk.write(
      `${visible(error.message.replace(/^error: /, "").replaceAll("\n", " "), 400)}; see systole --help\n`,
    );
    return exitCode.usage;
  }
  if (error instanceof UsageError) {
    talk.write(`${error.message}\n`);
    return error.exit;
  }
  const { SystoleError } = await import("../../sim/errors/index.ts");
  if (error instanceof SystoleError) {
    const { findingLines } = await import("../run/report-text.ts");
    for (const finding of error.diagnostics) talk.write(`${findingLines(finding, cwd).join("\n")}\n`);
    return exitCode.elaboration;
  }
  talk.write(internalText(error, env["SYSTOLE_DEBUG"] === "1"));
  return exitCode.failed;
}

/** The last resort: a mistake of ours. */
function internalText(error: unknown, withStack: boolean): string {
  const reason = visible(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const stack = withStack && error instanceof Error ? `${error.stack}\n` : "";
  return `E-INTERNAL  ${reason}  → this is a mistake of systole: report it with this line, the command and SYSTOLE_DEBUG=1's stack\n${stack}`;
}

/** From package.json, which stands two folders above the sources and three above what is installed. */
function packageVersion(): string {
  for (const above of ["../../package.json", "../../../package.json"]) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(above, import.meta.url), "utf8")) as Record<
        string,
        string
      >;
      if (name === "systole" && version) return version;
    } catch {
      continue;
    }
  }
  return "unknown";
}
