import { quantisationFail } from "./errors.ts";
import { roundHalfEven } from "./round-half-even.ts";

/** Codes of one scale: value ≈ scale · code, codes of ±(2^(bits−1) − 1), so that zero is a code and the range has no longer side. */
export interface Symmetric {
  readonly bits: number;
  readonly scale: number;
  readonly codes: readonly number[];
}

/**
 * The largest code: 127 for 8 bits. −128 is left unused, as is usual for symmetric ranges.
 *
 * @throws E-QUANT-BITS
 */
export function largestCode(bits: number): number {
  if (!Number.isInteger(bits) || bits < 2 || bits > 16) return quantisationFail("E-QUANT-BITS", { bits });
  return 2 ** (bits - 1) - 1;
}

/** The least scale that values get: below it, doubles lose their digits, and half a step would bound nothing. */
export const leastScale = 2 ** -1000;

/**
 * The scale with which the largest magnitude gets the largest code, so that nothing saturates; 1 for values that are all zero, and
 * never below `leastScale`.
 *
 * @throws E-QUANT-BITS, E-QUANT-VALUE
 */
export function scaleOf(values: readonly number[], bits: number): number {
  let largest = 0;
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) quantisationFail("E-QUANT-VALUE", { index, value });
    largest = Math.max(largest, Math.abs(value));
  });
  return largest === 0 ? 1 : Math.max(largest / largestCode(bits), leastScale);
}

/**
 * The code of a value: divided, rounded half to even, then clipped, in this order.
 *
 * |value − scale · code| ≤ scale / 2 for values up to scale · largestCode; beyond, the code is the largest.
 */
export function quantise(value: number, scale: number, bits: number): number {
  const largest = largestCode(bits);
  return Math.min(largest, Math.max(-largest, roundHalfEven(value / scale)));
}

/**
 * A tensor with one scale: activations, and weights where one is enough. Without a scale, that of the values.
 *
 * @throws E-QUANT-BITS, E-QUANT-SCALE, E-QUANT-VALUE
 */
export function quantiseTensor(
  values: readonly number[],
  bits: number,
  scale = scaleOf(values, bits),
): Symmetric {
  checkScale(scale);
  const codes = values.map((value, index) =>
    Number.isFinite(value)
      ? quantise(value, scale, bits)
      : quantisationFail("E-QUANT-VALUE", { index, value }),
  );
  return { bits, scale, codes };
}

/** The values that codes stand for. */
export function dequantise({ scale, codes }: Symmetric): readonly number[] {
  return codes.map((code) => scale * code);
}

/** @throws E-QUANT-SCALE */
export function checkScale(scale: number): void {
  if (!Number.isFinite(scale) || scale <= 0) quantisationFail("E-QUANT-SCALE", { scale });
}
