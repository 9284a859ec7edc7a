import { isTestbench, type Testbench } from "../../sim/testbench/testbench.ts";
import { visible } from "../cli/text.ts";
import { findProjectFiles } from "./project-files.ts";
import { loadFile } from "./load-file.ts";
import { loadProblem, type LoadProblem, shortPath } from "./load-problem.ts";

/** A testbench and the file that exports it, relative to the working directory. */
export interface FoundTestbench {
  readonly testbench: Testbench;
  readonly file: string;
}

/** A file that could not be loaded, or whose testbenches can't be used. */
export interface BrokenFile extends LoadProblem {
  readonly file: string;
}

export interface Found {
  /** In the order of their names. */
  readonly testbenches: readonly FoundTestbench[];
  readonly broken: readonly BrokenFile[];
  /** How many files there are. */
  readonly files: number;
}

/** Loads the testbenches of the project in a folder: what all its `*.tb.ts` files export. */
export async function findTestbenches(cwd: string): Promise<Found> {
  const byName = new Map<string, FoundTestbench>();
  const broken: BrokenFile[] = [];
  const files = findProjectFiles(cwd, "tb");
  for (const path of files) {
    const file = shortPath(path, cwd);
    const refuse = (message: string): void => void broken.push({ file, place: file, message });
    try {
      const exported = Object.values(await loadFile(path)).filter(isTestbench);
      if (exported.length === 0)
        refuse("it exports no testbench: export const … = testbench({ … }, async … )");
      for (const testbench of new Set(exported)) {
        const other = byName.get(testbench.name);
        const problem = nameProblem(testbench.name);
        if (problem) refuse(problem);
        else if (other)
          refuse(`its testbench ${testbench.name} has the name of one in ${other.file}: rename one`);
        else byName.set(testbench.name, { testbench, file });
      }
    } catch (error) {
      broken.push({ file, ...loadProblem(error, path, cwd) });
    }
  }
  const testbenches = [...byName.values()].sort((a, b) => (a.testbench.name < b.testbench.name ? -1 : 1));
  return { testbenches, broken, files: files.length };
}

/** A name is a path of words, so that it can name a file of waves. */
function nameProblem(name: unknown): string | undefined {
  if (typeof name === "string" && name.length <= 120 && /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(name))
    return undefined;
  return `a testbench can't be called ${visible(JSON.stringify(name) ?? String(name))}: use letters, digits, - and _, with / for folders`;
}
