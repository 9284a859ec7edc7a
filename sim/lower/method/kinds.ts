import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
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
  if (a.type.kind === "float" && b.type.kind === "integer") return [a, asFloatConstants(b) ?? b];
  if (b.type.kind === "float" && a.type.kind === "integer") return [asFloatConstants(a) ?? a, b];
  return [a, b];
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
