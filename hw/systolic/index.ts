/** Systolic arrays: weight-stationary and output-stationary. */
export { GemmUnit } from "./gemm-unit.ts";
export { MacCell } from "./mac-cell.ts";
export { OutputStationaryArray } from "./output-stationary-array.ts";
export { OutputStationaryCell } from "./output-stationary-cell.ts";
export { WeightStationaryArray } from "./weight-stationary-array.ts";
