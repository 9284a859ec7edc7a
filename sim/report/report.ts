import type { Params, ParamValues } from "../testbench/params.ts";
import type { Section } from "./blocks.ts";

/** Marks reports among the exports of a file, in a way that survives two loaded copies of the kit. */
const reportMark = "systole.report";

/** What the sections of a report are made from. */
export interface ReportGiven<P> {
  readonly params: P;
  readonly seed: number;
  /** Says what is being worked on. */
  readonly progress: (text: string) => void;
  /** Set when the user wants to stop. */
  readonly signal: AbortSignal;
}

export interface ReportOptions<P extends Params> {
  /** Unique; letters, digits, - and _. */
  readonly name: string;
  readonly title: string;
  readonly description?: string | undefined;
  readonly params?: P | undefined;
  readonly sections: (
    given: ReportGiven<ParamValues<P>>,
  ) => readonly Section[] | PromiseLike<readonly Section[]>;
}

/** A report as data: what `systole report` lists and writes. */
export interface Report {
  readonly mark: typeof reportMark;
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly params: Params;
  readonly sections: (given: never) => readonly Section[] | PromiseLike<readonly Section[]>;
}

/** Declares a report: published figures, ours beside them, tables and charts. A file `*.report.ts` exports it. */
export function report<const P extends Params = Readonly<Record<never, never>>>(
  options: ReportOptions<P>,
): Report {
  const { name, title, description, params = {}, sections } = options;
  return Object.freeze({ mark: reportMark, name, title, description, params, sections }) as Report;
}

export function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null && (value as Partial<Report>).mark === reportMark;
}
