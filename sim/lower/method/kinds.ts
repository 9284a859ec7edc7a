import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
import { aligned, asFixed, isSafe, refined } from "../arithmetic/fixeds.ts";
import { asFloatConstants } from "../arithmetic/floats.ts";
import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { Expression } from "../ir.ts";
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
  if (kinds.has("fixed")) {
    const fixed = all.map(asFixed);
    if (!fixed.every((expr) => expr !== undefined)) return all;
    const finest = fixed.reduce((a, b) => (fractionOf(a) >= fractionOf(b) ? a : b));
    const fine = fixed.map((expr) => refined(expr, fractionOf(finest)));
    return fine.every(isSafe) ? fine : all;
  }
  return kinds.size > 1 && kinds.has("float") ? all.map((expr) => asFloatConstants(expr) ?? expr) : all;
}

function fractionOf(expr: Expression): number {
  return expr.type.kind === "fixed" ? expr.type.fraction : 0;
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
  const cure = kinds.includes("big")
    ? "convert one: BigInt(x) or Number(x)"
    : kinds.includes("fixed")
      ? "convert the fixed-point number with toFloat(x) or Math.floor, Math.round or Math.trunc; % and / have no exact result"
      : kinds.includes("float")
        ? "convert the integer with toFloat(x), or the float with Math.round, Math.floor or Math.trunc"
        : "compare the wire with 1 or 0, or use it as a condition";
  return cx.refuse(frame, node, "E-KIND", {
    operator,
    left: valueTypeText(left.type),
    right: valueTypeText(right.type),
    cure,
  });
}
