import {
  type ActivityCounts,
  calibrateUnits,
  type Calibration,
  cycleOperation,
  type EstimateUnit,
  scaleActivity,
} from "../../../sim/estimate/index.ts";
import {
  tableIiClock,
  tableIiComponents,
  tableIiSource,
  tableIiTotal,
  tableIiUnits,
} from "../published/table-ii.ts";
import { type EnergyMachine, publishedEnergyMachine, tableUnits } from "./units.ts";

/** What one PE does in a mean cycle, and where that comes from. */
export interface PeRates {
  /** Unit → operation → times a cycle. */
  readonly perCycle: ActivityCounts;
  readonly source: string;
}

/**
 * The paper's steady state (section VI): a useful entry in each cycle, and "both Spmat SRAM and Ptr SRAM are accessed every 64/8 = 8 cycles";
 * so a column has 8 entries in a PE and fills one row. The paper doesn't say at which activity Table II was measured: that it was this
 * one is assumed.
 */
export const steadyState: PeRates = {
  perCycle: {
    "Act queue": { push: 1 / 8, pop: 1 / 8 },
    PtrRead: { read: 1 / 8 },
    SpmatRead: { rowRead: 1 / 8, entry: 1 },
    ArithmUnit: { decode: 1, address: 1, multiply: 1, add: 1 },
    ActRW: { destinationRead: 1, destinationWrite: 1 },
  },
  source:
    "at the steady state of section VI (assumed): an entry a cycle, a row and two pointers every 8 cycles",
};

/** The rates of a run, for a calibration on that instead. */
export function ratesOf(activity: ActivityCounts, source: string): PeRates {
  const peCycles = activity["SpmatRead"]?.[cycleOperation] ?? 0;
  const scaled = scaleActivity(activity, peCycles === 0 ? 0 : 1 / peCycles);
  const perCycle = tableIiUnits.flatMap(({ name }) => {
    const rates = Object.entries(scaled[name] ?? {}).filter(([operation]) => operation !== cycleOperation);
    return rates.length === 0 ? [] : [[name, Object.fromEntries(rates)] as const];
  });
  return { perCycle: Object.fromEntries(perCycle), source };
}

/** Share of a PE's power that its clock network takes, the same in each unit (assumed), and in each cycle whatever is done in it (assumed). */
export const clockShare = tableIiComponents[1]!.milliwatts! / tableIiTotal.milliwatts;

/**
 * EIE with the costs of the table scaled, unit by unit, until a PE at some activity has the power of Table II. Areas are those of
 * Table II, with the filler cells as a unit of their own.
 */
export function calibratedUnits(
  rates: PeRates = steadyState,
  machine: EnergyMachine = publishedEnergyMachine,
): Calibration {
  const points = tableIiUnits.flatMap(({ name, milliwatts }) =>
    milliwatts === undefined
      ? []
      : [
          {
            unit: name,
            picojoulesPerCycle: (milliwatts * 1e9) / tableIiClock,
            perCycle: rates.perCycle[name] ?? {},
            cycleShare: clockShare,
            source: `${tableIiSource}, ${rates.source}`,
          },
        ],
  );
  const { units, factors } = calibrateUnits(tableUnits(machine), points);
  return { units: [...units.map(withPublishedArea), fillerUnit(machine.pes)], factors };
}

function withPublishedArea(unit: EstimateUnit): EstimateUnit {
  const row = tableIiUnits.find(({ name }) => name === unit.name);
  return row === undefined ? unit : { ...unit, area: publishedArea(row.squareMicrometres) };
}

function fillerUnit(pes: number): EstimateUnit {
  const { name, squareMicrometres } = tableIiUnits.at(-1)!;
  return { name, operations: {}, area: publishedArea(squareMicrometres), instances: pes };
}

function publishedArea(squareMicrometres: number) {
  return { squareMicrometres, class: "table", source: tableIiSource } as const;
}
