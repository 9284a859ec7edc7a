import type { BinaryName, Expression, Reals } from "../ir.ts";
import { type FloatType, sameType, typeText } from "../../describe/index.ts";
import {
  floatConstant,
  floatType,
  type FloatValueType,
  joinTypes,
  realBounds,
  realType,
  valueTypeText,
} from "../value-type.ts";
import {
  anyReals,
  holdsReals,
  isEverRight,
  isConstantTooFine,
  productReals,
  quotientReals,
  realsOfWhole,
  roundsOnce,
  sumReals,
  wholeReals,
} from "./reals.ts";
import type { Reporter } from "./reporter.ts";

export function realsIn(expr: Expression): Reals {
  return (expr.type as FloatValueType).reals;
}

/** An operand of a float operator: exact. A constant must be one that some format holds, so that a circuit can. */
export function floatOperand(expr: Expression, at: Reporter): Expression {
  const { kind } = expr.type;
  if (kind !== "float") {
    const float = asFloatConstants(expr);
    if (float) return float;
    return at.refuse("E-KIND", {
      operator: "a float operator",
      takes: "a float",
      seen: kind === "fixed" ? "a fixed-point number" : kind === "integer" ? "an integer" : "another value",
      cure: "convert it with toFloat(x)",
    });
  }
  const reals = realsIn(expr);
  if (!reals.exact || (expr.op === "const" && isConstantTooFine(reals))) at.report("E-FLOAT-ROUND", {});
  return expr;
}

/** Integer constants, and choices among them, as floats: JavaScript does not tell 1 from 1.0. */
export function asFloatConstants(expr: Expression): Expression | undefined {
  if (expr.type.kind === "fixed") return undefined;
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
  return all.map((expr) => expr.type).reduce((a, b) => joinTypes(a, b)!) as FloatValueType;
}

const results = { add: sumReals, sub: sumReals, mul: productReals, div: quotientReals } as const;

/** `+ - * /` and `Math.min/max` of floats: exact where that can be proven, else to be rounded next. */
export function floatArithmetic(
  name: "add" | "sub" | "mul" | "div" | "min" | "max",
  left: Expression,
  right: Expression,
  at: Reporter,
): Expression {
  const a = floatOperand(left, at);
  const b = floatOperand(right, at);
  // The larger or smaller of two values is one of them.
  if (name === "min" || name === "max")
    return { op: "binary", name, type: joinTypes(a.type, b.type)!, left: a, right: b };
  const reals = results[name](realsIn(a), divisorReals(name, b));
  const isRight = isEverRight(reals);
  if (!isRight) at.report("E-FLOAT-ROUND", {});
  return { op: "binary", name, type: realType(isRight ? reals : anyReals), left: a, right: b };
}

/** Of a quotient, only a constant is known to be a power of two: a signal of one bit may be 0 as well. */
function divisorReals(name: string, divisor: Expression): Reals {
  const reals = realsIn(divisor);
  return name === "div" && divisor.op !== "const" && reals.bits === 1 ? { ...reals, bits: 2 } : reals;
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
    left: floatOperand(left, at),
    right: floatOperand(right, at),
  };
}

/** Sign changes are exact. */
export function floatUnary(name: "neg" | "abs", arg: Expression, at: Reporter): Expression {
  const a = floatOperand(arg, at);
  return { op: "unary", name, type: a.type, arg: a };
}

/** `Math.trunc`, `Math.floor`, `Math.round` of a float: still a real number, and a whole one. */
export function floatWhole(
  name: "trunc" | "floor" | "round" | "roundEven",
  arg: Expression,
  at: Reporter,
): Expression {
  const a = floatOperand(arg, at);
  return { op: "unary", name, type: realType(wholeReals(realsIn(a))), arg: a };
}

/** `toFloat(x)` of an integer, a bigint or a fixed-point number that a double holds. */
export function toFloat(arg: Expression, at: Reporter): Expression {
  const { type } = arg;
  if (type.kind === "float") return arg;
  if (type.kind !== "integer" && type.kind !== "big" && type.kind !== "fixed")
    return at.refuse("E-KIND", {
      operator: "toFloat",
      takes: "an integer, a bigint or a fixed-point number",
      seen: valueTypeText(type),
      cure: "give an integer, a bigint or a fixed-point number",
    });
  const size = (value: number | bigint) => (value < 0 ? -value : value);
  const most = size(type.low) > size(type.high) ? size(type.low) : size(type.high);
  const reals = realsOfWhole(most, type.kind === "fixed" ? type.fraction : 0);
  if (reals.bits > 53)
    at.refuse("E-RANGE", { what: "the argument of toFloat(x)", low: type.low, high: type.high });
  return { op: "unary", name: "toFloat", type: realType(reals), arg };
}

/** `fp32(x)`, and an assignment to a float: one rounding, or none where the format holds every value. */
export function roundTo(format: FloatType, arg: Expression, at: Reporter): Expression {
  const value =
    arg.type.kind === "float" ? arg : arg.type.kind === "fixed" ? toFloat(arg, at) : floatOperand(arg, at);
  const type = floatType(format);
  if (value.op === "const") return { op: "const", type, value: format(value.value as number) };
  if (!roundsOnce(format, realsIn(value))) at.report("E-FLOAT-TWICE", { type: typeText(format) });
  return { op: "fit", type, to: format, arg: value, asked: true };
}

/** `toFloat(x, type)` of an integer of any width: one rounding. */
export function roundInteger(format: FloatType, arg: Expression, at: Reporter): Expression {
  if (arg.type.kind === "big") return { op: "fit", type: floatType(format), to: format, arg, asked: true };
  return roundTo(format, asFloatConstants(arg) ?? toFloat(arg, at), at);
}

/** Whether an assignment to the format changes nothing. */
export function isOfFormat(format: FloatType, expr: Expression): boolean {
  const type = expr.type as FloatValueType;
  return (type.format !== undefined && sameType(type.format, format)) || holdsReals(format, type.reals);
}

/** `fma(a, b, c, type)`. */
export function fusedMultiplyAdd(
  format: FloatType,
  [a, b, c]: readonly [Expression, Expression, Expression],
  at: Reporter,
): Expression {
  const [left, right, addend] = [a, b, c].map((part) => floatOperand(part, at)) as [
    Expression,
    Expression,
    Expression,
  ];
  return { op: "fma", type: floatType(format), to: format, left, right, addend };
}

/** `sum(terms, type)`: left to right, each sum rounded once; as plain additions where that is the same. */
export function sumOf(format: FloatType, terms: readonly Expression[], at: Reporter): Expression {
  const [first, ...others] = terms;
  if (!first) return { op: "const", type: floatType(format), value: 0 };
  return others.reduce(
    (total, term) => {
      const plain = floatArithmetic("add", total, term, at);
      return roundsOnce(format, realsIn(plain))
        ? roundTo(format, plain, at)
        : fusedMultiplyAdd(format, [total, floatConstant(1), term], at);
    },
    roundTo(format, first, at),
  );
}

/** Bounds of an integer, bigint or fixed-point number as a user reads them. */
export function boundsOf(
  type: Expression["type"],
): { readonly low: number | bigint; readonly high: number | bigint } | undefined {
  if (type.kind === "fixed") return realBounds(type);
  return type.kind === "integer" || type.kind === "big" ? type : undefined;
}
