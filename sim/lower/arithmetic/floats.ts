import type { BinaryName, Expression } from "../ir.ts";
import { fp32, type FloatType } from "../../describe/index.ts";
import { floatConstant, floatType, type FloatValueType } from "../value-type.ts";
import type { Reporter } from "./reporter.ts";

/** An operand of a float operator: its value must be held by a format. Constants that binary32 holds are taken as such. */
function operand(expr: Expression, at: Reporter): Expression {
  const type = expr.type;
  if (type.kind === "integer") {
    const float = asFloatConstants(expr);
    if (float) return float;
    return at.refuse("E-KIND", {
      operator: "a float operator",
      left: "a float",
      right: "an integer",
      cure: "convert it with toFloat(x)",
    });
  }
  if ((type as FloatValueType).format) return expr;
  at.report("E-FLOAT-ROUND", {});
  return expr;
}

/** Integer constants, and choices among them, as floats: JavaScript does not tell 1 from 1.0. */
export function asFloatConstants(expr: Expression): Expression | undefined {
  switch (expr.op) {
    case "const":
      return typeof expr.value === "number" ? floatConstant(expr.value) : undefined;
    case "cond": {
      const then = asFloatConstants(expr.then);
      const otherwise = asFloatConstants(expr.else);
      return then && otherwise && { ...expr, then, else: otherwise, type: commonType([then, otherwise]) };
    }
    case "table": {
      const values = expr.values.map((value) => floatConstant(value.value as number));
      return typeof expr.values[0]?.value === "number"
        ? { ...expr, values, type: commonType(values) }
        : undefined;
    }
    default:
      return undefined;
  }
}

function commonType(all: readonly Expression[]): FloatValueType {
  const isExact = all.every((expr) => (expr.type as FloatValueType).format !== undefined);
  return floatType(isExact ? fp32 : undefined);
}

/** `+ - * /` and `Math.min/max` of floats: the exact result, to be rounded next. */
export function floatArithmetic(
  name: "add" | "sub" | "mul" | "div" | "min" | "max",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = operand(left, at);
  const b = operand(right, at);
  // The larger or smaller of two values of a format is one of them, so it is exact.
  const format = name === "min" || name === "max" ? commonFormat(a, b) : undefined;
  return { op: "binary", name, type: floatType(format), left: a, right: b };
}

export function floatComparison(
  name: BinaryName,
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  return {
    op: "binary",
    name,
    type: { kind: "boolean" },
    left: operand(left, at),
    right: operand(right, at),
  };
}

/** Sign changes are exact. */
export function floatUnary(name: "neg" | "abs", arg: Expression, at: Reporter): Expression {
  const a = operand(arg, at);
  return { op: "unary", name, type: a.type, arg: a };
}

/** `toFloat(x)`: exact if the bounds fit the format's significand. */
export function toFloat(arg: Expression): Expression {
  const { low, high } = arg.type as { low: number; high: number };
  const exact = Math.max(Math.abs(low), Math.abs(high)) <= 2 ** (fp32.mantissa + 1);
  return { op: "unary", name: "toFloat", type: floatType(exact ? fp32 : undefined), arg };
}

/** `fp32(x)`: rounds to the format. */
export function roundTo(format: FloatType, arg: Expression, at: Reporter): Expression {
  const value = arg.type.kind === "integer" ? operand(arg, at) : arg;
  if (value.op === "const")
    return { op: "const", type: floatType(format), value: format(value.value as number) };
  return { op: "fit", type: floatType(format), to: format, arg: value, asked: true };
}

function commonFormat(a: Expression, b: Expression): FloatType | undefined {
  const left = (a.type as FloatValueType).format;
  const right = (b.type as FloatValueType).format;
  return left && right && left.exponent === right.exponent && left.mantissa === right.mantissa
    ? left
    : undefined;
}
