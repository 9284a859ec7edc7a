import { isReport, type Report } from "../../sim/report/report.ts";
import { visible } from "../cli/text.ts";
import { loadFile } from "./load-file.ts";
import { loadProblem, type LoadProblem, shortPath } from "./load-problem.ts";
import { findProjectFiles } from "./project-files.ts";

/** A report and the file that exports it, relative to the working directory. */
export interface FoundReport {
  readonly report: Report;
  readonly file: string;
}

export interface FoundReports {
  /** In the order of their names. */
  readonly reports: readonly FoundReport[];
  readonly broken: readonly LoadProblem[];
}

/** Loads the reports of the project in a folder: what all its `*.report.ts` files export. */
export async function findReports(cwd: string): Promise<FoundReports> {
  const byName = new Map<string, FoundReport>();
  const broken: LoadProblem[] = [];
  for (const path of findProjectFiles(cwd, "report")) {
    const file = shortPath(path, cwd);
    const refuse = (message: string): void => void broken.push({ place: file, message });
    try {
      const exported = Object.values(await loadFile(path)).filter(isReport);
      if (exported.length === 0) refuse("it exports no report: export const … = report({ … })");
      for (const report of new Set(exported)) {
        const other = byName.get(report.name);
        if (!/^[\w-]{1,60}$/.test(report.name))
          refuse(`a report can't be called ${visible(String(report.name))}: use letters, digits, - and _`);
        else if (other) refuse(`its report ${report.name} has the name of one in ${other.file}: rename one`);
        else byName.set(report.name, { report, file });
      }
    } catch (error) {
      broken.push(loadProblem(error, path, cwd));
    }
  }
  const reports = [...byName.values()].sort((a, b) => (a.report.name < b.report.name ? -1 : 1));
  return { reports, broken };
}
