import type { ComparedFigure } from "./published.ts";

/** A column of a table. */
export interface Column {
  readonly title: string;
  readonly unit?: string;
  /** Decimals of its numbers. Default: as many as they have, at most 4. */
  readonly digits?: number;
  /** Default: right for columns of numbers. */
  readonly align?: "left" | "right";
}

export type Cell = string | number | undefined;

export type Scale = "linear" | "log2" | "log10" | "ordinal";

export interface Axis {
  readonly title: string;
  readonly scale?: Scale;
  readonly from?: number;
  readonly to?: number;
}

export interface ChartPoint {
  readonly series: string;
  readonly x: number | string;
  readonly y: number;
  /** A value from the paper, beside ours of the same series. */
  readonly published?: boolean;
}

/** Lines over a scale, bars side by side, or bars on top of each other. */
export interface Chart {
  readonly kind: "line" | "bar" | "stacked";
  readonly x: Axis;
  readonly y: Axis;
  readonly points: readonly ChartPoint[];
}

export interface TextBlock {
  readonly kind: "text";
  /** Markdown: paragraphs, lists with `- `, `code`, **bold** and [links](https://…). */
  readonly text: string;
}

export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface ComparisonBlock {
  readonly kind: "comparison";
  readonly caption: string;
  readonly figures: readonly ComparedFigure[];
}

export interface ChartBlock {
  readonly kind: "chart";
  readonly caption: string;
  readonly chart: Chart;
}

export type Block = TextBlock | TableBlock | ComparisonBlock | ChartBlock;

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report with its contents. */
export interface ReportDocument {
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly sections: readonly Section[];
}

/** All compared figures, in order. */
export function figuresOf({ sections }: ReportDocument): readonly ComparedFigure[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "comparison" ? block.figures : [])),
  );
}
