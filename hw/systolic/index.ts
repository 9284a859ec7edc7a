/** Weight-stationary systolic arrays. */
export { GemmUnit } from "./gemm-unit.ts";
export { MacCell } from "./mac-cell.ts";
export { WeightStationaryArray } from "./weight-stationary-array.ts";
