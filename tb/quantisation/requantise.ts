import { quantisationFail } from "./errors.ts";
import { largestCode } from "./symmetric.ts";

/** A factor as hardware multiplies by it: multiplier · 2^−shift, with a multiplier of 31 bits, the highest of them one, or 0. */
export interface FixedPointFactor {
  readonly multiplier: number;
  readonly shift: number;
}

/** What brings every accumulator to 0. */
export const zeroFactor: FixedPointFactor = { multiplier: 0, shift: 0 };

/**
 * The nearest factor that a 31-bit multiplier and a shift of 0…62 express, to one part in 2^31. A ratio below 2^−32 brings no 32-bit
 * accumulator beyond a half, which rounds to 0, and so is 0.
 *
 * @throws E-QUANT-RATIO
 */
export function fixedPointFactor(ratio: number): FixedPointFactor {
  if (!(ratio >= 0 && ratio < 2 ** 31)) return quantisationFail("E-QUANT-RATIO", { ratio });
  if (ratio < 2 ** -32) return zeroFactor;
  // Next to a power of two the logarithm may round to it; the multiplier then rounds with it, to the same factor.
  const exponent = Math.floor(Math.log2(ratio));
  const multiplier = Math.round(ratio * 2 ** (30 - exponent));
  // Rounded up to a power of two, it needs a bit less of shift.
  const factor =
    multiplier < 2 ** 31
      ? { multiplier, shift: 30 - exponent }
      : { multiplier: 2 ** 30, shift: 29 - exponent };
  return factor.shift < 0 ? quantisationFail("E-QUANT-RATIO", { ratio }) : factor;
}

/**
 * A 32-bit accumulator as a code of the next layer: times the factor, rounded half to even, clipped. Whole numbers throughout, so that
 * it is what a datapath of 63 bits does.
 *
 * @throws E-QUANT-BITS
 */
export function requantise(accumulator: number, { multiplier, shift }: FixedPointFactor, bits = 8): number {
  const product = BigInt(accumulator) * BigInt(multiplier);
  const largest = largestCode(bits);
  return Math.min(largest, Math.max(-largest, Number(shiftHalfEven(product, shift))));
}

function shiftHalfEven(value: bigint, shift: number): bigint {
  if (shift === 0) return value;
  const places = BigInt(shift);
  const floor = value >> places;
  const rest = value - (floor << places);
  const half = 1n << (places - 1n);
  return rest > half || (rest === half && (floor & 1n) === 1n) ? floor + 1n : floor;
}
