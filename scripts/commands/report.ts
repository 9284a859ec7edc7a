import { resolve } from "node:path";
import { formatDiagnostic, SystoleError } from "../../sim/errors/index.ts";
import { checkDocument, figuresOf, judge, type Report, type ReportDocument } from "../../sim/report/index.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { suggestion } from "../cli/suggest.ts";
import { columns, counted, visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import { shortPath } from "../find/load-problem.ts";
import { type GivenParams, ownParams, paramsText, paramValues, refuseUnknown } from "../find/params.ts";
import { findReports, type FoundReport } from "../find/reports.ts";
import { writeReport } from "../report/write-report.ts";
import { createProgress } from "../run/progress.ts";

export interface ReportFlags {
  readonly param?: GivenParams;
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `systole report [names…]`: writes reports; without a name lists them. */
export async function report(
  names: readonly string[],
  flags: ReportFlags,
  context: Context,
): Promise<ExitCode> {
  const { reports, broken } = await findReports(context.cwd);
  for (const { place, message } of broken)
    context.talk.write(`${context.talk.paint("red", place)}: ${message}\n`);
  if (names.length === 0) {
    listReports(reports, context);
    return broken.length > 0 ? exitCode.elaboration : exitCode.passed;
  }
  const chosen = names.map((name) => chosenReport(name, reports, broken.length > 0));
  refuseUnknown(
    chosen.map(({ report: one }) => one),
    flags.param ?? {},
  );
  let missed = 0;
  for (const { report: one } of chosen) {
    const document = await makeDocument(one, flags, context);
    if (document === undefined) return exitCode.failed;
    if (context.interrupt.aborted) return exitCode.interrupted;
    const written = await writeReport(document, resolve(context.cwd, flags.out ?? "reports"));
    const verdicts = figuresOf(document).map((figure) => judge(figure).verdict);
    const count = (verdict: string) => verdicts.filter((found) => found === verdict).length;
    missed += count("missed");
    if (flags.json) writeJson(document, context);
    const shown = [written.html, written.markdown].map((file) => shortPath(file, context.cwd)).join(", ");
    const charts = written.charts.length > 0 ? ` with ${counted(written.charts.length, "chart")}` : "";
    (flags.json ? context.talk : context.out).write(
      `${one.name}: ${counted(verdicts.length, "published figure")}, ${count("met")} met, ${count("missed")} missed, ${count("not measured")} not measured\n` +
        `    ${shown}${charts}\n`,
    );
  }
  return flags.strict && missed > 0 ? exitCode.failed : exitCode.passed;
}

function listReports(reports: readonly FoundReport[], { out, talk }: Context): void {
  if (reports.length === 0) talk.write("there is no report here: write one as *.report.ts\n");
  const heads = columns(reports.map(({ report: one }) => [one.name, one.title]));
  const lines = reports.flatMap(({ report: one }, i) => [
    heads[i]!,
    ...paramsText(one.params).map((text) => `    --param ${text}`),
  ]);
  out.write(lines.map((line) => `${line}\n`).join(""));
}

function chosenReport(name: string, reports: readonly FoundReport[], incomplete: boolean): FoundReport {
  const found = reports.find(({ report: one }) => one.name === name);
  if (found) return found;
  const known = reports.map(({ report: one }) => one.name);
  throw new UsageError(
    `there is no report ${visible(name) || '""'}: ${suggestion(name, known, "report")}`,
    incomplete ? exitCode.elaboration : exitCode.usage,
  );
}

/** The report with its contents; undefined if it could not be made, which has been said. */
async function makeDocument(
  one: Report,
  flags: ReportFlags,
  context: Context,
): Promise<ReportDocument | undefined> {
  const params = paramValues(one, ownParams(one, flags.param ?? {}));
  const progress = createProgress(context);
  try {
    const sections = await one.sections({
      params,
      seed: flags.seed ?? 1,
      progress: (text: string) => progress.show(text, one.name),
      signal: context.interrupt,
    } as never);
    const document = { name: one.name, title: one.title, description: one.description, sections };
    checkDocument(document);
    return document;
  } catch (error) {
    progress.stop();
    const lines =
      error instanceof SystoleError
        ? error.diagnostics.map(formatDiagnostic)
        : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    context.talk.write(`${one.name} could not be made\n${lines.map((line) => `${line}\n`).join("")}`);
    return undefined;
  } finally {
    progress.stop();
  }
}

function writeJson(document: ReportDocument, { out }: Context): void {
  for (const figure of figuresOf(document)) {
    const { published, measured, why } = figure;
    const { verdict, difference } = judge(figure);
    out.write(
      `${JSON.stringify({ ...published, measured: measured ?? null, verdict, difference: difference ?? null, why: why ?? null })}\n`,
    );
  }
}
