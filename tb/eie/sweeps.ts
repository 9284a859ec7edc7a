import type { CauseCounts } from "./cycle-causes.ts";
import { efficiency, loadBalance, paddingShare, theoreticalCycles } from "./figures.ts";
import { type LayerSource, visitedColumns } from "./layer.ts";
import type { LayerPlan } from "./layer-plan.ts";
import { countMatrixReads } from "./matrix-reads.ts";
import { countPlan, type PlanResult } from "./plan-cycles.ts";
import { paperMachine, planOfSource } from "./table4-plan.ts";
import { visitedWeights } from "./visited-weights.ts";

/** A layer run in one way, by the cycle model. */
export interface SweepPoint {
  readonly pes: number;
  readonly queueDepth: number;
  readonly cycles: number;
  readonly theoreticalCycles: number;
  readonly loadBalance: number;
  /** Writes per PE and cycle. */
  readonly efficiency: number;
  /** Padding of all visited entries. */
  readonly paddingShare: number;
  readonly total: CauseCounts;
}

/** Queue depths of figure 8. The paper begins at 1, which no machine with a pointer-read register behind its queue can have. */
export const queueDepths = [2, 4, 8, 16, 32, 64, 128, 256] as const;

/** Row widths of figure 9, in bits. */
export const rowWidths = [32, 64, 128, 256, 512] as const;

/** Numbers of PEs of figures 11 to 13. */
export const peCounts = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

/** Figure 8: load balance against the depth of the activation queue. */
export function sweepQueueDepth(plan: LayerPlan): readonly SweepPoint[] {
  return queueDepths.map((queueDepth) =>
    sweepPoint(plan, countPlan(plan, { ...paperMachine, queueDepth }), queueDepth),
  );
}

/** Reads of the matrix SRAMs, all PEs. */
export interface RowWidthPoint {
  /** In bits. */
  readonly rowWidth: number;
  readonly matrixReads: number;
  /** If no row stayed in its register from one column to the next. */
  readonly columnReads: number;
}

/** Figure 9: reads of the matrix SRAM against the width of its row. */
export function sweepRowWidth(plan: LayerPlan): readonly RowWidthPoint[] {
  return rowWidths.map((rowWidth) => ({
    rowWidth,
    matrixReads: countMatrixReads(plan, rowWidth / 8),
    columnReads: countMatrixReads(plan, rowWidth / 8, "nothing"),
  }));
}

/**
 * Figures 11 to 13: the layer against the number of PEs. In one batch, with registers and SRAMs as large as the layer: else a single PE
 * with its 64 registers would run Alex-6 in 9216 tiles, and the figures would show the batches and not the PEs.
 */
export function sweepPes(source: LayerSource, counts: readonly number[] = peCounts): readonly SweepPoint[] {
  const visited = visitedWeights(source);
  return counts.map((pes) => {
    const plan = planOfSource({ ...visited, pes }, "none");
    return sweepPoint(plan, countPlan(plan, paperMachine), paperMachine.queueDepth);
  });
}

/** The numbers of a run. */
export function sweepPoint(plan: LayerPlan, result: PlanResult, queueDepth: number): SweepPoint {
  const { pes } = plan.layer;
  const theoretical = theoreticalCycles(plan);
  return {
    pes,
    queueDepth,
    cycles: result.cycles,
    theoreticalCycles: theoretical,
    loadBalance: loadBalance(theoretical, result.cycles),
    efficiency: efficiency(result.writes, result.cycles, pes),
    paddingShare: paddingShare(result.total.useful, result.total.padding),
    total: result.total,
  };
}

/**
 * Load balance without any queue: a column begins when the slowest PE is done with the one before. Arithmetic on the matrix and no machine;
 * it is what the paper's depth of 1 may have been.
 */
export function lockstepBalance(plan: LayerPlan): number {
  let cycles = 0;
  for (const { layer } of plan.residences.flatMap(({ tiles }) => tiles)) {
    for (const column of visitedColumns(layer)) {
      let longest = 1;
      for (const { pointers } of layer.slices)
        longest = Math.max(longest, pointers[column + 1]! - pointers[column]!);
      cycles += longest;
    }
  }
  return loadBalance(theoreticalCycles(plan), cycles);
}
