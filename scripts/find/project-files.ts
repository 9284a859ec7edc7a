import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";

const SKIPPED = new Set(["node_modules", "dist", "build", "coverage", "waves", "reports"]);
const DEEPEST = 12;

/** What a file exports: testbenches (`*.tb.ts`) or reports (`*.report.ts`). */
export type FileKind = "tb" | "report";

/** All files of a kind below a folder, in the order of their paths. Folders of packages, of builds and hidden ones are left out. */
export function findProjectFiles(folder: string, kind: FileKind): readonly string[] {
  const wanted = new RegExp(`\\.${kind}\\.[cm]?ts$`);
  const found: string[] = [];
  const visit = (at: string, depth: number): void => {
    for (const entry of entriesOf(at)) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (depth < DEEPEST && !name.startsWith(".") && !SKIPPED.has(name)) visit(join(at, name), depth + 1);
      } else if (wanted.test(name) && !name.startsWith(".")) found.push(join(at, name));
    }
  };
  visit(folder, 0);
  return found;
}

/** What is in a folder; nothing if it can't be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}
