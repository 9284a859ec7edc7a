import { floatFacts, type FloatType } from "../../describe/index.ts";
import type { Reals } from "../ir.ts";

/*
 * Which results of float operators JavaScript computes rightly.
 *
 * A method computes with doubles: the exact result x of one operator is first rounded to 53 bits, and then, by an assignment or a type
 * call, to a format T of p ≤ 24 bits. A circuit rounds x to T at once. The two agree unless the double is a tie of T (it lies in the middle
 * between two numbers of T) and x itself is not. So:
 *
 * - Exact. If x is a double, there is only one rounding. A product of a and b bits has a + b; a sum of multiples of 2^low that stays below
 *   2^high has high − low. Results of this kind may be operands of the next operator (SEMANTICS 2: bf16·bf16 in one fp32 addition).
 *
 * - Sums and differences x + y with |x| ≥ |y| that are not exact. Let both have at most p bits, and one of them be a multiple of T's least step.
 *   The sum does not fit 53 bits, so |y| < 2^(e + 1 − 52 + p), where e is x's exponent. Ties of T around x are no nearer to it than
 *   2^(e − p − 1) if x is a normal number of T (or beyond it, where both roundings overflow). With 2p ≤ 48, |y| is less than half of that:
 *   neither x + y nor its double reaches a tie. If x is below T's normal numbers, the one operand that is a multiple of T's step is y, whose
 *   bits and x's then span less than 53, and the sum is exact; or it is x, from which ties are half a step away, again more than |y|.
 *
 * - Quotients x / y of at most 52 and 27 bits. Were x / y near a tie m, which has at most p + 1 bits, then x − m · y would not be 0, and it is a whole
 *   number of the last places of x or of m · y. So |x / y − m| ≥ |m| · 2^-(p + 1 + 27) ≥ |m| · 2^-52, twice what rounding to a double can move it.
 *
 * T's exponents end far within those of doubles (at most 10 bits of exponent), so that a double overflows, or is subnormal itself, only where
 * T has long overflowed, or rounds to 0. Flushing comes after rounding, so it changes nothing.
 */

/** Doubles hold so many bits. */
const DOUBLE = { bits: 53, least: -1074, top: 1024 } as const;

/** Significant bits of the widest formats. */
const WIDEST = 24;

/** Everything that a format holds. */
export function realsOf(format: FloatType): Reals {
  const { precision, step, top } = floatFacts(format);
  return { exact: true, bits: precision, low: step, high: top };
}

/** 0, and what all formats have: infinities and NaN. */
const noReals: Reals = { exact: true, bits: 0, low: DOUBLE.top, high: DOUBLE.least };

/** What holds one number and no more. */
export function realsOfConstant(value: number): Reals {
  if (value === 0 || !Number.isFinite(value)) return noReals;
  let whole = Math.abs(value);
  let low = 0;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    low -= 1;
  }
  while (whole % 2 === 0) {
    whole /= 2;
    low += 1;
  }
  const bits = bitLength(whole);
  return { exact: true, bits, low, high: low + bits };
}

/** Whole numbers of at most this size. */
export function realsOfWhole(most: number | bigint, fraction = 0): Reals {
  const bits = typeof most === "bigint" ? most.toString(2).length : bitLength(most);
  return { exact: true, bits, low: -fraction, high: bits - fraction };
}

function bitLength(size: number): number {
  let bits = 0;
  for (let top = 1; top <= size; top *= 2) bits += 1;
  return bits;
}

export function isConstantTooFine({ bits }: Reals): boolean {
  return bits > WIDEST;
}

/** Whether some format rounds the double as it would round the exact result. */
export function isEverRight({ exact, bits }: Reals): boolean {
  return exact || bits <= WIDEST;
}

/** Whether a format holds them all. */
export function holdsReals(format: FloatType, reals: Reals): boolean {
  if (!reals.exact) return false;
  const { precision, step, least, top } = floatFacts(format);
  return reals.bits <= precision && reals.low >= (format.flush ? least : step) && reals.high <= top;
}

/** Whether rounding the double gives what rounding the exact result gives. */
export function roundsOnce(format: FloatType, reals: Reals): boolean {
  if (reals.exact) return true;
  const { precision, step } = floatFacts(format);
  return reals.bits <= precision && step <= reals.low;
}

export function joinReals(a: Reals, b: Reals): Reals {
  if (a.exact && !b.exact) return b;
  if (b.exact && !a.exact) return a;
  return {
    exact: a.exact,
    bits: Math.max(a.bits, b.bits),
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  };
}

/** A result that no format rounds rightly. */
const never: Reals = { exact: false, bits: Infinity, low: -Infinity, high: DOUBLE.top };
/** A result that every format rounds rightly. */
export const anyReals: Reals = { exact: false, bits: 0, low: Infinity, high: DOUBLE.top };

function ifDouble(reals: Reals, otherwise: Reals): Reals {
  const fits = reals.bits <= DOUBLE.bits && reals.low >= DOUBLE.least && reals.high <= DOUBLE.top;
  return fits ? reals : otherwise;
}

export function productReals(a: Reals, b: Reals): Reals {
  return ifDouble({ exact: true, bits: a.bits + b.bits, low: a.low + b.low, high: a.high + b.high }, never);
}

export function sumReals(a: Reals, b: Reals): Reals {
  if (a.bits === 0) return b;
  if (b.bits === 0) return a;
  const low = Math.min(a.low, b.low);
  const high = Math.max(a.high, b.high) + 1;
  const rounded = { exact: false, bits: Math.max(a.bits, b.bits), low: Math.max(a.low, b.low), high };
  return ifDouble({ exact: true, bits: high - low, low, high }, rounded);
}

export function quotientReals(a: Reals, b: Reals): Reals {
  // A constant power of two only moves the point.
  if (b.bits === 1 && b.high - b.low === 1)
    return ifDouble({ ...a, low: a.low - b.low, high: a.high - b.low }, never);
  return a.bits <= 52 && b.bits <= 27 ? anyReals : never;
}

/** The whole part, by any of the ways to it: of a number with a fraction it is no greater than 2^bits. */
export function wholeReals(reals: Reals): Reals {
  const high = reals.low >= 0 || reals.high > reals.bits ? reals.high : Math.max(reals.high, 0) + 1;
  return { exact: true, bits: Math.max(reals.bits, 1), low: Math.max(reals.low, 0), high };
}
