import type { FloatType } from "../../describe/index.ts";
import type { ValueType } from "../../lower/ir.ts";
import { combine, type Real } from "./fraction.ts";
import { internalError } from "./value.ts";

/** left · right + addend, not rounded. */
export function multiplyAdd(left: number, right: number, addend: number): Real {
  if ([left, right, addend].some((value) => !Number.isFinite(value))) return left * right + addend;
  const product = combine("mul", left, right);
  // A product of 0 has a sign that the sum needs; any other is a fraction or a double.
  if (typeof product === "number" && (product === 0 || addend === 0)) return product + addend;
  return addend === 0 ? product : combine("add", product, addend);
}

/** The fraction bits of a grid; integers have none. */
export function fractionBits(type: ValueType): number {
  if (type.kind === "fixed") return type.fraction;
  return type.kind === "integer" ? 0 : internalError(`rescale of ${type.kind}`);
}

/** value · 2^-from as a multiple of 2^-to. */
export function rescaled(
  value: bigint,
  from: number,
  to: number,
  by: "floor" | "trunc" | "halfUp" | "even",
): bigint {
  if (to >= from) return value * 2n ** BigInt(to - from);
  const one = 2n ** BigInt(from - to);
  const floor = value >> BigInt(from - to);
  const rest = 2n * (value - floor * one);
  switch (by) {
    case "floor":
      return floor;
    case "trunc":
      return value / one;
    case "halfUp":
      return rest >= one ? floor + 1n : floor;
    case "even":
      return rest > one || (rest === one && floor % 2n !== 0n) ? floor + 1n : floor;
  }
}

/** The bits of a number of a format. */
export function encoded(format: FloatType, value: number): bigint {
  const mantissa = BigInt(format.mantissa);
  const field = 2n ** BigInt(format.exponent) - 1n;
  const infinity = field << mantissa;
  if (Number.isNaN(value)) return infinity | (1n << (mantissa - 1n));
  const sign = value < 0 || Object.is(value, -0) ? 1n << BigInt(format.width - 1) : 0n;
  if (!Number.isFinite(value)) return sign | infinity;
  if (value === 0) return sign;
  // Numbers of one sign are ordered as their bits are: the pattern is found by halving.
  let [low, high] = [0n, infinity - 1n];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (decoded(format, middle) <= Math.abs(value)) low = middle;
    else high = middle - 1n;
  }
  return decoded(format, low) === Math.abs(value) ? sign | low : internalError(`${value} has no bits`);
}

/** The number that has these bits. */
export function decoded(format: FloatType, pattern: bigint): number {
  const mantissa = BigInt(format.mantissa);
  const sign = pattern >> BigInt(format.width - 1) === 1n ? -1 : 1;
  const field = Number(BigInt.asUintN(format.exponent, pattern >> mantissa));
  const fraction = Number(BigInt.asUintN(format.mantissa, pattern)) / 2 ** format.mantissa;
  const bias = 2 ** (format.exponent - 1) - 1;
  if (field === 2 ** format.exponent - 1) return fraction === 0 ? sign * Infinity : NaN;
  if (field === 0) return format.flush ? sign * 0 : sign * fraction * 2 ** (1 - bias);
  return sign * (1 + fraction) * 2 ** (field - bias);
}
