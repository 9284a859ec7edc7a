/**
 * Estimates of energy and area: what a design did, times what it costs. Plain data and functions; a simulation gives counts, a table gives
 * costs, and each row says how well it is founded. Nothing here is a measurement.
 */
export {
  type EstimateClass,
  estimateClasses,
  type EstimateUnit,
  type OperationCost,
  sumOfCosts,
  type UnitArea,
  weakestClass,
} from "./cost.ts";
export { type ActivityCounts, addActivities, scaleActivity } from "./activity.ts";
export { type EnergyEstimate, type EnergyRow, estimateEnergy, type UnitEnergy } from "./estimate-energy.ts";
export { estimatePower, type PowerEstimate, type UnitPower } from "./estimate-power.ts";
export { type AreaEstimate, type AreaRow, estimateArea } from "./estimate-area.ts";
export { calibrateUnits, type Calibration, type CalibrationPoint, cycleOperation } from "./calibrate.ts";
export {
  table45nm,
  table45nmSource,
  tableArea,
  tableCost,
  type TableOperation,
  type TableOperationName,
} from "./table-45nm.ts";
export {
  addArea,
  addCost,
  dramCost,
  multiplyArea,
  multiplyCost,
  type NumberKind,
  registerFileCost,
} from "./widths.ts";
export { cactiSramArea, cactiSramCost, tableSramCost } from "./sram.ts";
export { type CactiPoint, cactiPoints, cactiSource } from "./cacti-45nm.ts";
export { scaleTechnology, type TechnologyScaling } from "./technology.ts";
