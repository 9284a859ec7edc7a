import { asInteger } from "../arithmetic/integers.ts";
import type { Constant, Expression } from "../ir.ts";

/** 0 and false, 1 and 1.0: operands that JavaScript would take as one kind. */
export function sameKind(a: Expression, b: Expression): readonly [Expression, Expression] {
  if (a.type.kind === "boolean" && b.type.kind === "integer") return [asInteger(a), b];
  if (b.type.kind === "boolean" && a.type.kind === "integer") return [a, asInteger(b)];
  if (a.type.kind === "float" && b.op === "const") return [a, withFormat(b, a)];
  if (b.type.kind === "float" && a.op === "const") return [withFormat(a, b), b];
  return [a, b];
}

/** A constant takes the format of the float beside it if that holds it. */
function withFormat(value: Constant, like: Expression): Expression {
  const format = like.type.kind === "float" ? like.type.format : undefined;
  if (value.type.kind === "float" && value.type.format) return value;
  return format && Object.is(format(value.value as number), value.value)
    ? { ...value, type: like.type }
    : value;
}
