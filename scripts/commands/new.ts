import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import { breakable, classNameOf, newFiles } from "./new-files.ts";

/** `systole new <name>`: a design to begin with, in the working directory. Nothing is overwritten. */
export async function newDesign(name: string, { cwd, out, command }: Context): Promise<ExitCode> {
  checkName(name);
  const files = newFiles(name);
  const there = files.find(({ file }) => existsSync(join(cwd, file)));
  if (there) throw new UsageError(`${there.file} is there already: take another name, or move it away`);
  for (const { file, text } of files) write(join(cwd, file), file, text);
  const [module] = files;
  const line = (module?.text.split("\n").findIndex((text) => text.includes(breakable.right)) ?? 0) + 1;
  const lines = [
    `wrote ${files.map(({ file }) => file).join(", ")}`,
    `run them:        ${command} run ${name}`,
    `see a failure:   in ${name}.ts, line ${line}, write \`${breakable.wrong}\`, and run them again`,
  ];
  out.write(`${lines.join("\n")}\n`);
  return exitCode.passed;
}

function checkName(name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/.test(name) || name.length > 60)
    throw new UsageError(
      `${visible(name) || '""'} can't name a module: use letters, digits and -, such as ring-counter`,
    );
  if (classNameOf(name) === "Module" || classNameOf(name) in globalThis)
    throw new UsageError(
      `${visible(name)} is the name of something else: take another, such as my-${name.toLowerCase()}`,
    );
}

function write(path: string, file: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "it can't be written";
    throw new UsageError(`${file} can't be written here: ${reason}`);
  }
}
