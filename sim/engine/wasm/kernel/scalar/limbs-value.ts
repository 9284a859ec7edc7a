import type { Expression } from "../../../../lower/index.ts";
import { call, type Callee, get, i32, type Instruction, op, set, store, when } from "../../encode/index.ts";
import {
  addLimbs,
  bitwiseLimbs,
  extendLimbs,
  multiplyLimbs,
  shiftLimbsDown,
  shiftLimbsUp,
  wrapLimbs,
} from "../helpers/limbs.ts";
import { isNatural, limbCount, representationOf } from "../representation.ts";
import { branches } from "./choice.ts";
import { wideOrder } from "./condition.ts";
import { bytesOfInteger, constantInteger } from "./constants.ts";
import { inside, type ScalarContext, temporary } from "./context.ts";
import { divisionLimbs, wideDivision } from "./divide.ts";
import { readLimbs } from "./reads.ts";
import { condition, limbsValue, test, valueOf } from "./compute.ts";

/**
 * Address of so many limbs of an integer: the value modulo 2^(64 · count), so that fewer than it has do for sums and products that are wrapped
 * later; more are extended by its sign. The limbs may be the signal's own: nobody writes to what this gives.
 */
export function computeLimbs(cx: ScalarContext, expr: Expression, count: number): Instruction {
  if (expr.op === "const") {
    return i32(cx.module.constant(bytesOfInteger(constantInteger(expr), 8 * count), 8));
  }
  if (representationOf(expr.type).kind !== "limbs" && !isComputedWide(expr)) return fromWord(cx, expr, count);
  switch (expr.op) {
    case "read":
    case "local":
    case "element":
    case "memory": {
      const { address, limbs, signed } = readLimbs(cx, expr);
      return limbs >= count ? address : extended(cx, address, limbs, signed, count);
    }
    case "table":
      return choiceOf(cx, valueOf(cx, expr.at, "i32"), expr.values, count);
    case "select":
      return choiceOf(cx, valueOf(cx, expr.at, "i32"), expr.elements, count);
    case "cond": {
      const isTest = test(cx, expr.test);
      const result = temporary(cx, "i32", "chosen");
      const side = (part: Expression) =>
        inside(cx, () => {
          const address = limbsValue(cx, part, count);
          cx.out.push(set(result, address));
        });
      cx.out.push(when(isTest, side(expr.then), side(expr.else)));
      return get(result);
    }
    case "unary":
      return unary(cx, expr, count);
    case "binary":
      return binary(cx, expr, count);
    case "bits":
      return bits(cx, expr, count);
    case "fit":
      return fitted(cx, expr, count);
    default:
      throw new Error(`${expr.op} gives no wide integer`);
  }
}

/** A result that fits a word and still is computed from limbs, or from words of both signs. */
function isComputedWide(expr: Expression): boolean {
  if (expr.op !== "binary") return false;
  const isWide = (part: Expression) => representationOf(part.type).kind === "limbs";
  if (expr.name === "min" || expr.name === "max") return true;
  return (expr.name === "rem" || expr.name === "divTrunc") && (isWide(expr.left) || isWide(expr.right));
}

/** A space of its own, and its address. */
function space(cx: ScalarContext, count: number): Instruction {
  return i32(cx.scratch.take(count));
}

function helper(
  cx: ScalarContext,
  callee: Callee,
  count: number,
  ...args: readonly Instruction[]
): Instruction {
  const to = space(cx, count);
  cx.out.push(call(callee, to, ...args, i32(count)));
  return to;
}

function extended(
  cx: ScalarContext,
  address: Instruction,
  limbs: number,
  signed: boolean,
  count: number,
): Instruction {
  return helper(cx, extendLimbs(cx.module.builder), count, address, i32(limbs), i32(signed ? 1 : 0));
}

/** A value that an i64 holds: a limb, and its extension. */
function fromWord(cx: ScalarContext, expr: Expression, count: number): Instruction {
  const low = cx.scratch.take(1);
  const value = valueOf(cx, expr, "i64");
  cx.out.push(store("i64.store", i32(0), value, low));
  return count === 1 ? i32(low) : extended(cx, i32(low), 1, !isNatural(expr.type), count);
}

function choiceOf(
  cx: ScalarContext,
  at: Instruction,
  elements: readonly Expression[],
  count: number,
): Instruction {
  const result = temporary(cx, "i32", "chosen");
  const lists = elements.map((element) =>
    inside(cx, () => {
      const address = limbsValue(cx, element, count);
      cx.out.push(set(result, address));
    }),
  );
  cx.out.push(...branches(at, lists));
  return get(result);
}

function unary(cx: ScalarContext, expr: Extract<Expression, { op: "unary" }>, count: number): Instruction {
  const { builder } = cx.module;
  const { name, arg } = expr;
  const zeros = i32(cx.module.constant(new Uint8Array(8 * count), 8));
  switch (name) {
    case "toBig":
    case "toNumber":
    case "toInteger":
      return arg.type.kind === "boolean" ? fromWord(cx, expr, count) : limbsValue(cx, arg, count);
    case "neg":
      return helper(cx, addLimbs(builder, "sub"), count, zeros, limbsValue(cx, arg, count));
    case "not": {
      const ones = i32(cx.module.constant(new Uint8Array(8 * count).fill(255), 8));
      return helper(cx, bitwiseLimbs(builder, "xor"), count, limbsValue(cx, arg, count), ones);
    }
    default:
      throw new Error(`${name} gives no wide integer`);
  }
}

function binary(cx: ScalarContext, expr: Extract<Expression, { op: "binary" }>, count: number): Instruction {
  const { builder } = cx.module;
  const { name, left, right } = expr;
  const both = (callee: Callee): Instruction => {
    const [a, b] = [limbsValue(cx, left, count), limbsValue(cx, right, count)];
    return helper(cx, callee, count, a, b);
  };
  switch (name) {
    case "add":
    case "sub":
      return both(addLimbs(builder, name));
    case "mul":
      return both(multiplyLimbs(builder));
    case "and":
    case "or":
    case "xor":
      return both(bitwiseLimbs(builder, name));
    case "shl":
      return helper(cx, shiftLimbsUp(builder), count, limbsValue(cx, left, count), valueOf(cx, right, "i32"));
    case "shr": {
      const wide = Math.max(count, limbCount(left.type));
      return helper(cx, shiftLimbsDown(builder), wide, limbsValue(cx, left, wide), valueOf(cx, right, "i32"));
    }
    case "min":
    case "max": {
      const order = op(`i32.${name === "min" ? "lt" : "gt"}_s`, wideOrder(cx, left, right), i32(0));
      const isLeft = temporary(cx, "i32", "isLeft");
      cx.out.push(set(isLeft, order));
      const [a, b] = [limbsValue(cx, left, count), limbsValue(cx, right, count)];
      return op("select", a, b, get(isLeft));
    }
    case "rem":
    case "divTrunc": {
      const address = wideDivision(cx, expr);
      const has = divisionLimbs(expr);
      return has >= count ? address : extended(cx, address, has, true, count);
    }
    default:
      throw new Error(`${name} gives no wide integer`);
  }
}

function bits(cx: ScalarContext, expr: Extract<Expression, { op: "bits" }>, count: number): Instruction {
  const { builder } = cx.module;
  const { arg, high, low } = expr;
  const wide = Math.max(count, Math.floor(high / 64) + 1);
  const value = limbsValue(cx, arg, wide);
  const shifted = low === 0 ? value : helper(cx, shiftLimbsDown(builder), wide, value, i32(low));
  const width = high - low + 1;
  if (width >= 64 * count) return shifted;
  return helper(cx, wrapLimbs(builder), count, shifted, i32(width), i32(0));
}

function fitted(cx: ScalarContext, expr: Extract<Expression, { op: "fit" }>, count: number): Instruction {
  const { arg, to } = expr;
  const signed = to.kind === "bigSint" || to.kind === "sint" || to.kind === "fixed";
  if (arg.type.kind === "boolean") {
    const low = cx.scratch.take(1);
    cx.out.push(store("i64.store", i32(0), op("i64.extend_i32_u", condition(cx, arg)), low));
    return extended(cx, i32(low), 1, false, count);
  }
  // The limbs of an argument that is known to fit are those of the result.
  const isWithin =
    "low" in arg.type &&
    arg.type.kind === "big" &&
    arg.type.low >= (signed ? -(1n << BigInt(to.width - 1)) : 0n) &&
    arg.type.high < 1n << BigInt(signed ? to.width - 1 : to.width);
  const value = limbsValue(cx, arg, count);
  if (isWithin || to.width >= 64 * count) return value;
  const wrap = wrapLimbs(cx.module.builder);
  return helper(cx, wrap, count, value, i32(to.width), i32(signed ? 1 : 0));
}
