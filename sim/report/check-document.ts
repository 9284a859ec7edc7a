import { diagnose, type Diagnostic, SystoleError } from "../errors/index.ts";
import type { Axis, Block, Chart, ReportDocument } from "./blocks.ts";
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
      return block.rows.flatMap((row, i) => {
        const bad = row.findIndex((cell) => typeof cell === "number" && !Number.isFinite(cell));
        const problem =
          row.length === block.columns.length
            ? bad >= 0 && `has ${String(row[bad])} in column ${bad + 1}`
            : `has ${row.length} cells, and the table has ${block.columns.length} columns`;
        return problem
          ? [diagnose("E-REPORT-TABLE", { report, caption: block.caption, row: i + 1, problem })]
          : [];
      });
    case "chart": {
      const problem = chartProblem(block.chart);
      return problem ? [diagnose("E-REPORT-CHART", { report, caption: block.caption, problem })] : [];
    }
    default:
      return [
        diagnose("E-REPORT-BLOCK", { report, section, kind: String((block as { kind: unknown }).kind) }),
      ];
  }
}

function chartProblem({ kind, points, x, y }: Chart): string | undefined {
  if (points.length === 0) return "has no points";
  if (kind !== "line" && isLog(y)) return "has bars on a logarithmic axis, where no bar has a foot";
  const stands = (axis: Axis, value: number | string) =>
    typeof value === "string" || (Number.isFinite(value) && !(isLog(axis) && value <= 0));
  const bad = points.find((point) => !stands(x, point.x) || !stands(y, point.y));
  return bad && `has the point ${String(bad.x)}, ${bad.y} in ${bad.series}, which its axes can't show`;
}

const isLog = ({ scale }: Axis) => scale === "log2" || scale === "log10";
