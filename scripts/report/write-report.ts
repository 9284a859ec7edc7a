import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GENERATED } from "../../sim/report/generated-mark.ts";
import { chartSvg, toHtml, toMarkdown } from "../../sim/report/index.ts";
import type { ReportDocument } from "../../sim/report/index.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";

/** The files of a report, in their folder. */
export interface WrittenReport {
  readonly markdown: string;
  readonly html: string;
  readonly charts: readonly string[];
}

/**
 * Writes a report as Markdown with its charts beside it, and as one page. Files of an earlier report are written anew; any other is left, and
 * nothing is written then.
 *
 * @throws UsageError
 */
export async function writeReport(document: ReportDocument, folder: string): Promise<WrittenReport> {
  const chartBlocks = document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "chart" ? [block] : [])),
  );
  const chartFile = (chart: number) => `${document.name}-${chart}.svg`;
  const written: WrittenReport = {
    markdown: join(folder, `${document.name}.md`),
    html: join(folder, `${document.name}.html`),
    charts: chartBlocks.map((_, i) => join(folder, chartFile(i + 1))),
  };
  for (const file of [written.markdown, written.html, ...written.charts]) refuseForeign(file);
  const svgs: string[] = [];
  for (const { chart, caption } of chartBlocks) svgs.push(await chartSvg(chart, caption));
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(written.markdown, toMarkdown(document, chartFile));
    writeFileSync(written.html, toHtml(document, svgs));
    svgs.forEach((svg, i) => writeFileSync(written.charts[i]!, `<!-- ${GENERATED} -->\n${svg}\n`));
  } catch (error) {
    throw new UsageError(`${visible(folder)} can't be written: ${visible((error as Error).message)}`);
  }
  return written;
}

function refuseForeign(file: string): void {
  if (!existsSync(file)) return;
  let head: string;
  try {
    head = readFileSync(file, "utf8").slice(0, 200);
  } catch (error) {
    throw new UsageError(`${visible(file)} can't be read: ${visible((error as Error).message)}`);
  }
  if (!head.includes(GENERATED))
    throw new UsageError(
      `${visible(file)} is there already and was not written by a report: name another folder with --out`,
    );
}
