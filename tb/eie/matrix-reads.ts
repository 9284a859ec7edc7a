import { visitedColumns } from "./layer.ts";
import type { LayerPlan } from "./layer-plan.ts";

/**
 * Reads of the matrix SRAMs with rows of `entriesPerRow` entries, all PEs: one a change of row. Which rows follow each other does not depend
 * on time, so this needs no cycle model, and equals its count.
 *
 * @param keeping nothing: as a machine would that reads a row anew for each column, which EIE's row register makes needless
 */
export function countMatrixReads(
  { residences }: LayerPlan,
  entriesPerRow: number,
  keeping: "row register" | "nothing" = "row register",
): number {
  let reads = 0;
  for (const { layer } of residences.flatMap(({ tiles }) => tiles)) {
    const columns = visitedColumns(layer);
    for (const { pointers } of layer.slices) {
      let held = -1;
      for (const column of columns) {
        const begin = pointers[column]!;
        const end = pointers[column + 1]!;
        if (begin === end) continue;
        const first = Math.floor(begin / entriesPerRow);
        const last = Math.floor((end - 1) / entriesPerRow);
        reads += last - first + (first === held ? 0 : 1);
        if (keeping === "row register") held = last;
      }
    }
  }
  return reads;
}
