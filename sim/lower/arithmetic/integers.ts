import type { BinaryName, Expression } from "../ir.ts";
import { constant, integerType, type IntegerRange, MAX_SAFE } from "../value-type.ts";
import type { Reporter } from "./reporter.ts";

const INT32_LOW = -(2 ** 31);
const INT32_HIGH = 2 ** 31 - 1;
const UINT32_HIGH = 2 ** 32 - 1;

/** The largest count of `shl` and `shr` of a number. */
export const MOST_SHIFT = 53;

interface Limits {
  readonly least: number;
  readonly most: number;
}
/** What JavaScript takes for 32 bits with a sign, and for 32 bits with or without one. */
const INT32: Limits = { least: INT32_LOW, most: INT32_HIGH };
const WORD: Limits = { least: INT32_LOW, most: UINT32_HIGH };

export function rangeOf(expr: Expression): IntegerRange {
  return expr.type as IntegerRange;
}

/** The expression with its bounds checked: an integer that may leave the safe integers is E-RANGE. */
function bounded(
  make: (type: IntegerRange) => Expression,
  low: number,
  high: number,
  what: string,
  at: Reporter,
): Expression {
  if (low < -MAX_SAFE || high > MAX_SAFE) {
    at.report("E-RANGE", { what, low, high });
    return make(integerType(Math.max(low, -MAX_SAFE), Math.min(high, MAX_SAFE)));
  }
  return make(integerType(low, high));
}

const binary =
  (name: BinaryName, left: Expression, right: Expression) =>
  (type: IntegerRange): Expression => ({
    op: "binary",
    name,
    type,
    left,
    right,
  });

/** `+ - * %` on integers. */
export function integerArithmetic(
  operator: "+" | "-" | "*" | "%",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = rangeOf(left);
  const b = rangeOf(right);
  switch (operator) {
    case "+":
      return bounded(binary("add", left, right), a.low + b.low, a.high + b.high, "the sum", at);
    case "-":
      return bounded(binary("sub", left, right), a.low - b.high, a.high - b.low, "the difference", at);
    case "*": {
      const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
      return bounded(
        binary("mul", left, right),
        Math.min(...corners),
        Math.max(...corners),
        "the product",
        at,
      );
    }
    case "%": {
      divisorNotZero(b, at);
      const most = Math.max(Math.abs(b.low), Math.abs(b.high)) - 1;
      const type = integerType(
        a.low < 0 ? Math.max(a.low, -most) : 0,
        a.high > 0 ? Math.min(a.high, most) : 0,
      );
      return binary("rem", left, right)(type);
    }
  }
}

/** `Math.trunc(a / b)`, `Math.floor(a / b)` and `Math.round(a / b)` of integers. */
export function integerDivision(
  rounding: "trunc" | "floor" | "round",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = rangeOf(left);
  const b = rangeOf(right);
  divisorNotZero(b, at);
  if (rounding === "round" && (a.low < -(2 ** 52) || a.high > 2 ** 52))
    at.report("E-RANGE", {
      what: "the dividend of a rounded division, which is exact up to 2^52,",
      low: a.low,
      high: a.high,
    });
  const divisors = [b.low, b.high, ...(b.low < 0 && b.high > 0 ? [-1, 1] : [])].filter((d) => d !== 0);
  const round = Math[rounding];
  const quotients = divisors.flatMap((d) => [round(a.low / d), round(a.high / d)]);
  const type = integerType(Math.min(...quotients), Math.max(...quotients));
  const name = rounding === "trunc" ? "divTrunc" : rounding === "floor" ? "divFloor" : "divRound";
  return binary(name, left, right)(type);
}

function divisorNotZero(divisor: IntegerRange, at: Reporter): void {
  if (divisor.low <= 0 && divisor.high >= 0 && !divisor.nonZero)
    at.report("E-DIVISOR", { low: divisor.low, high: divisor.high });
}

/** Reports an operand whose bounds leave what an operator takes; says whether they don't. */
export function requireWithin(
  operator: string,
  { low, high }: IntegerRange,
  limits: Limits,
  at: Reporter,
): boolean {
  const isWithin = low >= limits.least && high <= limits.most;
  if (!isWithin) at.report("E-RANGE-32", { operator, low, high, ...limits });
  return isWithin;
}

/** `& | ^ << >> >>>`, whose operands must be proven to fit 32 bits. */
export function int32Arithmetic(
  operator: "&" | "|" | "^" | "<<" | ">>" | ">>>",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = rangeOf(left);
  const b = rangeOf(right);
  const within = (range: IntegerRange, limits: Limits) => requireWithin(operator, range, limits, at);
  const count = () => {
    within(b, { least: 0, most: 31 });
    return { least: Math.max(0, Math.min(31, b.low)), most: Math.max(0, Math.min(31, b.high)) };
  };
  switch (operator) {
    case "&":
    case "|":
    case "^": {
      within(a, WORD);
      within(b, WORD);
      const name = operator === "&" ? "and32" : operator === "|" ? "or32" : "xor32";
      return binary(name, left, right)(bitwise32(operator, a, b));
    }
    case "<<": {
      within(a, INT32);
      const { least, most } = count();
      const corners = [a.low * 2 ** least, a.low * 2 ** most, a.high * 2 ** least, a.high * 2 ** most];
      const type = integerType(Math.min(...corners), Math.max(...corners));
      requireWithin("the result of <<", type, INT32, at);
      return binary("shl32", left, right)(type);
    }
    case ">>": {
      within(a, INT32);
      return binary("shr32", left, right)(shiftedDown(a, count()));
    }
    case ">>>": {
      within(a, { least: 0, most: UINT32_HIGH });
      return binary("ushr32", left, right)(shiftedDown({ ...a, low: Math.max(0, a.low) }, count()));
    }
  }
}

function shiftedDown(
  a: { low: number; high: number },
  { least, most }: { least: number; most: number },
): IntegerRange {
  const corners = [a.low, a.high].flatMap((v) => [Math.floor(v / 2 ** least), Math.floor(v / 2 ** most)]);
  return integerType(Math.min(...corners), Math.max(...corners));
}

/** All ones below and including the highest bit of a non-negative number. */
function ones(value: number): number {
  let all = 0;
  while (all < value) all = all * 2 + 1;
  return all;
}

function bitwise32(operator: "&" | "|" | "^", a: IntegerRange, b: IntegerRange): IntegerRange {
  const positive = (r: IntegerRange) => r.low >= 0 && r.high <= INT32_HIGH;
  if (operator === "&" && positive(a) && positive(b)) return integerType(0, Math.min(a.high, b.high));
  if (operator === "&" && positive(a)) return integerType(0, a.high);
  if (operator === "&" && positive(b)) return integerType(0, b.high);
  if (positive(a) && positive(b)) return integerType(0, ones(Math.max(a.high, b.high)));
  const signed = (r: IntegerRange) => r.high <= INT32_HIGH;
  if (signed(a) && signed(b)) return around(a, b);
  return integerType(INT32_LOW, INT32_HIGH);
}

/** Bounds of any bitwise operator on two's complement numbers. */
function around(a: IntegerRange, b: IntegerRange): IntegerRange {
  const most = ones(Math.max(a.high, b.high, -1 - a.low, -1 - b.low, 0));
  return integerType(-most - 1, most);
}

/** `and`, `or`, `xor`: bitwise operators of any width. The sign bit that they can set is −2⁵³, which is no safe integer. */
export function wideBitwise(
  name: "and" | "or" | "xor",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = rangeOf(left);
  const b = rangeOf(right);
  const make = binary(name, left, right);
  if (a.low >= 0 && b.low >= 0)
    return make(integerType(0, name === "and" ? Math.min(a.high, b.high) : ones(Math.max(a.high, b.high))));
  if (name === "and" && a.low >= 0) return make(integerType(0, a.high));
  if (name === "and" && b.low >= 0) return make(integerType(0, b.high));
  const { low, high } = around(a, b);
  const least = {
    // Negative only where both are.
    and: -1 - ones(Math.max(-1 - a.low, -1 - b.low)),
    // Never below both.
    or: Math.min(a.low, b.low),
    xor: low,
  };
  return bounded(make, least[name], high, `the result of ${name}`, at);
}

/** `shl` and `shr`: value · 2^count, and its floor for a negative count. */
export function wideShift(
  name: "shl" | "shr",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = rangeOf(left);
  const b = rangeOf(right);
  if (!requireWithin(name, b, { least: 0, most: MOST_SHIFT }, at)) return binary(name, left, right)(a);
  if (name === "shr") return binary("shr", left, right)(shiftedDown(a, { least: b.low, most: b.high }));
  const corners = [a.low, a.high].flatMap((v) => [v * 2 ** b.low, v * 2 ** b.high]);
  return bounded(
    binary("shl", left, right),
    Math.min(...corners),
    Math.max(...corners),
    "the shifted value",
    at,
  );
}

/** Bits `high`…`low` of an integer. */
export function slice(arg: Expression, high: number, low: number): Expression {
  const a = rangeOf(arg);
  const top = 2 ** (high - low + 1) - 1;
  const exact = a.low >= 0 && a.high < 2 ** (high + 1);
  const type = exact
    ? integerType(Math.floor(a.low / 2 ** low), Math.floor(a.high / 2 ** low))
    : integerType(0, top);
  return { op: "bits", type, arg, high, low };
}

export function integerUnary(
  name: "neg" | "abs" | "not" | "clz32",
  arg: Expression,
  at: Reporter,
): Expression {
  const a = rangeOf(arg);
  switch (name) {
    case "neg":
      return { op: "unary", name, type: integerType(-a.high, -a.low), arg };
    case "abs": {
      const most = Math.max(Math.abs(a.low), Math.abs(a.high));
      const least = a.low <= 0 && a.high >= 0 ? 0 : Math.min(Math.abs(a.low), Math.abs(a.high));
      return { op: "unary", name, type: integerType(least, most), arg };
    }
    case "not":
      requireWithin("~", a, WORD, at);
      return {
        op: "unary",
        name,
        type: a.high > INT32_HIGH ? integerType(INT32_LOW, INT32_HIGH) : integerType(~a.high, ~a.low),
        arg,
      };
    case "clz32":
      requireWithin("Math.clz32", a, WORD, at);
      return {
        op: "unary",
        name,
        type: a.low >= 0 ? integerType(Math.clz32(a.high), Math.clz32(a.low)) : integerType(0, 32),
        arg,
      };
  }
}

/** `Math.min` and `Math.max`. */
export function extremum(name: "min" | "max", left: Expression, right: Expression): Expression {
  const a = rangeOf(left);
  const b = rangeOf(right);
  return binary(name, left, right)(integerType(Math[name](a.low, b.low), Math[name](a.high, b.high)));
}

/** `Math.imul`: the low 32 bits of the product, signed. */
export function imul(left: Expression, right: Expression, at: Reporter): Expression {
  for (const operand of [left, right]) requireWithin("Math.imul", rangeOf(operand), WORD, at);
  return binary("imul", left, right)(integerType(INT32_LOW, INT32_HIGH));
}

/** The constant −0, which floats keep and integers take for 0. */
export function isNegativeZero(expr: Expression): boolean {
  return expr.op === "const" && Object.is(expr.value, -0);
}

/** A boolean as 0 or 1, and −0 as 0; everything else stays. */
export function asInteger(expr: Expression): Expression {
  if (isNegativeZero(expr)) return constant(0);
  if (expr.type.kind !== "boolean") return expr;
  if (expr.op === "const") return constant(expr.value ? 1 : 0);
  return { op: "unary", name: "toInteger", type: integerType(0, 1), arg: expr };
}
