import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A program that the second tier runs, and the Debian package that has it. */
export interface Tool {
  readonly command: string;
  readonly package: string;
  readonly use: string;
}

export const tools: readonly Tool[] = [
  { command: "iverilog", package: "iverilog", use: "runs exported designs and the rival of the benchmark" },
  { command: "verilator", package: "verilator", use: "lints exported designs" },
  { command: "yosys", package: "yosys", use: "synthesises exported designs" },
  { command: "vcd2fst", package: "gtkwave", use: "reads our waves back" },
  { command: "gtkwave", package: "gtkwave", use: "opens our waves and save files" },
  { command: "xvfb-run", package: "xvfb", use: "gives GTKWave a screen" },
  { command: "xauth", package: "xauth", use: "is needed by xvfb-run" },
];

/** The tools that no folder of `path` (the value of PATH) has. */
export function missingTools(path: string): readonly Tool[] {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return tools.filter(({ command }) => !folders.some((folder) => isProgram(join(folder, command))));
}

/** What to tell a user about missing tools: a line each, and the command that installs them. */
export function missingToolsText(missing: readonly Tool[]): string {
  const width = Math.max(...missing.map(({ command }) => command.length));
  const packages = [...new Set(missing.map((tool) => tool.package))].sort();
  return [
    "The second tier of tests needs programs that are not on this machine:",
    ...missing.map(({ command, use }) => `  ${command.padEnd(width)}  ${use}`),
    "On Debian and Ubuntu this installs them:",
    `  sudo apt-get update && sudo apt-get install --yes ${packages.join(" ")}`,
    "`npm test` needs none of them.",
  ].join("\n");
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
