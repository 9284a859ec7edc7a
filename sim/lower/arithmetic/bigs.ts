import type { BinaryName, Expression } from "../ir.ts";
import { bigType, type BigRange, integerType } from "../value-type.ts";
import { requireWithin } from "./integers.ts";
import type { Reporter } from "./reporter.ts";

export function bigRangeOf(expr: Expression): BigRange {
  return expr.type as BigRange;
}

const minimum = (...values: readonly bigint[]) => values.reduce((a, b) => (a < b ? a : b));
const maximum = (...values: readonly bigint[]) => values.reduce((a, b) => (a > b ? a : b));

const binary = (name: BinaryName, left: Expression, right: Expression, type: BigRange): Expression => ({
  op: "binary",
  name,
  type,
  left,
  right,
});

/** All ones below and including the highest bit of a non-negative number. */
function ones(value: bigint): bigint {
  return value === 0n ? 0n : (1n << BigInt(value.toString(2).length)) - 1n;
}

/** `+ - * / %` on bigints; `/` truncates, as in JavaScript. */
export function bigArithmetic(
  operator: "+" | "-" | "*" | "/" | "%",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = bigRangeOf(left);
  const b = bigRangeOf(right);
  const zero = b.low <= 0n && b.high >= 0n && !b.nonZero;
  if ((operator === "/" || operator === "%") && zero) at.report("E-DIVISOR", { low: b.low, high: b.high });
  switch (operator) {
    case "+":
      return binary("add", left, right, bigType(a.low + b.low, a.high + b.high));
    case "-":
      return binary("sub", left, right, bigType(a.low - b.high, a.high - b.low));
    case "*": {
      const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return binary("mul", left, right, bigType(minimum(...corners), maximum(...corners)));
    }
    case "/": {
      const divisors = [b.low, b.high, ...(b.low < 0n && b.high > 0n ? [-1n, 1n] : [])].filter(
        (d) => d !== 0n,
      );
      const quotients = divisors.flatMap((d) => [a.low / d, a.high / d]);
      return binary("divTrunc", left, right, bigType(minimum(...quotients, 0n), maximum(...quotients, 0n)));
    }
    case "%": {
      const most = maximum(b.low < 0n ? -b.low : b.low, b.high < 0n ? -b.high : b.high) - 1n;
      return binary(
        "rem",
        left,
        right,
        bigType(a.low < 0n ? maximum(a.low, -most) : 0n, a.high > 0n ? minimum(a.high, most) : 0n),
      );
    }
  }
}

/** `and or xor` and `& | ^` on bigints. */
export function bigBitwise(name: "and" | "or" | "xor", left: Expression, right: Expression): Expression {
  const a = bigRangeOf(left);
  const b = bigRangeOf(right);
  if (a.low >= 0n && b.low >= 0n)
    return binary(
      name,
      left,
      right,
      bigType(0n, name === "and" ? minimum(a.high, b.high) : ones(maximum(a.high, b.high))),
    );
  if (name === "and" && a.low >= 0n) return binary(name, left, right, bigType(0n, a.high));
  if (name === "and" && b.low >= 0n) return binary(name, left, right, bigType(0n, b.high));
  const most = ones(maximum(a.high, b.high, -1n - a.low, -1n - b.low, 0n));
  return binary(name, left, right, bigType(-most - 1n, most));
}

/** The largest count of a shift of a bigint. */
export const MOST_BIG_SHIFT = 65536;

/** `shl shr` and `<< >>` on bigints; the count is an integer from 0. */
export function bigShift(name: "shl" | "shr", left: Expression, right: Expression, at: Reporter): Expression {
  const a = bigRangeOf(left);
  const count = right.type.kind === "integer" ? right.type : integerType(0, 0);
  if (!requireWithin(name, count, { least: 0, most: MOST_BIG_SHIFT }, at))
    return binary(name, left, right, a);
  const counts = [BigInt(count.low), BigInt(count.high)];
  const corners = [a.low, a.high].flatMap((v) => counts.map((c) => (name === "shl" ? v << c : v >> c)));
  return binary(name, left, right, bigType(minimum(...corners), maximum(...corners)));
}

export function bigSlice(arg: Expression, high: number, low: number): Expression {
  const a = bigRangeOf(arg);
  const exact = a.low >= 0n && a.high < 1n << BigInt(high + 1);
  const type = exact
    ? bigType(a.low >> BigInt(low), a.high >> BigInt(low))
    : bigType(0n, (1n << BigInt(high - low + 1)) - 1n);
  return { op: "bits", type, arg, high, low };
}

export function bigExtremum(name: "min" | "max", left: Expression, right: Expression): Expression {
  const a = bigRangeOf(left);
  const b = bigRangeOf(right);
  const pick = name === "min" ? minimum : maximum;
  return binary(name, left, right, bigType(pick(a.low, b.low), pick(a.high, b.high)));
}

export function bigUnary(name: "neg" | "not", arg: Expression): Expression {
  const a = bigRangeOf(arg);
  const type = name === "neg" ? bigType(-a.high, -a.low) : bigType(~a.high, ~a.low);
  return { op: "unary", name, type, arg };
}

/** `BigInt(x)` of an integer. */
export function toBig(arg: Expression): Expression {
  const { low, high } = arg.type as { low: number; high: number };
  return { op: "unary", name: "toBig", type: bigType(BigInt(low), BigInt(high)), arg };
}

/** `Number(x)` of a bigint, which must be proven a safe integer. */
export function toNumber(arg: Expression, at: Reporter): Expression {
  const { low, high } = bigRangeOf(arg);
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  if (low < -most || high > most) at.report("E-RANGE", { what: "the argument of Number", low, high });
  const clamp = (value: bigint) => Number(minimum(maximum(value, -most), most));
  return { op: "unary", name: "toNumber", type: integerType(clamp(low), clamp(high)), arg };
}
