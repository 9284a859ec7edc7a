/** Reports: published figures with ours beside them, tables and charts, as Markdown and as a page. */
export {
  type Axis,
  type Block,
  type Cell,
  type Chart,
  type ChartPoint,
  type Column,
  figuresOf,
} from "./blocks.ts";
export type { ReportDocument, Section } from "./blocks.ts";
export { chartSvg } from "./chart-svg.ts";
export { checkDocument } from "./check-document.ts";
export { toHtml } from "./html.ts";
export { toMarkdown } from "./markdown.ts";
export { numberText, percentText } from "./number-text.ts";
export { classText, type ComparedFigure, type FigureClass, type FigureVerdict, judge } from "./published.ts";
export type { Judgement, PublishedFigure } from "./published.ts";
export { isReport, report, type Report, type ReportGiven, type ReportOptions } from "./report.ts";
