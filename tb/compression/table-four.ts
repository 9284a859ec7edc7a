import { pruneToDensity } from "./prune.ts";
import { tableFour, type TableFourRow } from "./published.ts";
import { normalWeights } from "./random-weights.ts";
import { encodeRelative } from "./relative-index.ts";
import { measureStorage, type Storage } from "./storage.ts";
import { shareWeights } from "./weight-sharing.ts";

/** Weights of a layer that are compressed: larger layers by a sample, whose bits a weight are the whole layer's. */
export const SAMPLE = 1_000_000;

export interface CompressedRow {
  readonly published: TableFourRow;
  readonly ours: Storage;
}

/** Compresses random layers of the shapes of Table 4: normal weights, pruned by magnitude to the printed share, shared, indexed, coded. */
export function compressTableFour(seed: number): readonly CompressedRow[] {
  return tableFour.map((published, i) => {
    const count = Math.min(published.weights, SAMPLE);
    const pruned = pruneToDensity(normalWeights(count, seed + i), published.keptPercent / 100);
    const { codes } = shareWeights(pruned, 2 ** published.weightBits - 1);
    const ours = measureStorage(encodeRelative(codes, published.indexBits), published.weightBits);
    return { published, ours: scaled(ours, published) };
  });
}

/** The codebook of a sample counts once for the whole layer. */
function scaled(ours: Storage, { weights }: TableFourRow): Storage {
  if (ours.weights === weights) return ours;
  const codebook = (2 ** ours.weightBits * 32) / 32;
  const saved = codebook / ours.weights - codebook / weights;
  return { ...ours, weights, rate: ours.rate - saved, rateHuffman: ours.rateHuffman - saved };
}

/** Size of all layers as a share of the dense network. */
export function totalRate(rows: readonly CompressedRow[], rate: "rate" | "rateHuffman"): number {
  const dense = rows.reduce((sum, { ours }) => sum + ours.weights, 0);
  return rows.reduce((sum, { ours }) => sum + ours.weights * ours[rate], 0) / dense;
}
