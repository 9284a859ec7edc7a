import type { Expression } from "../../../../lower/index.ts";
import { type Instruction, op, type WasmType } from "../../encode/index.ts";
import { computeCondition } from "./condition.ts";
import { chosen } from "./choice.ts";
import type { ScalarContext } from "./context.ts";
import { floatValue } from "./float.ts";
import { integerValue } from "./integer.ts";
import { readValue } from "./reads.ts";

/**
 * The value of an expression in a variable type: of integers the low 32 or 64 bits, which are the value itself where the type's range
 * fits, so that sums, products and the like of a wrapped result are computed in no more bits than it has; booleans as 0 or 1, members as
 * their position; floats in the asked precision, which has to hold them.
 */
export function computeValue(cx: ScalarContext, expr: Expression, want: WasmType): Instruction {
  switch (expr.op) {
    case "read":
    case "local":
    case "element":
    case "memory":
      return converted(readValue(cx, expr, want), want, expr);
    case "cond":
    case "select":
    case "table":
      return chosen(cx, expr, want);
    default:
      break;
  }
  switch (expr.type.kind) {
    case "boolean":
      return widened(computeCondition(cx, expr), want);
    case "float":
      return floatValue(cx, expr, want as "f32" | "f64");
    case "enumeration":
    case "integer":
    case "fixed":
    case "big":
      return integerValue(cx, expr, want as "i32" | "i64");
  }
}

/** A value whose natural variable is known, in another one. */
function converted(
  found: { readonly value: Instruction; readonly type: WasmType },
  want: WasmType,
  expr: Pick<Expression, "type">,
): Instruction {
  const { value, type } = found;
  if (type === want) return value;
  switch (`${type} ${want}`) {
    case "i32 i64":
      return op("i64.extend_i32_s", value);
    case "i64 i32":
      return op("i32.wrap_i64", value);
    case "f32 f64":
      return op("f64.promote_f32", value);
    case "f64 f32":
      return op("f32.demote_f64", value);
    default:
      throw new Error(`a ${expr.type.kind} in ${type} is no ${want}`);
  }
}

function widened(value: Instruction, want: WasmType): Instruction {
  return want === "i64" ? op("i64.extend_i32_u", value) : value;
}
