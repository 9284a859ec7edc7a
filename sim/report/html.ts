import type { Block, ReportDocument } from "./blocks.ts";
import { figuresOf } from "./blocks.ts";
import { GENERATED } from "./generated-mark.ts";
import { escapeHtml, textHtml } from "./inline-text.ts";
import { pageStyle } from "./page-style.ts";
import { judge } from "./published.ts";
import { comparisonModel, sourcesOf, type TableModel, tableModel, VERDICT_COLUMN } from "./table-model.ts";

/** The report as one page that needs nothing else: styles and charts inside, no scripts. `charts` are the SVGs in order. */
export function toHtml(document: ReportDocument, charts: readonly string[]): string {
  let chart = 0;
  const sections = document.sections.map(({ title, blocks }, i) => {
    const inner = blocks.map((block) => blockHtml(block, () => charts[chart++] ?? "")).join("\n");
    return `<section id="s${i + 1}">\n<h2>${escapeHtml(title)}</h2>\n${inner}\n</section>`;
  });
  const contents = document.sections.map(
    ({ title }, i) => `<li><a href="#s${i + 1}">${escapeHtml(title)}</a></li>`,
  );
  return `<!doctype html>
<!-- ${GENERATED} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(document.title)}</h1>
${document.description ? `<p class="lead">${escapeHtml(document.description)}</p>` : ""}
${tallyHtml(document)}
<nav aria-label="Contents"><ol>${contents.join("")}</ol></nav>
</header>
<main>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

/** Row heads of so many letters stay on a line. */
const SHORT = 32;

/** How many figures are met. */
function tallyHtml(document: ReportDocument): string {
  const verdicts = figuresOf(document).map((figure) => judge(figure).verdict);
  if (verdicts.length === 0) return "";
  const parts = (["met", "missed", "not measured"] as const)
    .map((verdict) => ({ verdict, count: verdicts.filter((one) => one === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${verdictHtml(verdict)} ${count}`);
  return `<p class="tally">${verdicts.length} published figures: ${parts.join(" · ")}</p>`;
}

function blockHtml(block: Block, nextChart: () => string): string {
  switch (block.kind) {
    case "text":
      return textHtml(block.text);
    case "table":
      return tableHtml(tableModel(block));
    case "comparison":
      return `${tableHtml(comparisonModel(block))}\n<p class="source">Source: ${escapeHtml(sourcesOf(block).join("; "))}.</p>`;
    case "chart":
      return `<figure>${nextChart()}<figcaption>${escapeHtml(block.caption)}</figcaption></figure>`;
  }
}

function tableHtml({ caption, heads, rows }: TableModel): string {
  const side = (right: boolean) => (right ? ' class="n"' : "");
  const head = heads
    .map(({ text, right }) => `<th scope="col"${side(right)}>${escapeHtml(text)}</th>`)
    .join("");
  const body = rows.map(({ cells, verdict }) => {
    const inner = cells.map((cell, i) => {
      const text = verdict !== undefined && i === VERDICT_COLUMN ? verdictHtml(verdict) : escapeHtml(cell);
      return i === 0
        ? `<th scope="row"${cell.length <= SHORT ? ' class="s"' : ""}>${text}</th>`
        : `<td${side(heads[i]!.right)}>${text}</td>`;
    });
    return `<tr>${inner.join("")}</tr>`;
  });
  return `<div class="scroll"><table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div>`;
}

function verdictHtml(verdict: string): string {
  return `<span class="v ${verdict.replace(" ", "-")}">${verdict}</span>`;
}
