import { intrinsic } from "./intrinsic.ts";
import { roundedExactly } from "./types/exact-rounding.ts";
import { roundResidue } from "./types/float-rounding.ts";
import type { FloatType } from "./types/type.ts";

/** The real number of an integer, for float arithmetic. With a type, rounded to it, once, whatever the integer's width. */
export const toFloat = intrinsic("toFloat", (value: number | bigint, type?: FloatType): number => {
  if (!type) return Number(value) + 0;
  return typeof value === "bigint" ? roundedExactly(type, value, 0) : type(value + 0);
});

/** a · b + c with one rounding, to `type`: nothing is lost between the product and the sum. */
export const fma = intrinsic("fma", (a: number, b: number, c: number, type: FloatType): number => {
  // Two numbers of at most 24 bits have a product of at most 48, which a double holds.
  if (Math.fround(a) === a && Math.fround(b) === b) {
    const product = a * b;
    const total = product + c;
    if (Math.abs(total) < 2 ** 1000) return roundResidue(type, total, lostBySum(product, c, total));
  }
  return roundedExactly(type, ...productAndSum(a, b, c), a * b + c);
});

/**
 * The terms added from left to right, in the format `type`: the first is rounded to it, and so is each sum of what there is and the
 * next term, once, whatever the terms' own formats.
 */
export const sum = intrinsic("sum", (terms: readonly number[], type: FloatType): number => {
  const [first = 0, ...others] = terms;
  return others.reduce((total, term) => fma(total, 1, term, type), type(first));
});

/** What rounding to a double took from a + b, exactly (Knuth's TwoSum; no overflow). */
function lostBySum(a: number, b: number, total: number): number {
  const bPart = total - a;
  return a - (total - bPart) + (b - bPart);
}

/** a · b + c as a whole number and a power of two; 0 where there is no such number. */
function productAndSum(a: number, b: number, c: number): readonly [bigint, number] {
  if (!Number.isFinite(a) || !Number.isFinite(b) || !Number.isFinite(c)) return [0n, 0];
  const [x, y, z] = [apart(a), apart(b), apart(c)];
  const product = { whole: x.whole * y.whole, power: x.power + y.power };
  const power = Math.min(product.power, z.power);
  return [(product.whole << BigInt(product.power - power)) + (z.whole << BigInt(z.power - power)), power];
}

/** A finite double as whole · 2^power. */
function apart(value: number): { readonly whole: bigint; readonly power: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const exponent = (view.getUint32(0) >>> 20) & 0x7ff;
  const fraction = view.getBigUint64(0) & 0xfffffffffffffn;
  const size = exponent === 0 ? fraction : fraction | (1n << 52n);
  return { whole: value < 0 ? -size : size, power: Math.max(exponent, 1) - 1075 };
}
