import { fail } from "../errors/index.ts";
import type { ActivityCounts } from "./activity.ts";
import { type EstimateClass, type EstimateUnit, weakestClass } from "./cost.ts";

/** Energy of one operation of one unit. */
export interface EnergyRow {
  readonly unit: string;
  readonly operation: string;
  readonly count: number;
  readonly picojoulesEach: number;
  readonly picojoules: number;
  /** Of the total; 0 if the total is 0. */
  readonly share: number;
  readonly class: EstimateClass;
  readonly source: string;
}

/** Energy of one unit. */
export interface UnitEnergy {
  readonly unit: string;
  readonly picojoules: number;
  readonly share: number;
  readonly class: EstimateClass;
}

/** An estimate, and of no better class than its weakest part. */
export interface EnergyEstimate {
  readonly picojoules: number;
  readonly class: EstimateClass;
  /** One a unit, in the order of the units. */
  readonly perUnit: readonly UnitEnergy[];
  /** One an operation that has a count, in the order of the units. */
  readonly rows: readonly EnergyRow[];
}

/**
 * Energy of an activity: each count times the energy of its operation. No count is left out: one without a cost is refused.
 *
 * @throws E-ESTIMATE-UNIT, E-ESTIMATE-OPERATION, E-ESTIMATE-COUNT, E-ESTIMATE-COST, E-ESTIMATE-UNIT-TWICE
 */
export function estimateEnergy(activity: ActivityCounts, units: readonly EstimateUnit[]): EnergyEstimate {
  const byName = indexUnits(units);
  for (const unit of Object.keys(activity)) {
    if (!byName.has(unit)) fail("E-ESTIMATE-UNIT", { unit, known: [...byName.keys()] });
  }
  const rows = units.flatMap((unit) => rowsOf(unit, activity[unit.name] ?? {}));
  const picojoules = rows.reduce((sum, row) => sum + row.picojoules, 0);
  const share = (part: number) => (picojoules === 0 ? 0 : part / picojoules);
  const perUnit = units.map(({ name }) => {
    const own = rows.filter((row) => row.unit === name);
    const energy = own.reduce((sum, row) => sum + row.picojoules, 0);
    return {
      unit: name,
      picojoules: energy,
      share: share(energy),
      class: weakestClass(own.map((row) => row.class)),
    };
  });
  return {
    picojoules,
    class: weakestClass(perUnit.map((unit) => unit.class)),
    perUnit,
    rows: rows.map((row) => ({ ...row, share: share(row.picojoules) })),
  };
}

function rowsOf(unit: EstimateUnit, counts: Readonly<Record<string, number>>): Omit<EnergyRow, "share">[] {
  const known = Object.keys(unit.operations);
  for (const [operation, count] of Object.entries(counts)) {
    if (!known.includes(operation)) fail("E-ESTIMATE-OPERATION", { unit: unit.name, operation, known });
    if (!(Number.isFinite(count) && count >= 0))
      fail("E-ESTIMATE-COUNT", { unit: unit.name, operation, count });
  }
  return known
    .filter((operation) => counts[operation] !== undefined)
    .map((operation) => {
      const { picojoules: each, ...from } = unit.operations[operation]!;
      const count = counts[operation]!;
      return {
        unit: unit.name,
        operation,
        count,
        picojoulesEach: each,
        picojoules: count * each,
        class: from.class,
        source: from.source,
      };
    });
}

/** Units by name, each once, with costs that can be. */
export function indexUnits(units: readonly EstimateUnit[]): ReadonlyMap<string, EstimateUnit> {
  const byName = new Map<string, EstimateUnit>();
  for (const unit of units) {
    if (byName.has(unit.name)) fail("E-ESTIMATE-UNIT-TWICE", { unit: unit.name });
    byName.set(unit.name, unit);
    for (const [operation, { picojoules }] of Object.entries(unit.operations))
      checkCost(unit.name, `the energy of ${operation}`, picojoules);
    if (unit.area) checkCost(unit.name, "the area", unit.area.squareMicrometres);
    if (unit.instances !== undefined) checkCost(unit.name, "the number of instances", unit.instances);
  }
  return byName;
}

/** @throws E-ESTIMATE-COST */
export function checkCost(unit: string, what: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) fail("E-ESTIMATE-COST", { unit, what, value });
}
