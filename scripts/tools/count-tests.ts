import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of Vitest's JSON report that is counted. */
interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * The tests of one run of Vitest, from its JSON report and its exit status.
 *
 * A file that could not be loaded counts as one failure, and so does a run that failed otherwise or wrote no report.
 */
export function countTests(report: string | undefined, status: number): Counts {
  const files = report === undefined ? [] : (JSON.parse(report) as Report).testResults;
  const count = (...wanted: readonly string[]): number =>
    files.flatMap((file) => file.assertionResults).filter((test) => wanted.includes(test.status)).length;
  const notLoaded = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = count("failed") + notLoaded.length;
  return {
    passed: count("passed"),
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: count("skipped", "pending", "todo", "disabled"),
  };
}

/** The sum of several tiers, each with `<tier>.json` and `<tier>.status` in a folder. */
export function countTiers(folder: string, tiers: readonly string[]): Counts {
  const read = (name: string): string | undefined => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return undefined;
    }
  };
  return tiers
    .map((tier) => countTests(read(`${tier}.json`), Number(read(`${tier}.status`) ?? 1)))
    .reduce((sum, more) => ({
      passed: sum.passed + more.passed,
      failed: sum.failed + more.failed,
      skipped: sum.skipped + more.skipped,
    }));
}
