import { floatFacts, type FloatType } from "../../../../describe/index.ts";
import type { Expression } from "../../../../lower/index.ts";
import { call, f32, f64, i32, i64, type Instruction, op, type PlainName } from "../../encode/index.ts";
import { limbsToFloat } from "../helpers/limbs-to-float.ts";
import {
  decodeFloat,
  encodeFloat,
  fusedMultiplyAdd,
  roundFloat,
  roundHalfUp,
} from "../helpers/round-float.ts";
import { isSingle, isUnsigned64, limbCount, representationOf } from "../representation.ts";
import type { ScalarContext } from "./context.ts";
import { via, type Word } from "./words.ts";
import { kept, limbsValue, valueOf } from "./compute.ts";

type Float = "f32" | "f64";

export function isFloat({ type }: Expression): boolean {
  return type.kind === "float";
}

function resized(from: Float, want: Float, value: Instruction): Instruction {
  if (from === want) return value;
  return op(want === "f64" ? "f64.promote_f32" : "f32.demote_f64", value);
}

/** A float expression that is no read and no choice. Single precision is asked for only where it holds the value. */
export function floatValue(cx: ScalarContext, expr: Expression, want: Float): Instruction {
  switch (expr.op) {
    case "const":
      return want === "f32" ? f32(Number(expr.value)) : f64(Number(expr.value));
    case "unary":
      return unary(cx, expr, want);
    case "binary":
      return resized("f64", want, arithmetic(cx, expr, "f64"));
    case "fma":
      return resized("f64", want, fma(cx, expr));
    case "fit":
      return expr.to.kind === "float" ? rounded(cx, expr.to, expr.arg, want) : valueOf(cx, expr.arg, want);
    case "decode":
      return decoded(cx, expr, want);
    default:
      return valueOf(cx, expr, want);
  }
}

function unary(cx: ScalarContext, expr: Extract<Expression, { op: "unary" }>, want: Float): Instruction {
  const { name, arg } = expr;
  switch (name) {
    case "neg":
    case "abs":
      return op(`${want}.${name}`, valueOf(cx, arg, want));
    case "trunc":
    case "floor":
      return resized("f64", want, op(`f64.${name}`, valueOf(cx, arg, "f64")));
    case "roundEven":
      return resized("f64", want, op("f64.nearest", valueOf(cx, arg, "f64")));
    case "round":
      return resized("f64", want, call(roundHalfUp(cx.module.builder), valueOf(cx, arg, "f64")));
    case "round32":
      return resized("f32", want, op("f32.demote_f64", valueOf(cx, arg, "f64")));
    case "toFloat":
      return resized("f64", want, asDouble(cx, arg, false));
    default:
      throw new Error(`${name} gives no float`);
  }
}

function arithmetic(
  cx: ScalarContext,
  expr: Extract<Expression, { op: "binary" }>,
  type: Float,
): Instruction {
  const { name, left, right } = expr;
  switch (name) {
    case "add":
    case "sub":
    case "mul":
    case "div":
    case "min":
    case "max":
      return op(`${type}.${name}`, valueOf(cx, left, type), valueOf(cx, right, type));
    default:
      throw new Error(`${name} gives no float`);
  }
}

/** The double of an integer or fixed-point number; of one that no double holds, the nearest, or `toOdd`. */
function asDouble(cx: ScalarContext, arg: Expression, toOdd: boolean): Instruction {
  const { type } = arg;
  if (type.kind === "float") return valueOf(cx, arg, "f64");
  const { kind } = representationOf(type);
  if (type.kind === "big" && (kind === "limbs" || (toOdd && kind === "i64"))) {
    const count = Math.max(2, limbCount(type));
    const address = limbsValue(cx, arg, count);
    const space = cx.scratch.take(2 * count);
    return call(limbsToFloat(cx.module.builder), address, i32(toOdd ? 1 : 0), i32(space), i32(count));
  }
  const word: Word = kind === "i32" ? "i32" : "i64";
  const sign = isUnsigned64(type) ? "u" : "s";
  const whole = op(`f64.convert_${word}_${sign}`, valueOf(cx, arg, word));
  return type.kind === "fixed" && type.fraction > 0 ? op("f64.mul", whole, f64(2 ** -type.fraction)) : whole;
}

const isBinary32 = ({ exponent, mantissa, flush }: FloatType): boolean =>
  exponent === 8 && mantissa === 23 && !flush;

/** A value rounded to a format, once. */
function rounded(cx: ScalarContext, to: FloatType, arg: Expression, want: Float): Instruction {
  if (!isFloat(arg)) return roundDouble(cx, to, asDouble(cx, arg, true), want);
  if (isExactIn(to, arg)) {
    const held: Float = representationOf(arg.type).kind === "f32" ? "f32" : "f64";
    return resized(held, want, valueOf(cx, arg, held));
  }
  if (isBinary32(to) && arg.op === "binary" && [arg.left, arg.right].every(isHeldSingle))
    // Both roundings of a double's result are one: 53 ≥ 2 · 24 + 2.
    return resized("f32", want, arithmetic(cx, arg, "f32"));
  return roundDouble(cx, to, valueOf(cx, arg, "f64"), want);
}

function roundDouble(cx: ScalarContext, to: FloatType, value: Instruction, want: Float): Instruction {
  return isBinary32(to)
    ? resized("f32", want, op("f32.demote_f64", value))
    : resized("f64", want, call(roundFloat(cx.module.builder, to, false), value));
}

/** Whether the format holds all values of the expression, so that nothing is rounded. */
export function isExactIn(to: FloatType, { type }: Expression): boolean {
  if (type.kind !== "float" || !type.reals.exact) return false;
  const { precision, step, least, top } = floatFacts(to);
  const { bits, low, high } = type.reals;
  return bits <= precision && low >= (to.flush ? least : step) && high <= top;
}

function isHeldSingle(expr: Expression): boolean {
  if (expr.op === "const") return Object.is(Math.fround(Number(expr.value)), Number(expr.value));
  return expr.type.kind === "float" && expr.type.format !== undefined && isSingle(expr.type.format);
}

/** One rounding of left · right + addend: the product is a double, since operands are numbers of formats. */
function fma(cx: ScalarContext, expr: Extract<Expression, { op: "fma" }>): Instruction {
  const [left, right, addend] = [expr.left, expr.right, expr.addend].map((part) => valueOf(cx, part, "f64"));
  return call(fusedMultiplyAdd(cx.module.builder, expr.to), left!, right!, addend!);
}

/** The bits of a float; a single's are at hand. */
export function encodedBits(
  cx: ScalarContext,
  expr: Extract<Expression, { op: "encode" }>,
  want: Word,
): Instruction {
  const { of, arg } = expr;
  if (of.exponent === 8 && of.mantissa === 23) {
    const value = kept(cx, valueOf(cx, arg, "f32"), "f32", "value");
    const bits = op("select", op("i32.reinterpret_f32", value), i32(0x7fc00000), op("f32.eq", value, value));
    return via("i32", want, bits, false);
  }
  return via("i64", want, call(encodeFloat(cx.module.builder, of), valueOf(cx, arg, "f64")));
}

function decoded(cx: ScalarContext, expr: Extract<Expression, { op: "decode" }>, want: Float): Instruction {
  const { of, arg } = expr;
  if (of.exponent === 8 && of.mantissa === 23 && !of.flush)
    return resized("f32", want, op("f32.reinterpret_i32" as PlainName, valueOf(cx, arg, "i32")));
  const pattern = op("i64.and", valueOf(cx, arg, "i64"), i64((1n << BigInt(of.width)) - 1n));
  return resized("f64", want, call(decodeFloat(cx.module.builder, of), pattern));
}
