import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What mutants are made of: the stages that decide what a design means. */
export const folders = ["sim/describe", "sim/lower", "sim/check", "sim/engine/event"] as const;

export type MutatedFolder = (typeof folders)[number];

/** Hardware that the kit itself ships: its text is what lowering reads, and a mutant's switch in it is refused as instrumented. */
const hardware = ["sim/describe/stream.ts", "sim/describe/bundle.ts"];

export interface SourceFile {
  readonly folder: string;
  readonly path: string;
  readonly lines: number;
}

/** The files of the folders that have code of their own, in the order of their paths. */
export function sourceFiles(root: string): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((path) => path.endsWith(".ts") && !/\.(test|test-kit|prop\.test)\.ts$|\/index\.ts$/.test(path))
      .filter((path) => !hardware.includes(path))
      .sort()
      .map((path) => ({ folder, path, lines: readFileSync(join(root, path), "utf8").split("\n").length })),
  );
}
