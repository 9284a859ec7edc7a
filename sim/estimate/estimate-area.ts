import { type EstimateClass, type EstimateUnit, weakestClass } from "./cost.ts";
import { indexUnits } from "./estimate-energy.ts";

/** Area of all instances of one unit. */
export interface AreaRow {
  readonly unit: string;
  readonly instances: number;
  readonly squareMicrometresEach: number;
  readonly squareMicrometres: number;
  readonly share: number;
  readonly class: EstimateClass;
  readonly source: string;
}

/** Area of the units that have one; the names of those that have none, so that no sum is taken for the whole. */
export interface AreaEstimate {
  readonly squareMicrometres: number;
  readonly class: EstimateClass;
  readonly rows: readonly AreaRow[];
  readonly without: readonly string[];
}

/**
 * Area of a design: each unit's area times its instances.
 *
 * @throws E-ESTIMATE-COST, E-ESTIMATE-UNIT-TWICE
 */
export function estimateArea(units: readonly EstimateUnit[]): AreaEstimate {
  indexUnits(units);
  const rows = units.flatMap(({ name, area, instances = 1 }) =>
    area === undefined
      ? []
      : [
          {
            unit: name,
            instances,
            squareMicrometresEach: area.squareMicrometres,
            squareMicrometres: instances * area.squareMicrometres,
            class: area.class,
            source: area.source,
          },
        ],
  );
  const total = rows.reduce((sum, row) => sum + row.squareMicrometres, 0);
  return {
    squareMicrometres: total,
    class: weakestClass(rows.map((row) => row.class)),
    rows: rows.map((row) => ({ ...row, share: total === 0 ? 0 : row.squareMicrometres / total })),
    without: units.filter(({ area }) => area === undefined).map(({ name }) => name),
  };
}
