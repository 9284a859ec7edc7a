import type { RunResult } from "../../sim/testbench/run-testbench.ts";
import { type ExitCode, exitCode } from "../cli/context.ts";

/** Waves of a run that were written. */
export interface WrittenWaves {
  readonly file: string;
  /** The command that shows them. */
  readonly command: string;
  /** They are of a repetition: the first run had no waves. */
  readonly repeated: boolean;
}

/** How the run of a testbench ended. */
export type Verdict =
  | "passed"
  | "failed"
  /** The design could not be built. */
  | "unbuilt"
  /** What the user gave is wrong: a parameter, a file, a scope. */
  | "refused"
  | "interrupted";

/** A drive log that was kept. */
export interface WrittenLog {
  readonly file: string;
  /** The command that runs it again, with waves. */
  readonly command: string;
}

export interface Outcome {
  readonly verdict: Verdict;
  readonly result: RunResult;
  /** The file of the testbench. */
  readonly file: string;
  readonly waves: WrittenWaves | undefined;
  readonly log: WrittenLog | undefined;
  /** Words about the run that are no result. */
  readonly notes: readonly string[];
  /** The line that repeats the run. */
  readonly again: string;
}

const codes: Readonly<Record<Verdict, ExitCode>> = {
  passed: exitCode.passed,
  failed: exitCode.failed,
  unbuilt: exitCode.elaboration,
  refused: exitCode.usage,
  interrupted: exitCode.interrupted,
};

/** What the shell is told: an interruption first, then a failure, then a design that can't be built. */
export function exitOf(verdicts: readonly Verdict[]): ExitCode {
  for (const verdict of ["interrupted", "failed", "unbuilt", "refused"] as const)
    if (verdicts.includes(verdict)) return codes[verdict];
  return exitCode.passed;
}

const REFUSALS = new Set([
  "E-PARAM",
  "E-TB-CLOCK",
  "E-SCOPE",
  "E-WINDOW",
  "E-WAVES-FILE",
  "E-TRACE-NAME",
  "E-TRACE-TIME",
  "E-LOG-FILE",
]);

export function verdictOf({ failure }: RunResult): Verdict {
  if (!failure) return "passed";
  const code = failure.diagnostics[0]?.code;
  if (code === "E-TB-INTERRUPTED") return "interrupted";
  if (code !== undefined && REFUSALS.has(code)) return "refused";
  if (failure.stage === "elaborate") return "unbuilt";
  return failure.stage === "prepare" ? "refused" : "failed";
}
