import type { PublishedFigure } from "../../../sim/report/index.ts";
import { idOf, paperSource } from "./source.ts";

/** What the paper says with a curve and without numbers. */
export interface PublishedTrend {
  readonly id: string;
  /** What is plotted. */
  readonly what: string;
  /** What the curves show, in words that can be checked. */
  readonly claims: readonly string[];
  readonly source: string;
}

/** The figures of the EIE paper that are curves only. Nothing is read off a plot. */
export const trends = {
  figure8: trend("figure-8", "Figure 8", "load balance against the depth of the activation queue, 1 to 256", [
    "a deeper queue never balances worse",
    "the knee is at a depth of 8",
    "at a depth of 1 about half of the cycles are idle",
  ]),
  figure9: trend(
    "figure-9",
    "Figure 9",
    "reads and energy of the matrix SRAM against its width, 32 to 512 bit",
    ["a wider row is read less often", "the energy of all reads is least at 64 bit (AlexNet)"],
  ),
  figure11: trend("figure-11", "Figure 11", "speed-up against the number of PEs, 1 to 256", [
    "speed-up is near linear, except on NT-We",
  ]),
  figure12: trend("figure-12", "Figure 12", "real work as a share of all work against the number of PEs", [
    "more PEs need less padding",
  ]),
  figure13: trend("figure-13", "Figure 13", "load balance against the number of PEs", [
    "more PEs are balanced worse",
  ]),
} as const;

/** The knee of figure 8, of a layer. */
export function paperKnee(layer: string): PublishedFigure {
  return {
    id: `eie/figure-8/knee/${idOf(layer)}`,
    what: `${layer}, knee of the curve`,
    value: 8,
    unit: "",
    class: "exact",
    source: trends.figure8.source,
  };
}

/** The row width of least energy that figure 9 shows. */
export const bestRowWidth: PublishedFigure = {
  id: "eie/figure-9/least-energy",
  what: "AlexNet, row width of least energy",
  value: 64,
  unit: "bit",
  class: "exact",
  source: trends.figure9.source,
};

/** The share of all cycles that skipping activations of 0 saves, in the paper's text. */
export const savedBySkipping: PublishedFigure = {
  id: "eie/skipping",
  what: "cycles saved by skipping activations of 0, on average",
  value: 65.14,
  unit: "%",
  class: "band",
  band: 0.05,
  source: paperSource("section VI"),
};

function trend(id: string, place: string, what: string, claims: readonly string[]): PublishedTrend {
  return { id: `eie/${id}`, what, claims, source: paperSource(place) };
}
