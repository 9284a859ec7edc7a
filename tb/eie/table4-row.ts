import { microseconds, theoreticalCycles } from "./figures.ts";
import type { Batching, LayerPlan } from "./layer-plan.ts";
import { countPlan } from "./plan-cycles.ts";
import type { TableIiiRow } from "./published/table-iii.ts";
import { tableIvBand } from "./published/table-iv.ts";
import { paperMachine, planOfTableIii } from "./table4-plan.ts";

/** A time in µs beside the paper's. */
export interface ComparedTime {
  readonly measured: number;
  readonly published: number;
}

/** The two columns of Table IV for EIE. */
export interface ComparedTimes {
  readonly theoretical: ComparedTime;
  readonly actual: ComparedTime;
}

export function withinBand({ measured, published }: ComparedTime): boolean {
  return Math.abs(measured - published) <= tableIvBand * published;
}

export function compareTimes(
  plan: LayerPlan,
  cycles: number,
  published: { readonly theoretical: number; readonly actual: number },
): ComparedTimes {
  return {
    theoretical: {
      measured: microseconds(theoreticalCycles(plan)),
      published: published.theoretical,
    },
    actual: { measured: microseconds(cycles), published: published.actual },
  };
}

/** Why a layer of Table III can't come near with random weights; undefined for those that do. */
export function explained(name: string): string | undefined {
  return reasons[name];
}

const reasons: Readonly<Record<string, string>> = {
  "Alex-8":
    "the real matrix keeps 25.7 % of its weights (printed: 25 %) and 42.9 % of its activations are positive (printed: 37.5 %), and both are uneven; with the trained weights the machine takes the paper's 8.9 and 9.9 µs (eie/table4/authors)",
  "VGG-6":
    "rounding explains a part: with the largest densities that are printed as 4 and 18.3 % it would take 24.9 and 26.8 µs. The rest is not known, as the pruned matrix is not published; random weights are even over rows and columns, and the trained Alex-8 is not",
};

/** The line of a layer as the table has it, ours beside it. */
export function rowText(name: string, { theoretical, actual }: ComparedTimes): string {
  const time = (what: string, { measured, published }: ComparedTime) =>
    `${what} ${measured.toFixed(1)} µs (paper ${published.toFixed(1)}, ${percent(measured / published - 1)})`;
  const ratio = (value: (time: ComparedTime) => number) => (value(theoretical) / value(actual)).toFixed(3);
  return `${name}: ${time("theoretical", theoretical)}, ${time("actual", actual)}, ratio ${ratio((t) => t.measured)} (paper ${ratio((t) => t.published)})`;
}

/** The times of several seeds, all by the cycle model: a run of the machine has been found equal to it for the first. */
export function spreadText(row: TableIiiRow, seeds: number, seed: number, batching: Batching): string {
  const plans = Array.from({ length: seeds }, (_, k) => seed + k).map((s) => {
    const plan = planOfTableIii(row, s, batching);
    return {
      theoretical: microseconds(theoreticalCycles(plan)),
      actual: microseconds(countPlan(plan, paperMachine).cycles),
    };
  });
  const spread = (what: "theoretical" | "actual") => {
    const values = plans.map((times) => times[what]).sort((a, b) => a - b);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return `${what} ${mean.toFixed(2)} µs (${values[0]!.toFixed(2)}…${values.at(-1)!.toFixed(2)})`;
  };
  return `${row.name}: seeds ${seed}…${seed + seeds - 1}, mean (range): ${spread("theoretical")}, ${spread("actual")}; seed ${seed} on the machine, the others by the cycle model, which the machine equals`;
}

function percent(share: number): string {
  const text = (100 * share).toFixed(1);
  return `${share >= 0 ? "+" : "−"}${text.replace("-", "")} %`;
}
