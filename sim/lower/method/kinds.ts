import { asInteger } from "../arithmetic/integers.ts";
import { asFloatConstants } from "../arithmetic/floats.ts";
import type { Expression } from "../ir.ts";

/** 0 and false, 1 and 1.0: operands that JavaScript would take as one kind. */
export function sameKind(a: Expression, b: Expression): readonly [Expression, Expression] {
  if (a.type.kind === "boolean" && b.type.kind === "integer") return [asInteger(a), b];
  if (b.type.kind === "boolean" && a.type.kind === "integer") return [a, asInteger(b)];
  if (a.type.kind === "float" && b.type.kind === "integer") return [a, asFloatConstants(b) ?? b];
  if (b.type.kind === "float" && a.type.kind === "integer") return [asFloatConstants(a) ?? a, b];
  return [a, b];
}
