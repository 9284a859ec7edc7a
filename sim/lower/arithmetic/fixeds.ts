import type { BinaryName, Expression, ValueType } from "../ir.ts";
import type { FixedType } from "../../describe/index.ts";
import {
  booleanType,
  fixedType,
  type FixedRange,
  floatConstant,
  integerType,
  MAX_SAFE,
  realType,
} from "../value-type.ts";
import { floatArithmetic, floatWhole, realsIn } from "./floats.ts";
import { asInteger } from "./integers.ts";
import { realsOfConstant } from "./reals.ts";
import type { Reporter } from "./reporter.ts";

/*
 * A fixed-point number is a multiple of 2^-fraction. In the methods it is a double, which is exact as long as the multiple stays within
 * ±(2^53 − 1): that is what the bounds prove. In the IR it is that multiple, an integer.
 */

function rangeOf(expr: Expression): FixedRange {
  return expr.type as FixedRange;
}

function bounded(
  make: (type: FixedRange) => Expression,
  { fraction, low, high }: { fraction: number; low: number; high: number },
  what: string,
  at: Reporter,
): Expression {
  if (low >= -MAX_SAFE && high <= MAX_SAFE && fraction <= 1022) return make(fixedType(fraction, low, high));
  at.report("E-RANGE", { what: `${what}, in steps of 2^-${fraction},`, low, high });
  return make(fixedType(fraction, Math.max(low, -MAX_SAFE), Math.min(high, MAX_SAFE)));
}

/** An integer, a boolean, a constant or a fixed-point number as one of these; undefined for anything else. */
export function asFixed(expr: Expression): Expression | undefined {
  const { type } = expr;
  if (type.kind === "fixed") return expr;
  if (type.kind === "boolean") return asFixed(asInteger(expr));
  if (type.kind === "integer" && expr.op !== "const")
    return { op: "rescale", type: fixedType(0, type.low, type.high), arg: expr, by: "floor" };
  return asFixedConstants(expr);
}

function asFixedConstants(expr: Expression): Expression | undefined {
  if (expr.op === "const") {
    if (typeof expr.value !== "number" || !Number.isFinite(expr.value)) return undefined;
    const fraction = Math.max(0, -realsOfConstant(expr.value).low);
    const value = expr.value * 2 ** fraction + 0;
    return Math.abs(value) <= MAX_SAFE
      ? { op: "const", type: fixedType(fraction, value, value), value }
      : undefined;
  }
  if (expr.op === "cond") {
    const then = asFixedConstants(expr.then);
    const otherwise = asFixedConstants(expr.else);
    if (!then || !otherwise) return undefined;
    const [a, b] = aligned(then, otherwise);
    if (!isSafe(a) || !isSafe(b)) return undefined;
    return { ...expr, then: a, else: b, type: joined(a.type, b.type) };
  }
  if (expr.op === "table" && expr.type.kind === "float") {
    const values = expr.values.map((value) => asFixedConstants(value));
    const fraction = Math.max(...values.map((value) => (value ? rangeOf(value).fraction : Infinity)));
    if (!Number.isFinite(fraction)) return undefined;
    const scaled = values.map((value) => {
      const exact = (value as { value: number }).value * 2 ** (fraction - rangeOf(value!).fraction);
      return { op: "const" as const, type: fixedType(fraction, exact, exact), value: exact };
    });
    if (!scaled.every(isSafe)) return undefined;
    return { ...expr, values: scaled, type: scaled.map((value): ValueType => value.type).reduce(joined) };
  }
  return undefined;
}

function joined(a: ValueType, b: ValueType): ValueType {
  const [x, y] = [a as FixedRange, b as FixedRange];
  return fixedType(x.fraction, Math.min(x.low, y.low), Math.max(x.high, y.high));
}

/** The same number in steps of 2^-fraction, which are no coarser than its own. */
export function refined(expr: Expression, fraction: number): Expression {
  const type = rangeOf(expr);
  if (type.fraction === fraction) return expr;
  const scale = 2 ** (fraction - type.fraction);
  const to = fixedType(fraction, type.low * scale, type.high * scale);
  if (expr.op === "const") return { op: "const", type: to, value: (expr.value as number) * scale };
  return { op: "rescale", type: to, arg: expr, by: "floor" };
}

/** Whether a number holds every value: finer steps make larger multiples. */
export function isSafe(expr: Expression): boolean {
  const { low, high } = rangeOf(expr);
  return low >= -MAX_SAFE && high <= MAX_SAFE;
}

function refuseUnsafe(expr: Expression, at: Reporter): void {
  const { fraction, low, high } = rangeOf(expr);
  if (!isSafe(expr)) at.report("E-RANGE", { what: `an operand, in steps of 2^-${fraction},`, low, high });
}

/** Both in the finer of their steps. */
export function aligned(a: Expression, b: Expression): readonly [Expression, Expression] {
  const fraction = Math.max(rangeOf(a).fraction, rangeOf(b).fraction);
  return [refined(a, fraction), refined(b, fraction)];
}

/** Both in the finer of their steps, whose bounds a number must still hold. */
function alignedSafely(a: Expression, b: Expression, at: Reporter): readonly [Expression, Expression] {
  const both = aligned(a, b);
  for (const one of both) refuseUnsafe(one, at);
  return both;
}

/** `+ - *`, `/` by a constant power of two, `Math.min` and `Math.max`. */
export function fixedArithmetic(
  name: "add" | "sub" | "mul" | "div" | "min" | "max",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const make =
    (a: Expression, b: Expression) =>
    (type: FixedRange): Expression => ({
      op: "binary",
      name: name as BinaryName,
      type,
      left: a,
      right: b,
    });
  if (name === "div") return divided(left, right, at);
  if (name === "mul") {
    const [a, b] = [rangeOf(left), rangeOf(right)];
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
    const range = {
      fraction: a.fraction + b.fraction,
      low: Math.min(...corners),
      high: Math.max(...corners),
    };
    return bounded(make(left, right), range, "the product", at);
  }
  const [x, y] = alignedSafely(left, right, at);
  const [a, b] = [rangeOf(x), rangeOf(y)];
  const { fraction } = a;
  switch (name) {
    case "add":
      return bounded(make(x, y), { fraction, low: a.low + b.low, high: a.high + b.high }, "the sum", at);
    case "sub":
      return bounded(
        make(x, y),
        { fraction, low: a.low - b.high, high: a.high - b.low },
        "the difference",
        at,
      );
    default:
      return make(x, y)(fixedType(fraction, Math[name](a.low, b.low), Math[name](a.high, b.high)));
  }
}

/** Only the point moves: the integer that stands for the number is the same, of finer steps, or times a power of two. */
function divided(left: Expression, right: Expression, at: Reporter): Expression {
  const { fraction, low } = rangeOf(right);
  const power = Math.log2(Math.abs(low)) - fraction;
  if (right.op !== "const" || low === 0 || !Number.isInteger(power))
    return at.refuse("E-SUBSET", {
      what: "a division of fixed-point numbers",
      cure: "divide by a constant power of two, or multiply by the reciprocal",
    });
  return fixedArithmetic("mul", left, asFixed(floatConstant(Math.sign(low) * 2 ** -power))!, at);
}

export function fixedComparison(
  name: BinaryName,
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const [a, b] = alignedSafely(left, right, at);
  return { op: "binary", name, type: booleanType, left: a, right: b };
}

export function fixedUnary(name: "neg" | "abs", arg: Expression): Expression {
  const { fraction, low, high } = rangeOf(arg);
  const most = Math.max(Math.abs(low), Math.abs(high));
  const least = low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
  const type = name === "neg" ? fixedType(fraction, -high, -low) : fixedType(fraction, least, most);
  return { op: "unary", name, type, arg };
}

const roundings = {
  floor: Math.floor,
  trunc: Math.trunc,
  halfUp: Math.round,
  even: (value: number) =>
    value % 1 === 0.5 || value % 1 === -0.5 ? 2 * Math.round(value / 2) : Math.round(value),
} as const;

/** The number in steps of 2^-fraction, which may be coarser than its own. */
function stepped(arg: Expression, fraction: number, by: keyof typeof roundings): FixedRange {
  const from = rangeOf(arg);
  const scale = 2 ** (fraction - from.fraction);
  const round = roundings[by];
  return fixedType(fraction, round(from.low * scale), round(from.high * scale));
}

/** `Math.floor`, `Math.trunc` and `Math.round` of a fixed-point number: an integer. */
export function fixedToInteger(arg: Expression, by: "floor" | "trunc" | "halfUp"): Expression {
  const { low, high } = stepped(arg, 0, by);
  return { op: "rescale", type: integerType(low, high), arg, by };
}

function checked(expr: Expression, at: Reporter): Expression {
  refuseUnsafe(expr, at);
  return expr;
}

/** Cuts off what a coarser fraction has no bits for, as an assignment does; a finer one changes nothing. */
export function cutTo({ fraction }: FixedType, arg: Expression, at: Reporter): Expression {
  return rangeOf(arg).fraction <= fraction
    ? checked(refined(arg, fraction), at)
    : { op: "rescale", type: stepped(arg, fraction, "floor"), arg, by: "floor" };
}

/** `q(x)`: the nearest multiple of the type's steps, ties to even. A float stays a real number, which may be NaN or infinite. */
export function roundToFixed(type: FixedType, arg: Expression, at: Reporter): Expression {
  const { fraction } = type;
  if (arg.op === "const" && typeof arg.value === "number" && arg.type.kind !== "fixed") {
    const scaled = (type(arg.value) as number) * 2 ** fraction;
    if (!(Math.abs(scaled) <= MAX_SAFE)) return floatConstant(type(arg.value));
    return { op: "const", type: fixedType(fraction, scaled, scaled), value: scaled };
  }
  const whole = asFixed(arg);
  if (whole) {
    if (rangeOf(whole).fraction > fraction)
      return { op: "rescale", type: stepped(whole, fraction, "even"), arg: whole, by: "even" };
    const fine = rangeOf(refined(whole, fraction));
    return bounded((to) => ({ op: "rescale", type: to, arg: whole, by: "floor" }), fine, "the value", at);
  }
  const scaled = floatArithmetic("mul", arg, floatConstant(2 ** fraction), at);
  return floatArithmetic("mul", floatWhole("roundEven", scaled, at), floatConstant(2 ** -fraction), at);
}

/** `saturate(x, q)` of a fixed-point number. */
export function saturateFixed(type: FixedType, arg: Expression, at: Reporter): Expression {
  const ends = [-(2 ** (type.width - 1)), 2 ** (type.width - 1) - 1].map((end): Expression => ({
    op: "const",
    type: fixedType(type.fraction, end, end),
    value: end,
  }));
  return fixedArithmetic("min", fixedArithmetic("max", arg, ends[0]!, at), ends[1]!, at);
}

/** `saturate(x, type)` of a float whose value is a multiple of 2^-fraction: NaN becomes 0. Undefined where it may be finer. */
export function saturateReal(
  fraction: number,
  [low, high]: readonly [number, number],
  arg: Expression,
  at: Reporter,
): Expression | undefined {
  const reals = realsIn(arg);
  if (!reals.exact || reals.low < -fraction) return undefined;
  const scaled = fraction === 0 ? arg : floatArithmetic("mul", arg, floatConstant(2 ** fraction), at);
  const bound = (name: "min" | "max", value: Expression, end: number): Expression => ({
    op: "binary",
    name,
    type: realType({
      exact: true,
      bits: Math.max(realsIn(value).bits, 53),
      low: 0,
      high: Math.max(realsIn(value).high, 53),
    }),
    left: value,
    right: floatConstant(end),
  });
  const clamped = bound("min", bound("max", scaled, low), high);
  const type = fraction === 0 ? integerType(low, high) : fixedType(fraction, low, high);
  return { op: "unary", name: "toInteger", type, arg: clamped };
}

/** The integer that stands for the number, as its type's bits: of `bitsOf`. */
export function patternOf({ width }: FixedType, fitted: Expression): Expression {
  return {
    op: "bits",
    type: integerType(0, 2 ** width - 1),
    arg: {
      op: "unary",
      name: "toNumber",
      type: integerType(rangeOf(fitted).low, rangeOf(fitted).high),
      arg: fitted,
    },
    high: width - 1,
    low: 0,
  };
}

/** The number that a pattern of the type's width stands for: of `fromBits`. */
export function fromPattern(type: FixedType, pattern: Expression): Expression {
  const { width, fraction } = type;
  const half = 2 ** (width - 1);
  const to = { kind: "sint", width } as Extract<Extract<Expression, { op: "fit" }>["to"], { kind: "sint" }>;
  const signed: Expression = { op: "fit", type: integerType(-half, half - 1), to, arg: pattern, asked: true };
  return { op: "unary", name: "toNumber", type: fixedType(fraction, -half, half - 1), arg: signed };
}
