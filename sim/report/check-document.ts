import { diagnose, type Diagnostic, SystoleError } from "../errors/index.ts";
import type { Block, ReportDocument } from "./blocks.ts";
import { figuresOf } from "./blocks.ts";

/**
 * Refuses a report that can't be written, with all that is wrong with it.
 *
 * @throws E-REPORT-FIGURE, E-REPORT-TABLE, E-REPORT-CHART, E-REPORT-BLOCK
 */
export function checkDocument(document: ReportDocument): void {
  const findings: Diagnostic[] = [];
  const seen = new Set<string>();
  const report = document.name;
  const figure = (id: string, problem: string) =>
    findings.push(diagnose("E-REPORT-FIGURE", { report, id, problem }));
  for (const { published, measured } of figuresOf(document)) {
    const { id, value } = published;
    if (seen.has(id)) figure(id, "stands twice");
    seen.add(id);
    if (!Number.isFinite(value)) figure(id, `was published as ${value}`);
    if (measured !== undefined && !Number.isFinite(measured)) figure(id, `was measured as ${measured}`);
    if (published.class === "band" && !(published.band !== undefined && published.band >= 0))
      figure(id, "is of class band and has none");
    if (published.class === "bound" && published.bound === undefined)
      figure(id, "is of class bound and has no side");
  }
  for (const { title, blocks } of document.sections)
    for (const block of blocks) findings.push(...blockFindings(report, title, block));
  if (findings.length > 0) throw new SystoleError(findings);
}

function blockFindings(report: string, section: string, block: Block): readonly Diagnostic[] {
  switch (block.kind) {
    case "text":
    case "comparison":
      return [];
    case "table":
      return block.rows.flatMap((row, i) =>
        row.length === block.columns.length
          ? []
          : diagnose("E-REPORT-TABLE", {
              ...{ report, caption: block.caption, row: i + 1 },
              ...{ cells: row.length, columns: block.columns.length },
            }),
      );
    case "chart": {
      const bad = block.chart.points.find(
        ({ y, x }) => !Number.isFinite(y) || (typeof x === "number" && !Number.isFinite(x)),
      );
      const problem =
        block.chart.points.length === 0
          ? "has no points"
          : bad && `has the point ${String(bad.x)}, ${bad.y} in ${bad.series}`;
      return problem ? [diagnose("E-REPORT-CHART", { report, caption: block.caption, problem })] : [];
    }
    default:
      return [
        diagnose("E-REPORT-BLOCK", { report, section, kind: String((block as { kind: unknown }).kind) }),
      ];
  }
}
