import { type CauseCounts, sumCauses } from "./cycle-causes.ts";
import { countCycles, type CycleParams, type CycleResult } from "./cycle-model.ts";
import type { LayerPlan } from "./layer-plan.ts";

/** The time of a layer that is run by a plan. */
export interface PlanResult {
  /** Cycles of computing, all tiles. */
  readonly cycles: number;
  /** Cycles of transfers between activation SRAM and registers. */
  readonly batchCycles: number;
  /** Cycles of loading weights in the I/O mode while the layer waits. */
  readonly ioCycles: number;
  /** One a start, in order. */
  readonly tiles: readonly CycleResult[];
  readonly perPe: readonly CauseCounts[];
  readonly total: CauseCounts;
  readonly activations: number;
  readonly pointerReads: number;
  readonly matrixReads: number;
  readonly writes: number;
  /** As the authors' simulator counts; of a single tile only. */
  readonly cyclesAuthorsStop: number;
}

/** Counts the cycles of a plan: those of its tiles (`countCycles`), and beside them those of transfers and of loading. */
export function countPlan(plan: LayerPlan, params: CycleParams): PlanResult {
  const planned = plan.residences.flatMap(({ tiles }) => tiles);
  const tiles = planned.map(({ layer }) => countCycles(layer, params));
  const sum = (value: (result: CycleResult) => number) =>
    tiles.reduce((total, tile) => total + value(tile), 0);
  const perPe = Array.from({ length: plan.layer.pes }, (_, pe) =>
    sumCauses(tiles.map((tile) => tile.perPe[pe]!)),
  );
  return {
    cycles: sum((tile) => tile.cycles),
    batchCycles: planned.reduce(
      (total, { transfers }) => total + transfers.prepareBlocks + transfers.spillBlocks,
      0,
    ),
    ioCycles: plan.ioCycles,
    tiles,
    perPe,
    total: sumCauses(perPe),
    activations: sum((tile) => tile.activations),
    pointerReads: sum((tile) => tile.pointerReads),
    matrixReads: sum((tile) => tile.matrixReads),
    writes: sum((tile) => tile.writes),
    cyclesAuthorsStop: sum((tile) => tile.cyclesAuthorsStop),
  };
}
