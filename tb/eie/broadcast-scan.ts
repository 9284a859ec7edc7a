import { paddedInputs } from "./encoded-matrix.ts";
import type { Layer } from "./layer.ts";

/** What the broadcast does at an edge, as seen from the registers before it. */
export type ScanStep = "begin" | "push" | "blocked" | "nothing" | "ended";

/**
 * The registers of the scan: the row in the source register of the tree, and the first lane that is still to be looked at.
 *
 * `row` is -1 before edge 1 and `rows` after the scan has ended; the bias row, where there is one, is the last row.
 */
export interface ScanState {
  readonly row: number;
  readonly lane: number;
}

/** What the tree sees: rows, lanes, and the stored column of a lane that holds something. */
export interface ScanSource {
  readonly rows: number;
  readonly lanes: number;
  /** 1 where the activation of row · lanes + lane is not zero. */
  readonly occupied: Uint8Array;
}

/** The state after reset. */
export const scanReset: ScanState = { row: -1, lane: 0 };

/** What a layer gives to scan. */
export function scanSource(layer: Layer): ScanSource {
  const lanes = layer.pes;
  const biasColumn = paddedInputs(layer.inputs, lanes);
  const rows = biasColumn / lanes + (layer.bias ? 1 : 0);
  const occupied = new Uint8Array(rows * lanes);
  for (let input = 0; input < layer.inputs; input += 1)
    if (layer.activations[input] !== 0) occupied[input] = 1;
  if (layer.bias) occupied[biasColumn] = 1;
  return { rows, lanes, occupied };
}

/** The column that the tree finds, or -1: the first occupied lane of the row, from the state's lane on. */
export function findColumn(source: ScanSource, state: ScanState): number {
  if (state.row < 0 || state.row >= source.rows) return -1;
  const base = state.row * source.lanes;
  for (let lane = state.lane; lane < source.lanes; lane += 1)
    if (source.occupied[base + lane]) return base + lane;
  return -1;
}

/** What happens at the coming edge, given what the tree found and whether any queue is full. */
export function scanStep(source: ScanSource, state: ScanState, column: number, anyFull: boolean): ScanStep {
  if (state.row < 0) return "begin";
  if (state.row >= source.rows) return "ended";
  if (column < 0) return "nothing";
  return anyFull ? "blocked" : "push";
}

/** The state after the edge. */
export function nextScanState(
  source: ScanSource,
  state: ScanState,
  column: number,
  step: ScanStep,
): ScanState {
  const nextRow: ScanState = { row: state.row + 1, lane: 0 };
  switch (step) {
    case "begin":
    case "nothing":
      return nextRow;
    case "push": {
      const lane = column - state.row * source.lanes;
      return lane === source.lanes - 1 ? nextRow : { row: state.row, lane: lane + 1 };
    }
    case "blocked":
    case "ended":
      return state;
  }
}
