import { compressionFail } from "./errors.ts";
import { checkWeights } from "./prune.ts";

/** Where the centroids begin (Deep Compression, section 3.2): evenly over the range, or over the weights in their order. */
export type Initialisation = "linear" | "density";

/** Weights that share few values. */
export interface SharedWeights {
  /** Word 0 is 0, for what was pruned and for padding; the shared values follow, rising. */
  readonly codebook: Float64Array;
  /** A code a weight; 0 where the weight is 0. */
  readonly codes: Uint32Array;
  /** Rounds until no weight changed its cluster. */
  readonly rounds: number;
}

/**
 * k-means over the weights that are not 0 (Deep Compression, section 3): Lloyd's rounds until nothing changes.
 *
 * On a line clusters are intervals, so a round costs a search for each border in the sorted weights, and sums by prefix: all rounds
 * together take less than the sort. A cluster that loses all weights keeps its centroid. Equal distance goes to the smaller
 * centroid. Centroids are means in double precision.
 *
 * @param clusters shared values; with the reserved 0 that is one less than the codebook has
 * @throws E-DC-CLUSTERS, E-DC-WEIGHT
 */
export function shareWeights(
  weights: Float32Array,
  clusters: number,
  initialisation: Initialisation = "linear",
): SharedWeights {
  if (!(Number.isInteger(clusters) && clusters >= 1 && clusters <= 65536))
    compressionFail("E-DC-CLUSTERS", { clusters });
  checkWeights(weights);
  const sorted = weights.filter((weight) => weight !== 0).sort();
  const prefix = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i += 1) prefix[i + 1] = prefix[i]! + sorted[i]!;
  let centroids = initialCentroids(sorted, clusters, initialisation);
  let borders = bordersOf(sorted, centroids);
  let rounds = 0;
  for (let moves = sorted.length > 0; moves; rounds += 1) {
    centroids = centroids.map((centroid, k) => {
      const [begin, end] = [borders[k]!, borders[k + 1]!];
      if (end === begin) return centroid;
      // A difference of prefix sums may leave the range of what was summed, by rounding.
      const mean = (prefix[end]! - prefix[begin]!) / (end - begin);
      return Math.min(Math.max(mean, sorted[begin]!), sorted[end - 1]!);
    });
    const next = bordersOf(sorted, centroids);
    moves = next.some((border, k) => border !== borders[k]);
    borders = next;
  }
  const middles = Float64Array.from(
    { length: clusters - 1 },
    (_, k) => (centroids[k]! + centroids[k + 1]!) / 2,
  );
  const codes = Uint32Array.from(weights, (weight) => (weight === 0 ? 0 : 1 + countBelow(middles, weight)));
  return { codebook: Float64Array.of(0, ...centroids), codes, rounds };
}

/** What a codebook makes of its codes. */
export function expand({ codebook, codes }: Pick<SharedWeights, "codebook" | "codes">): Float32Array {
  return Float32Array.from(codes, (code) => codebook[code]!);
}

function initialCentroids(
  sorted: Float32Array,
  clusters: number,
  initialisation: Initialisation,
): Float64Array {
  const least = sorted[0] ?? 0;
  const most = sorted.at(-1) ?? 0;
  return Float64Array.from({ length: clusters }, (_, k) => {
    if (initialisation === "density") return sorted[Math.floor(((k + 0.5) * sorted.length) / clusters)] ?? 0;
    return clusters === 1 ? (least + most) / 2 : least + ((most - least) * k) / (clusters - 1);
  });
}

/** Cluster k has the sorted weights from border k to before border k + 1. */
function bordersOf(sorted: Float32Array, centroids: Float64Array): readonly number[] {
  const inner = Array.from({ length: centroids.length - 1 }, (_, k) =>
    upperBound(sorted, (centroids[k]! + centroids[k + 1]!) / 2),
  );
  return [0, ...inner, sorted.length];
}

/** How many sorted values are at most `limit`. */
function upperBound(sorted: Float32Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many sorted values are less than `value`. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How much sharing alone saves (Deep Compression, section 3, equation 1): n weights of b bits, against n indices of log2(k) bits and k shared weights.
 * 16 weights of 32 bits that share 4 values: 3.2.
 */
export function sharingRate(weights: number, clusters: number, bits: number): number {
  return (weights * bits) / (weights * Math.log2(clusters) + clusters * bits);
}
