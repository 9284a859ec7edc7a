import type { ComparisonBlock, TableBlock } from "./blocks.ts";
import { numberText, percentText } from "./number-text.ts";
import { classText, digitsOf, type FigureVerdict, judge } from "./published.ts";

/** A table as texts: what both writers print. */
export interface TableModel {
  readonly caption: string;
  readonly heads: readonly { readonly text: string; readonly right: boolean }[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly string[];
  /** Of a comparison. */
  readonly verdict?: FigureVerdict;
}

/** Column of a comparison that holds the verdict. */
export const VERDICT_COLUMN = 5;

export function tableModel({ caption, columns, rows }: TableBlock): TableModel {
  const right = columns.map(
    ({ align }, i) =>
      (align ?? (rows.some((row) => typeof row[i] === "number") ? "right" : "left")) === "right",
  );
  return {
    caption,
    heads: columns.map(({ title, unit }, i) => ({
      text: unit ? `${title} (${unit})` : title,
      right: right[i]!,
    })),
    rows: rows.map((row) => ({
      cells: columns.map(({ digits }, i) => {
        const cell = row[i];
        return typeof cell === "number" ? numberText(cell, digits) : (cell ?? "");
      }),
    })),
  };
}

export function comparisonModel({ caption, figures }: ComparisonBlock): TableModel {
  const heads = ["figure", "published", "ours", "difference", "asked", "verdict", "remark"];
  return {
    caption,
    heads: heads.map((text, i) => ({ text, right: i >= 1 && i <= 3 })),
    rows: figures.map((figure) => {
      const { published, measured, why } = figure;
      const { verdict, difference } = judge(figure);
      const digits = digitsOf(published);
      const unit = published.unit === "" ? "" : ` ${published.unit}`;
      return {
        verdict,
        cells: [
          published.what,
          `${numberText(published.value, digits)}${unit}`,
          measured === undefined ? "–" : `${numberText(measured, digits)}${unit}`,
          difference === undefined ? "–" : percentText(difference),
          classText(published),
          verdict,
          why ?? "",
        ],
      };
    }),
  };
}

/** Where the figures of a comparison come from, each place once. */
export function sourcesOf({ figures }: ComparisonBlock): readonly string[] {
  return [...new Set(figures.map(({ published }) => published.source))];
}
