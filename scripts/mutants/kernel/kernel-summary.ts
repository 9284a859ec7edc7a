import { type Count, scoreText } from "../score.ts";
import { generator } from "./generator-files.ts";

/** A mutant as a run leaves it. */
export interface Result {
  readonly path: string;
  readonly operator: string;
  readonly line: number;
  readonly column: number;
  /** The texts that it changes, and what they become. */
  readonly change: string;
  /** `late`: it died by taking too long. */
  readonly end: "dead" | "late" | "alive";
  /** The test that failed, and what it said. */
  readonly by?: { readonly test: string; readonly error: string } | undefined;
  readonly seconds: number;
}

/** Of two results of one mutant the later one. */
export function latest(results: readonly Result[]): readonly Result[] {
  return [...new Map(results.map((result) => [keyOf(result), result])).values()];
}

export function keyOf({ path, operator, line, column, change }: Omit<Result, "end" | "seconds">): string {
  return [path, operator, line, column, change].join(" ");
}

/** A line an operator, a line a folder, a line for all, and a line a survivor. */
export function kernelSummary(results: readonly Result[]): {
  readonly scores: readonly string[];
  readonly survivors: readonly string[];
} {
  const counts = new Map<string, Count>();
  for (const { operator, path, end } of results) {
    for (const key of [`1 ${operator}`, `2 ${folderOf(path)}`, "3 all"]) {
      const { dead, late, all } = counts.get(key) ?? { dead: 0, late: 0, all: 0 };
      const isDead = end === "alive" ? 0 : 1;
      counts.set(key, { dead: dead + isDead, late: late + (end === "late" ? 1 : 0), all: all + 1 });
    }
  }
  const scores = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => scoreText(key.slice(2), count));
  const survivors = results
    .filter(({ end }) => end === "alive")
    .map(({ path, line, column, operator, change }) => `${path}:${line}:${column}  ${operator}  ${change}`);
  return { scores, survivors: survivors.sort() };
}

/** `kernel/vector`, `plan` … */
function folderOf(path: string): string {
  return path.slice(generator.length + 1).replace(/\/?[^/]+$/, "") || "the folder itself";
}
