/**
 * Where a figure of energy or area comes from, strongest first. None of them is a measurement.
 *
 * - `table`: as printed in a published table;
 * - `calibrated`: scaled so that a published total is met at a stated activity;
 * - `modelled`: between or beyond published figures by a documented rule, or from another tool's model;
 * - `assumed`: taken without a source, and said so.
 */
export const estimateClasses = ["table", "calibrated", "modelled", "assumed"] as const;
export type EstimateClass = (typeof estimateClasses)[number];

/** Energy of one operation of a unit. */
export interface OperationCost {
  readonly picojoules: number;
  readonly class: EstimateClass;
  /** Publication and place in it, the rule, or what was assumed. */
  readonly source: string;
}

/** Area of one instance of a unit. */
export interface UnitArea {
  readonly squareMicrometres: number;
  readonly class: EstimateClass;
  readonly source: string;
}

/** A kind of hardware with what its operations cost. An area that is not known stays out. */
export interface EstimateUnit {
  readonly name: string;
  readonly operations: Readonly<Record<string, OperationCost>>;
  readonly area?: UnitArea;
  /** How many of them a design has; default 1. Energy comes from counts of all of them together, and does not depend on it. */
  readonly instances?: number;
}

/** The class of a sum: that of its weakest part. */
export function weakestClass(classes: readonly EstimateClass[]): EstimateClass {
  const rank = classes.reduce((worst, one) => Math.max(worst, estimateClasses.indexOf(one)), 0);
  return estimateClasses[rank]!;
}

/** A cost that is a multiple of others: energies and sources are joined, the class is the weakest. */
export function sumOfCosts(
  parts: readonly (readonly [times: number, cost: OperationCost])[],
  source?: string,
): OperationCost {
  return {
    picojoules: parts.reduce((sum, [times, cost]) => sum + times * cost.picojoules, 0),
    class: weakestClass(parts.map(([, cost]) => cost.class)),
    source: source ?? [...new Set(parts.map(([, cost]) => cost.source))].join("; "),
  };
}
