import {
  type ActivityCounts,
  cycleOperation,
  type EnergyEstimate,
  estimateEnergy,
  estimatePower,
} from "../../../sim/estimate/index.ts";
import { calibratedUnits, type PeRates, steadyState } from "./calibration.ts";
import { tableIiClock } from "../published/table-ii.ts";
import { lnzdNodes, publishedEnergyMachine, tableUnits } from "./units.ts";

/** A run whose energy is wanted. */
export interface EnergyRun {
  readonly name: string;
  readonly pes: number;
  /** From `layerActivity` or `planActivity`. */
  readonly activity: ActivityCounts;
  /** From `loadingActivity`: weights that are loaded while the layer waits. */
  readonly loading?: ActivityCounts | undefined;
}

/** Energy of a run by both estimates. */
export interface LayerEnergy {
  readonly name: string;
  readonly microseconds: number;
  /** From the 45 nm table. */
  readonly table: EnergyEstimate;
  /** Scaled to Table II. */
  readonly calibrated: EnergyEstimate;
  /** Of loading weights in the I/O mode, calibrated; in no other figure here, as it is in none of the paper's. */
  readonly loadingPicojoules: number;
  /** Mean power of all PEs and nodes, calibrated. */
  readonly milliwatts: number;
  /** Runs of this layer a joule, calibrated. */
  readonly framesPerJoule: number;
}

/**
 * Energy of a run on the paper's machine at 800 MHz.
 *
 * @param rates activity at which a PE has the power of Table II; default: the steady state
 * @throws E-ESTIMATE-TIME for a run without a cycle, and those of `estimateEnergy`
 */
export function layerEnergy(run: EnergyRun, rates: PeRates = steadyState): LayerEnergy {
  const { name, pes, activity, loading = {} } = run;
  const machine = { ...publishedEnergyMachine, pes };
  const seconds = (activity["LNZD node"]?.[cycleOperation] ?? 0) / lnzdNodes(pes) / tableIiClock;
  const { units } = calibratedUnits(rates, machine);
  const calibrated = estimateEnergy(activity, units);
  return {
    name,
    microseconds: seconds * 1e6,
    table: estimateEnergy(activity, tableUnits(machine)),
    calibrated,
    loadingPicojoules: estimateEnergy(loading, units).picojoules,
    milliwatts: estimatePower(calibrated, seconds).milliwatts,
    framesPerJoule: 1e12 / calibrated.picojoules,
  };
}
