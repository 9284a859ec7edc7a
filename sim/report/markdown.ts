import type { Block, ReportDocument } from "./blocks.ts";
import { GENERATED } from "./generated-mark.ts";
import { comparisonModel, sourcesOf, type TableModel, tableModel } from "./table-model.ts";

/** The report as Markdown (GitHub's tables). `chartFile(n)` names the file of chart n, counted from 1, beside it. */
export function toMarkdown(document: ReportDocument, chartFile: (chart: number) => string): string {
  const lines = [`<!-- ${GENERATED} -->`, "", `# ${escaped(document.title)}`];
  if (document.description) lines.push("", escaped(document.description));
  let charts = 0;
  for (const { title, blocks } of document.sections) {
    lines.push("", `## ${escaped(title)}`);
    for (const block of blocks) {
      lines.push("", ...blockLines(block, () => chartFile((charts += 1))));
    }
  }
  return `${lines.join("\n")}\n`;
}

function blockLines(block: Block, nextChart: () => string): readonly string[] {
  switch (block.kind) {
    case "text":
      return block.text.trim().split("\n");
    case "table":
      return tableLines(tableModel(block));
    case "comparison":
      return [
        ...tableLines(comparisonModel(block)),
        "",
        `Source: ${sourcesOf(block).map(escaped).join("; ")}.`,
      ];
    case "chart":
      return [`![${escaped(block.caption)}](${encodeURI(nextChart())})`, "", `*${escaped(block.caption)}*`];
  }
}

function tableLines({ caption, heads, rows }: TableModel): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [
    `**${escaped(caption)}**`,
    "",
    line(heads.map(({ text }) => text)),
    `|${heads.map(({ right }) => (right ? " ---: " : " --- ")).join("|")}|`,
    ...rows.map(({ cells }) => line(cells)),
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };

/** A text of one line that Markdown shows as it is. */
function escaped(text: string): string {
  return text
    .replace(/\s*[\n\r]\s*/g, " ")
    .replace(/[\\`*_[\]<>&|#~]/g, (sign) => ENTITIES[sign] ?? `\\${sign}`);
}
