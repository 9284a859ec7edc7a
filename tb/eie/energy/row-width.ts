import { cactiSramCost, type OperationCost, tableSramCost } from "../../../sim/estimate/index.ts";
import { publishedEnergyMachine } from "./units.ts";

/** Where the energy of a row comes from: the rule of the 45 nm table, or CACTI, which the paper used too. */
export const rowModels = ["table", "cacti"] as const;
export type RowModel = (typeof rowModels)[number];

/** Energy of a read of the 128 KB matrix SRAM with rows of a width. */
export function matrixReadEnergy(widthBits: number, model: RowModel = "cacti"): OperationCost {
  const cost = model === "cacti" ? cactiSramCost : tableSramCost;
  return cost(publishedEnergyMachine.matrixBytes, widthBits);
}

/** Reads of the matrix SRAMs in a run, all PEs, at a width of the row. */
export interface RowWidthReads {
  readonly layer: string;
  /** Bits of a row. */
  readonly rowWidth: number;
  readonly matrixReads: number;
}

/** Figure 9's right side: a layer's energy by the width of the row. */
export interface RowWidthEnergy {
  readonly layer: string;
  readonly points: readonly {
    readonly rowWidth: number;
    readonly matrixReads: number;
    readonly nanojoules: number;
  }[];
  /** Width of the least energy. */
  readonly best: number;
}

/** Reads times energy a read, a line a layer in the order of their first appearance. */
export function rowWidthEnergies(
  reads: readonly RowWidthReads[],
  model: RowModel = "cacti",
): readonly RowWidthEnergy[] {
  return [...new Set(reads.map(({ layer }) => layer))].map((layer) => {
    const points = reads
      .filter((point) => point.layer === layer)
      .map(({ rowWidth, matrixReads }) => ({
        rowWidth,
        matrixReads,
        nanojoules: (matrixReads * matrixReadEnergy(rowWidth, model).picojoules) / 1000,
      }));
    const best = points.reduce((least, point) => (point.nanojoules < least.nanojoules ? point : least));
    return { layer, points, best: best.rowWidth };
  });
}
