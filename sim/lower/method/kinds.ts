import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
import { aligned, asFixed, isSafe, refined } from "../arithmetic/fixeds.ts";
import { asFloatConstants } from "../arithmetic/floats.ts";
import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { Expression, ValueType } from "../ir.ts";
import { valueTypeText } from "../value-type.ts";
import type { MethodContext } from "./context.ts";

/** 0 and false, 1 and 1.0: operands that JavaScript would take as one kind. */
export function sameKind(a: Expression, b: Expression): readonly [Expression, Expression] {
  if (b.type.kind === "integer" && isNegativeZero(a)) return [asInteger(a), b];
  if (a.type.kind === "integer" && isNegativeZero(b)) return [a, asInteger(b)];
  if (a.type.kind === "boolean" && b.type.kind === "integer") return [asInteger(a), b];
  if (b.type.kind === "boolean" && a.type.kind === "integer") return [a, asInteger(b)];
  if (a.type.kind === "fixed" || b.type.kind === "fixed") {
    const [x, y] = [asFixed(a), asFixed(b)];
    if (!x || !y) return [a, b];
    const both = aligned(x, y);
    return both.every(isSafe) ? both : [a, b];
  }
  if (a.type.kind === "float" && b.type.kind === "integer") return [a, asFloatConstants(b) ?? b];
  if (b.type.kind === "float" && a.type.kind === "integer") return [asFloatConstants(a) ?? a, b];
  return [a, b];
}

/** Several values of which one is chosen, each as what all of them are: [1, 0.5] is a table of reals. */
export function ofOneKind(all: readonly Expression[]): readonly Expression[] {
  const kinds = new Set(all.map((expr) => expr.type.kind));
  if (kinds.has("fixed") && !kinds.has("boolean")) {
    const fixed = all.map(asFixed);
    if (!fixed.every((expr) => expr !== undefined)) return all;
    const finest = fixed.reduce((a, b) => (fractionOf(a) >= fractionOf(b) ? a : b));
    const fine = fixed.map((expr) => refined(expr, fractionOf(finest)));
    return fine.every(isSafe) ? fine : all;
  }
  if (kinds.size === 1 || !kinds.has("float")) return all;
  const reals = all.map((expr) => asFloatConstants(expr) ?? expr);
  // Beside integers that are no constants −0 is 0, as it is for operators.
  const isReal = reals.every((expr) => expr.type.kind === "float");
  return isReal ? reals : all.map((expr) => (isNegativeZero(expr) ? asInteger(expr) : expr));
}

function fractionOf(expr: Expression): number {
  return expr.type.kind === "fixed" ? expr.type.fraction : 0;
}

/** What an expression is, for messages; of a constant that is no integer, which one. */
export function kindText({ op, type, ...rest }: Expression): string {
  const value: unknown = op === "const" && "value" in rest ? rest.value : undefined;
  if (type.kind !== "float" || typeof value !== "number") return valueTypeText(type);
  if (isBeyondSafe(value)) return `${value}, which is beyond what a number holds exactly (±(2^53 − 1))`;
  return `${Object.is(value, -0) ? "-0" : value}, a real number`;
}

/** A whole number, of which a double does not hold all that are so large. */
function isBeyondSafe(value: number): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** The kinds of elements that are not of one kind, each once. */
export function mixed(texts: readonly string[]): string {
  return [...new Set(texts)].join(" and ");
}

/** What to do about a value of another kind than the signal's; undefined where there is no conversion. */
export function conversionTo(kind: ValueType["kind"], given: Expression): string | undefined {
  const isLarge = given.op === "const" && typeof given.value === "number" && isBeyondSafe(given.value);
  if (given.op === "const" && typeof given.value === "number" && !Number.isFinite(given.value))
    return "give a value that the type holds";
  switch (`${given.type.kind} to ${kind}`) {
    case "float to integer":
    case "fixed to integer":
      return isLarge
        ? "write a bigint, with n behind its digits, for a bigUint or bigSint: its values are exact at any width"
        : "make it whole: Math.round(x), Math.floor(x) or Math.trunc(x)";
    case "big to integer":
      return "convert it with Number(x), or let the signal be a bigUint or bigSint";
    case "integer to big":
    case "boolean to big":
      return "convert it with BigInt(x); a constant is a bigint with n behind its digits";
    case "integer to float":
    case "fixed to float":
      return "convert it with toFloat(x)";
    default:
      return undefined;
  }
}

/** Operands of two kinds, with the advice that the kinds ask for. */
export function mismatch(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  left: Expression,
  right: Expression,
): never {
  const kinds = [left.type.kind, right.type.kind];
  const constants = [left, right].filter((one) => one.op === "const" && one.type.kind === "integer");
  const cure = kinds.includes("big")
    ? constants[0]
      ? `write the constant as a bigint: ${kindText(constants[0])}n`
      : "convert one: BigInt(x) or Number(x)"
    : kinds.includes("enumeration")
      ? "an enumeration has no arithmetic and no order: compare members of one type with ===, choose by a switch, and name the next member"
      : kinds.includes("fixed")
        ? "convert the fixed-point number with toFloat(x) or Math.floor, Math.round or Math.trunc; % and / have no exact result"
        : kinds.includes("float")
          ? "convert the integer with toFloat(x), or the float with Math.round, Math.floor or Math.trunc"
          : "compare the wire with 1 or 0, or use it as a condition";
  return cx.refuse(frame, node, "E-KIND", {
    operator,
    left: kindText(left),
    right: kindText(right),
    cure,
  });
}
