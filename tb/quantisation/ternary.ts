import { quantisationFail } from "./errors.ts";
import { checkScale } from "./symmetric.ts";

/** Weights of −negative, 0 and +positive: codes −1, 0, 1 and two scales (Zhu et al., Trained Ternary Quantization, ICLR 2017). */
export interface Ternary {
  readonly positive: number;
  readonly negative: number;
  readonly codes: readonly number[];
}

/** The two scales, where training has found them. */
export type TernaryScales = Pick<Ternary, "positive" | "negative">;

/**
 * Weights as codes: beyond `threshold` times the largest magnitude 1 or −1, else 0; the paper takes 0.05 for all layers.
 *
 * The paper trains the two scales. Without them, each is the mean magnitude of its weights, which has the least squared error for these
 * codes; 1 if it has none.
 *
 * @throws E-QUANT-THRESHOLD, E-QUANT-SCALE, E-QUANT-VALUE
 */
export function ternarise(weights: readonly number[], threshold = 0.05, scales?: TernaryScales): Ternary {
  if (!(threshold >= 0 && threshold < 1)) quantisationFail("E-QUANT-THRESHOLD", { threshold });
  let largest = 0;
  weights.forEach((value, index) => {
    if (!Number.isFinite(value)) quantisationFail("E-QUANT-VALUE", { index, value });
    largest = Math.max(largest, Math.abs(value));
  });
  const codes = weights.map((weight) => (Math.abs(weight) > threshold * largest ? Math.sign(weight) : 0));
  const { positive, negative } = scales ?? {
    positive: meanMagnitude(weights, codes, 1),
    negative: meanMagnitude(weights, codes, -1),
  };
  checkScale(positive);
  checkScale(negative);
  return { positive, negative, codes };
}

/** The weights that codes stand for. */
export function dequantiseTernary({ positive, negative, codes }: Ternary): readonly number[] {
  return codes.map((code) => (code === 0 ? 0 : code > 0 ? positive : -negative));
}

function meanMagnitude(weights: readonly number[], codes: readonly number[], code: number): number {
  const chosen = weights.filter((_, i) => codes[i] === code);
  // Divided first, so that the sum of huge weights stays finite.
  return chosen.length === 0 ? 1 : chosen.reduce((sum, weight) => sum + Math.abs(weight) / chosen.length, 0);
}
