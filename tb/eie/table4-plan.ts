import type { MachineParams } from "./layer-image.ts";
import { type Batching, type LayerPlan, planLayer } from "./layer-plan.ts";
import { type LayerSource, makeLayer } from "./layer.ts";
import { randomLayerSource } from "./random-layer.ts";
import type { TableIiiRow } from "./published/table-iii.ts";

/** PEs of the paper's evaluation. */
export const PUBLISHED_PES = 64;

/** Queue depth and row width of the paper's evaluation. */
export const paperMachine: MachineParams = { queueDepth: 8, entriesPerRow: 8 };

/** A random layer of the shape and densities of Table III, before it is encoded. ReLU is on; it takes no time. */
export function sourceOfTableIii(row: TableIiiRow, seed: number): LayerSource {
  return randomLayerSource({ ...row, pes: PUBLISHED_PES, seed, relu: true });
}

/** How a layer is run. */
export function planOfSource(source: LayerSource, batching: Batching = "paper"): LayerPlan {
  const { entriesPerRow } = paperMachine;
  return planLayer(makeLayer(source), { batching, entriesPerRow, matrix: source.matrix });
}

/** Both in one. */
export function planOfTableIii(row: TableIiiRow, seed: number, batching: Batching = "paper"): LayerPlan {
  return planOfSource(sourceOfTableIii(row, seed), batching);
}
