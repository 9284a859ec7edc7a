import { type Layer, visitedColumns } from "./layer.ts";
import type { LayerPlan } from "./layer-plan.ts";

/** Clock of the paper's machine in MHz. */
export const publishedMegahertz = 800;

/** The same as a testbench's clock, so that the times of waves are those of the metrics. */
export const publishedClock = { frequency: `${publishedMegahertz}MHz` };

/** Entries, padding too, in the columns that a run visits, over all PEs. */
export function visitedEntries(layer: Layer): number {
  const columns = visitedColumns(layer);
  let sum = 0;
  for (const { pointers } of layer.slices) for (const j of columns) sum += pointers[j + 1]! - pointers[j]!;
  return sum;
}

/**
 * Cycles of perfect load balance: one entry a PE and cycle, nothing else; not rounded.
 *
 * The paper does not define its "theoretical time"; that padding counts is inferred from its figures.
 */
export function theoreticalCycles({ layer, residences }: LayerPlan): number {
  const tiles = residences.flatMap((residence) => residence.tiles);
  return tiles.reduce((sum, tile) => sum + visitedEntries(tile.layer), 0) / layer.pes;
}

/** µs that cycles take. */
export function microseconds(cycles: number, megahertz: number = publishedMegahertz): number {
  return cycles / megahertz;
}

/** Share of the PE cycles that ended in a write: writes / (cycles · PEs). */
export function efficiency(writes: number, cycles: number, pes: number): number {
  return writes / (cycles * pes);
}

/** Theoretical over actual cycles (the paper's load-balance efficiency, figure 8). */
export function loadBalance(theoretical: number, cycles: number): number {
  return theoretical / cycles;
}

/** Share of the visited entries that are padding (the paper's figure 12). */
export function paddingShare(useful: number, padding: number): number {
  return useful + padding === 0 ? 0 : padding / (useful + padding);
}
