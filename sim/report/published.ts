/**
 * How far a published figure binds a reproduction.
 *
 * - `exact`: has to be met to the printed digit (`digits` decimals);
 * - `band`: within `band` of the value, relative: what it rests on was not published whole;
 * - `bound`: on one side of the value, such as a peak that nothing can exceed.
 */
export type FigureClass = "exact" | "band" | "bound";

/** A number from a paper, with where it stands. */
export interface PublishedFigure {
  /** Unique in a report, such as `eie/table-iv/alex-6/actual`. */
  readonly id: string;
  /** For a reader: `Alex-6, actual time`. */
  readonly what: string;
  readonly value: number;
  /** Such as `µs` or `cycles`; empty for pure numbers. */
  readonly unit: string;
  readonly class: FigureClass;
  /** Of class exact: decimals that are printed. Default: those of `value`. */
  readonly digits?: number;
  /** Of class band: 0.12 stands for ±12 %. */
  readonly band?: number;
  /** Of class bound. */
  readonly bound?: "atMost" | "atLeast";
  /** Paper and table, figure or section. */
  readonly source: string;
}

/** A published figure and ours. */
export interface ComparedFigure {
  readonly published: PublishedFigure;
  /** Undefined: it can't be had here, and `why` says why. */
  readonly measured: number | undefined;
  /** Why it misses, or what a reader should know. */
  readonly why?: string;
}

export type FigureVerdict = "met" | "missed" | "not measured";

export interface Judgement {
  readonly verdict: FigureVerdict;
  /** (measured − published) / published; undefined without a measurement, or for a published 0. */
  readonly difference: number | undefined;
}

/** Holds ours against what was published, as the figure's class demands. */
export function judge({ published, measured }: ComparedFigure): Judgement {
  if (measured === undefined) return { verdict: "not measured", difference: undefined };
  const difference = published.value === 0 ? undefined : measured / published.value - 1;
  return { verdict: meets(published, measured) ? "met" : "missed", difference };
}

function meets(published: PublishedFigure, measured: number): boolean {
  const { value } = published;
  switch (published.class) {
    case "exact":
      return measured.toFixed(digitsOf(published)) === value.toFixed(digitsOf(published));
    case "band":
      return Math.abs(measured - value) <= (published.band ?? 0) * Math.abs(value);
    case "bound":
      return published.bound === "atLeast" ? measured >= value : measured <= value;
  }
}

/** Decimals of the printed value. */
export function digitsOf({ digits, value }: PublishedFigure): number {
  const [, decimals = "", exponent = "0"] = /^[^.e]*(?:\.(\d+))?(?:e(.*))?$/.exec(String(value)) ?? [];
  return digits ?? Math.max(0, decimals.length - Number(exponent));
}

/** `exact`, `within 12 %`, `at most`. */
export function classText({ class: figureClass, band = 0, bound }: PublishedFigure): string {
  if (figureClass === "band") return `within ${Number((100 * band).toPrecision(3))} %`;
  return figureClass === "exact" ? "exact" : bound === "atLeast" ? "at least" : "at most";
}
