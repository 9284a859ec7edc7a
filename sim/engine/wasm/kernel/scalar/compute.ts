import type { Expression } from "../../../../lower/index.ts";
import { get, type Instruction, set, type WasmType } from "../../encode/index.ts";
import { isUnsigned64, representationOf } from "../representation.ts";
import { type ScalarContext, temporary } from "./context.ts";

/** The value of an expression in a variable type, as `computeValue` says. */
export function valueOf(cx: ScalarContext, expr: Expression, want: WasmType): Instruction {
  return cx.compute.value(cx, expr, want);
}

/** A boolean expression as 0 or 1. */
export function condition(cx: ScalarContext, expr: Expression): Instruction {
  return cx.compute.condition(cx, expr);
}

/** Address of limbs, as `computeLimbs` says. */
export function limbsValue(cx: ScalarContext, expr: Expression, count: number): Instruction {
  return cx.compute.limbs(cx, expr, count);
}

/** What a branch or select tests: any number but 0 is true. */
export function test(cx: ScalarContext, expr: Expression): Instruction {
  if (expr.op === "unary" && expr.name === "toBoolean" && representationOf(expr.arg.type).kind === "i32")
    return valueOf(cx, expr.arg, "i32");
  return condition(cx, expr);
}

/** The value in a variable, so that it can be used more than once. */
export function kept(cx: ScalarContext, value: Instruction, type: WasmType, name: string): Instruction {
  if (value.kind === "get" || value.kind === "i32" || value.kind === "i64") return value;
  const local = temporary(cx, type, name);
  cx.out.push(set(local, value));
  return get(local);
}

/** In which type two integers can be compared or divided, and whether as unsigned ones; undefined: as limbs only. */
export function commonInteger(
  ...operands: readonly Expression[]
): { readonly type: "i32" | "i64"; readonly unsigned: boolean } | undefined {
  const kinds = operands.map((operand) => representationOf(operand.type).kind);
  if (kinds.includes("limbs")) return undefined;
  if (kinds.every((kind) => kind === "i32")) return { type: "i32", unsigned: false };
  if (!operands.some((operand) => isUnsigned64(operand.type))) return { type: "i64", unsigned: false };
  const isNatural = operands.every(({ type }) => "low" in type && type.low >= 0);
  return isNatural ? { type: "i64", unsigned: true } : undefined;
}
