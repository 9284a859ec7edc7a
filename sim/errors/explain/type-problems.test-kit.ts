import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const pathOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** What TypeScript says, under this project's own settings, about examples by their names: `name message`. */
export function typeProblems(examples: readonly (readonly [name: string, text: string])[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "systole-types-"));
  try {
    const files = examples.map(([name, text]) => {
      const file = join(folder, `${name}.mts`);
      writeFileSync(file, `${text}\nexport {};\n`);
      return file;
    });
    const { config } = ts.readConfigFile(pathOf("tsconfig.json"), ts.sys.readFile) as { config: unknown };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, pathOf(""));
    const paths = { systole: [pathOf("sim/index.ts")], "systole/hw": [pathOf("hw/index.ts")] };
    const program = ts.createProgram(files, { ...options, paths, noEmit: true });
    const problems = files.flatMap((file) => {
      const source = program.getSourceFile(file)!;
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    return problems.map(
      ({ file, messageText }) =>
        `${basename(file!.fileName, ".mts")} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
