import { compressionFail } from "./errors.ts";

/** Weights of smaller magnitude than `threshold` become 0 (Deep Compression, section 2). */
export function pruneBelow(weights: Float32Array, threshold: number): Float32Array {
  checkWeights(weights);
  return weights.map((weight) => (Math.abs(weight) < threshold ? 0 : weight));
}

/**
 * The round(n · density) weights of largest magnitude stay, the others become 0. Of equal magnitudes at the border the first ones stay. Weights that
 * are 0 already count as pruned.
 *
 * @throws E-DC-DENSITY, E-DC-WEIGHT
 */
export function pruneToDensity(weights: Float32Array, density: number): Float32Array {
  if (!(density >= 0 && density <= 1)) compressionFail("E-DC-DENSITY", { density });
  checkWeights(weights);
  const kept = Math.round(weights.length * density);
  if (kept === 0) return new Float32Array(weights.length);
  const magnitudes = weights.map(Math.abs).sort();
  const border = magnitudes[weights.length - kept]!;
  let atBorder = kept;
  for (let i = weights.length - 1; i >= 0 && magnitudes[i]! > border; i -= 1) atBorder -= 1;
  return weights.map((weight) => {
    const magnitude = Math.abs(weight);
    if (magnitude > border) return weight;
    if (magnitude < border || atBorder === 0) return 0;
    atBorder -= 1;
    return weight;
  });
}

/** @throws E-DC-WEIGHT */
export function checkWeights(weights: Float32Array): void {
  for (let index = 0; index < weights.length; index += 1)
    if (!Number.isFinite(weights[index])) compressionFail("E-DC-WEIGHT", { index, value: weights[index]! });
}
