import { fail } from "../errors/index.ts";
import type { EstimateUnit, OperationCost } from "./cost.ts";
import { checkCost, indexUnits } from "./estimate-energy.ts";

/** The operation that stands for a cycle of one instance, busy or not: clock, and what else is spent in any case. */
export const cycleOperation = "cycle";

/** What is known of a unit: its energy a cycle, and what it does in a cycle then. */
export interface CalibrationPoint {
  readonly unit: string;
  readonly picojoulesPerCycle: number;
  /** Operations of one instance in a mean cycle. */
  readonly perCycle: Readonly<Record<string, number>>;
  /** Share of the energy that a cycle costs whatever is done in it, 0 … 1. */
  readonly cycleShare: number;
  /** Publication of the energy, and where activity and share come from. */
  readonly source: string;
}

/** Units whose costs meet the points. */
export interface Calibration {
  readonly units: readonly EstimateUnit[];
  /** Per unit: calibrated over first estimate of its operations; 1 would be agreement. The energy of a cycle is not in it. */
  readonly factors: Readonly<Record<string, number>>;
}

/**
 * Scales costs until units spend what they are known to spend: the operations of a unit keep their ratios, and share what the cycles leave.
 * Each unit gets an operation `cycle`, which is to be counted once an instance and cycle. Units without a point stay as they are.
 *
 * @throws E-ESTIMATE-UNIT, E-ESTIMATE-OPERATION, E-ESTIMATE-COUNT, E-ESTIMATE-COST, E-ESTIMATE-SHARE, E-ESTIMATE-CALIBRATION
 */
export function calibrateUnits(
  units: readonly EstimateUnit[],
  points: readonly CalibrationPoint[],
): Calibration {
  const byName = indexUnits(units);
  for (const { unit } of points)
    if (!byName.has(unit)) fail("E-ESTIMATE-UNIT", { unit, known: [...byName.keys()] });
  const factors: Record<string, number> = {};
  const calibrated = units.map((unit) => {
    const point = points.find((one) => one.unit === unit.name);
    if (point === undefined) return unit;
    const factor = factorOf(unit, point);
    factors[unit.name] = factor;
    const cost = (picojoules: number): OperationCost => ({
      picojoules,
      class: "calibrated",
      source: point.source,
    });
    const operations = Object.entries(unit.operations).map(
      ([name, { picojoules }]) => [name, cost(factor * picojoules)] as const,
    );
    const cycle = cost(point.cycleShare * point.picojoulesPerCycle);
    return { ...unit, operations: { ...Object.fromEntries(operations), [cycleOperation]: cycle } };
  });
  return { units: calibrated, factors };
}

function factorOf(unit: EstimateUnit, point: CalibrationPoint): number {
  const { picojoulesPerCycle, perCycle, cycleShare } = point;
  checkCost(unit.name, "the energy of a cycle", picojoulesPerCycle);
  if (!(cycleShare >= 0 && cycleShare <= 1)) fail("E-ESTIMATE-SHARE", { unit: unit.name, share: cycleShare });
  let estimated = 0;
  for (const [operation, rate] of Object.entries(perCycle)) {
    const cost = unit.operations[operation];
    if (cost === undefined) {
      fail("E-ESTIMATE-OPERATION", { unit: unit.name, operation, known: Object.keys(unit.operations) });
    }
    if (!(Number.isFinite(rate) && rate >= 0))
      fail("E-ESTIMATE-COUNT", { unit: unit.name, operation, count: rate });
    estimated += rate * cost.picojoules;
  }
  if (!(estimated > 0)) fail("E-ESTIMATE-CALIBRATION", { unit: unit.name });
  return ((1 - cycleShare) * picojoulesPerCycle) / estimated;
}
