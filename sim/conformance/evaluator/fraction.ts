import type { FloatType } from "../../describe/index.ts";

/** A real number that no double has to hold: the exact result of one operator. Never 0; `bottom` is positive. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** A real as the evaluator has it: a double where one holds it (and for ±0, infinities and NaN), else a fraction. */
export type Real = number | Fraction;

/** A finite double as a fraction. */
export function exactly(value: number): Fraction {
  let bottom = 1n;
  let scaled = value;
  // Doubling is exact, so this ends with the number itself, 1074 steps at most.
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    bottom *= 2n;
  }
  return { top: BigInt(scaled), bottom };
}

/** `+ − × ÷` without rounding. */
export function combine(name: "add" | "sub" | "mul" | "div", a: Real, b: Real): Real {
  const x = typeof a === "number" ? a : undefined;
  const y = typeof b === "number" ? b : undefined;
  const isSpecial = (value: number | undefined) =>
    value !== undefined && (value === 0 || !Number.isFinite(value));
  // With 0, an infinity or NaN, JavaScript's result is exact, or it is the other operand.
  if (isSpecial(x) || isSpecial(y)) {
    if (x === undefined || y === undefined)
      throw new Error("evaluator: an unrounded number beside a special one");
    return native(name, x, y);
  }
  const p = x === undefined ? (a as Fraction) : exactly(x);
  const q = y === undefined ? (b as Fraction) : exactly(y);
  const exact = fractionOf(name, p, q);
  // Numbers that cancel give the 0 that JavaScript gives.
  if (exact.top === 0n) return 0;
  return asReal(exact);
}

function native(name: "add" | "sub" | "mul" | "div", a: number, b: number): number {
  switch (name) {
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return a * b;
    case "div":
      return a / b;
  }
}

function fractionOf(name: "add" | "sub" | "mul" | "div", a: Fraction, b: Fraction): Fraction {
  switch (name) {
    case "add":
      return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
    case "sub":
      return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
    case "mul":
      return { top: a.top * b.top, bottom: a.bottom * b.bottom };
    case "div": {
      const top = a.top * b.bottom;
      const bottom = a.bottom * b.top;
      return bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
    }
  }
}

/** A double if one holds the fraction. */
function asReal(exact: Fraction): Real {
  const { top, bottom } = reduced(exact);
  // A power of two below, and 53 bits above: then both are doubles and so is their quotient, unless it is too small or too large.
  if ((bottom & (bottom - 1n)) !== 0n || bottom > 2n ** 1000n) return { top, bottom };
  let odd = top < 0n ? -top : top;
  while ((odd & 1n) === 0n) odd >>= 1n;
  const size = (top < 0n ? -top : top) / bottom;
  return odd < 2n ** 53n && size < 2n ** 1000n ? Number(top) / Number(bottom) : { top, bottom };
}

function reduced({ top, bottom }: Fraction): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b > 0n) [a, b] = [b, a % b];
  return { top: top / a, bottom: bottom / a };
}

/** To nearest, ties to even: in integers, from the definition of the format. */
export function roundToFormat(format: FloatType, value: Real): number {
  if (typeof value === "number" && (value === 0 || !Number.isFinite(value))) return value;
  const { top, bottom } = typeof value === "number" ? exactly(value) : value;
  const size = top < 0n ? -top : top;
  const sign = top < 0n ? -1 : 1;
  const most = 2n ** BigInt(format.exponent - 1) - 1n;
  const least = 1n - most;
  let exponent = least;
  while (exponent <= most && below(2n, exponent + 1n, size, bottom)) exponent += 1n;
  // The distance of the numbers of this exponent is 2^step.
  const step = exponent - BigInt(format.mantissa);
  const [n, d] = step >= 0n ? [size, bottom * 2n ** step] : [size * 2n ** -step, bottom];
  const floor = n / d;
  const rest = 2n * (n - floor * d);
  const up = rest > d || (rest === d && (floor & 1n) === 1n);
  const whole = up ? floor + 1n : floor;
  const isNormal = whole >= 2n ** BigInt(format.mantissa);
  if (whole === 0n || (format.flush && !isNormal)) return sign * 0;
  const rounded = step >= 0n ? Number(whole * 2n ** step) : Number(whole) / 2 ** Number(-step);
  return rounded >= 2 ** (Number(most) + 1) ? sign * Infinity : sign * rounded;
}

/** base^power ≤ top / bottom. */
function below(base: bigint, power: bigint, top: bigint, bottom: bigint): boolean {
  return power >= 0n ? base ** power * bottom <= top : bottom <= top * base ** -power;
}
