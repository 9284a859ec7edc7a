import type { Expression } from "../../../../lower/index.ts";
import { call, choose, f64, i32, type Instruction, op, type PlainName } from "../../encode/index.ts";
import { anyLimb, compareLimbs } from "../helpers/limbs.ts";
import { limbCount, representationOf } from "../representation.ts";
import { chosen } from "./choice.ts";
import { type ScalarContext, inside } from "./context.ts";
import { isCheap } from "./cost.ts";
import { floatValue, isFloat } from "./float.ts";
import { readValue } from "./reads.ts";
import { constantWord } from "./words.ts";
import { commonInteger, condition, limbsValue, valueOf } from "./compute.ts";

/** A boolean expression as 0 or 1. */
export function computeCondition(cx: ScalarContext, expr: Expression): Instruction {
  switch (expr.op) {
    case "const":
      return i32(expr.value === true ? 1 : 0);
    case "read":
    case "local":
    case "element":
    case "memory":
      return readValue(cx, expr, "i32").value;
    case "cond":
    case "select":
    case "table":
      return chosen(cx, expr, "i32");
    case "unary":
      if (expr.name === "lnot") return op("i32.eqz", condition(cx, expr.arg));
      if (expr.name === "toBoolean") return truth(cx, expr.arg);
      throw new Error(`${expr.name} gives no boolean`);
    case "binary":
      return comparison(cx, expr);
    default:
      throw new Error(`${expr.op} gives no boolean`);
  }
}

function truth(cx: ScalarContext, arg: Expression): Instruction {
  if (arg.type.kind === "boolean") return condition(cx, arg);
  // NaN is not greater than 0, and not true.
  if (isFloat(arg)) return op("f64.gt", op("f64.abs", floatValue(cx, arg, "f64")), f64(0));
  const representation = representationOf(arg.type);
  if (representation.kind === "limbs") {
    const { count } = representation;
    return call(anyLimb(cx.module.builder), limbsValue(cx, arg, count), i32(count));
  }
  const word = representation.kind === "i32" ? "i32" : "i64";
  // A bit is its own truth.
  if (word === "i32" && isBit(arg)) return valueOf(cx, arg, "i32");
  return op(`${word}.ne`, valueOf(cx, arg, word), constantWord(word, 0));
}

function isBit({ type }: Expression): boolean {
  return type.kind === "integer" && type.low >= 0 && type.high <= 1;
}

type Binary = Extract<Expression, { op: "binary" }>;

function comparison(cx: ScalarContext, expr: Binary): Instruction {
  const { name, left, right } = expr;
  switch (name) {
    case "land":
    case "lor":
      return both(cx, name, left, right);
    case "eq":
    case "ne":
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return ordered(cx, name, left, right);
    default:
      throw new Error(`${name} gives no boolean`);
  }
}

/** The right side of `&&` and `||` may hold what only the left side lets through. */
function both(cx: ScalarContext, name: "land" | "lor", left: Expression, right: Expression): Instruction {
  const first = condition(cx, left);
  if (isCheap(right)) return op(name === "land" ? "i32.and" : "i32.or", first, condition(cx, right));
  const second = inside(cx, () => void cx.out.push(condition(cx, right)));
  return name === "land" ? choose("i32", first, second, [i32(0)]) : choose("i32", first, [i32(1)], second);
}

function ordered(
  cx: ScalarContext,
  name: "eq" | "ne" | "lt" | "le" | "gt" | "ge",
  left: Expression,
  right: Expression,
): Instruction {
  if (isFloat(left)) {
    const both = [left, right].every(({ type }) => representationOf(type).kind === "f32");
    const type = both ? "f32" : "f64";
    return op(`${type}.${name}`, floatValue(cx, left, type), floatValue(cx, right, type));
  }
  const kind = left.type.kind;
  if (kind === "boolean" || kind === "enumeration") {
    // Members and booleans are only the same or not.
    return op(`i32.${name}` as "i32.eq", valueOf(cx, left, "i32"), valueOf(cx, right, "i32"));
  }
  const common = commonInteger(left, right);
  if (common) {
    const { type, unsigned } = common;
    const isEquality = name === "eq" || name === "ne";
    const operator: PlainName = isEquality ? `${type}.${name}` : `${type}.${name}_${unsigned ? "u" : "s"}`;
    return op(operator, valueOf(cx, left, type), valueOf(cx, right, type));
  }
  return op(
    `i32.${name}${name === "eq" || name === "ne" ? "" : "_s"}` as "i32.eq",
    wideOrder(cx, left, right),
    i32(0),
  );
}

/** −1, 0 or 1. */
export function wideOrder(cx: ScalarContext, left: Expression, right: Expression): Instruction {
  const count = Math.max(limbCount(left.type), limbCount(right.type));
  const [a, b] = [limbsValue(cx, left, count), limbsValue(cx, right, count)];
  return call(compareLimbs(cx.module.builder), a, b, i32(count));
}
