import type { BinaryName, Expression } from "../../../../lower/index.ts";
import { call, i32, i64, type Instruction, load, op, type PlainName } from "../../encode/index.ts";
import { shiftLimbsDown } from "../helpers/limbs.ts";
import { representationOf } from "../representation.ts";
import { constantInteger } from "./constants.ts";
import type { ScalarContext } from "./context.ts";
import { divided } from "./divide.ts";
import { encodedBits, floatValue, isFloat } from "./float.ts";
import { constantWord, via, widthOf, type Word } from "./words.ts";
import { commonInteger, condition, kept, limbsValue, valueOf } from "./compute.ts";

/** The low bits of an integer expression that is no read and no choice. */
export function integerValue(cx: ScalarContext, expr: Expression, want: Word): Instruction {
  const { kind } = representationOf(expr.type);
  switch (expr.op) {
    case "const":
      return constantWord(want, constantInteger(expr));
    case "unary":
      return unary(cx, expr, want);
    case "binary":
      return binary(cx, expr, want);
    case "bits":
      return bits(cx, expr, want);
    case "fit":
      return fitted(cx, expr, want);
    case "rescale":
      return rescaled(cx, expr, want);
    case "encode":
      return encodedBits(cx, expr, want);
    default:
      throw new Error(`${expr.op} gives no ${kind}`);
  }
}

function lowLimb(cx: ScalarContext, expr: Expression, want: Word, count: number): Instruction {
  return load(want === "i32" ? "i32.load" : "i64.load", limbsValue(cx, expr, count));
}

function unary(cx: ScalarContext, expr: Extract<Expression, { op: "unary" }>, want: Word): Instruction {
  const { arg, name } = expr;
  switch (name) {
    case "neg":
      return op(`${want}.sub`, constantWord(want, 0), valueOf(cx, arg, want));
    case "not":
      // int32's complement of a number up to 2³²−1 is that of its low bits.
      return expr.type.kind === "big"
        ? op(`${want}.xor`, valueOf(cx, arg, want), constantWord(want, -1))
        : via("i32", want, op("i32.xor", valueOf(cx, arg, "i32"), i32(-1)));
    case "abs": {
      if ("low" in arg.type && arg.type.low >= 0) return valueOf(cx, arg, want);
      const { kind } = representationOf(arg.type);
      // −2³¹ has a size that only the low 32 bits, taken as unsigned, hold: that of a wider type is computed there.
      const word: Word = kind === "i64" || representationOf(expr.type).kind === "i64" ? "i64" : "i32";
      const value = kept(cx, valueOf(cx, arg, word), word, "abs");
      const zero = constantWord(word, 0);
      return via(
        word,
        want,
        op("select", op(`${word}.sub`, zero, value), value, op(`${word}.lt_s`, value, zero)),
      );
    }
    case "clz32":
      return via("i32", want, op("i32.clz", valueOf(cx, arg, "i32")));
    case "toInteger":
      if (arg.type.kind === "boolean") return via("i32", want, condition(cx, arg));
      if (isFloat(arg)) {
        const natural = representationOf(expr.type).kind as Word;
        return via(natural, want, op(`${natural}.trunc_sat_f64_s`, floatValue(cx, arg, "f64")));
      }
      return valueOf(cx, arg, want);
    case "toBig":
    case "toNumber":
      return valueOf(cx, arg, want);
    default:
      throw new Error(`${name} gives no integer`);
  }
}

function limbs(expr: Expression): number {
  const representation = representationOf(expr.type);
  return representation.kind === "limbs" ? representation.count : 2;
}

const modular: Partial<Record<BinaryName, "add" | "sub" | "mul" | "and" | "or" | "xor">> = {
  add: "add",
  sub: "sub",
  mul: "mul",
  and: "and",
  or: "or",
  xor: "xor",
};

function binary(cx: ScalarContext, expr: Extract<Expression, { op: "binary" }>, want: Word): Instruction {
  const { name, left, right } = expr;
  const same = modular[name];
  if (same) return op(`${want}.${same}`, valueOf(cx, left, want), valueOf(cx, right, want));
  const in32 = (operator: PlainName): Instruction =>
    op(operator, valueOf(cx, left, "i32"), valueOf(cx, right, "i32"));
  switch (name) {
    case "imul":
      return via("i32", want, in32("i32.mul"));
    case "and32":
      return via("i32", want, in32("i32.and"));
    case "or32":
      return via("i32", want, in32("i32.or"));
    case "xor32":
      return via("i32", want, in32("i32.xor"));
    case "shl32":
      return via("i32", want, in32("i32.shl"));
    case "shr32":
      return via("i32", want, in32("i32.shr_s"));
    case "ushr32":
      return want === "i32" ? in32("i32.shr_u") : op("i64.extend_i32_u", in32("i32.shr_u"));
    case "shl":
      return shiftedUp(cx, left, right, want);
    case "shr":
      return shiftedDown(cx, expr, want);
    case "min":
    case "max":
      return extreme(cx, expr, want);
    default:
      return divided(cx, expr, want);
  }
}

/** The count of a shift, and the highest that it can be. */
function countOf(cx: ScalarContext, count: Expression, want: Word): { value: Instruction; most: number } {
  const most = "high" in count.type ? Number(count.type.high) : 0;
  return { value: valueOf(cx, count, want), most };
}

function shiftedUp(cx: ScalarContext, arg: Expression, count: Expression, want: Word): Instruction {
  const width = widthOf(want);
  const value = valueOf(cx, arg, want);
  const by = countOf(cx, count, "i32");
  if (by.most < width) return op(`${want}.shl`, value, via("i32", want, by.value));
  const [left, right] = [kept(cx, value, want, "value"), kept(cx, by.value, "i32", "count")];
  return op(
    "select",
    op(`${want}.shl`, left, via("i32", want, right)),
    constantWord(want, 0),
    op("i32.lt_u", right, i32(width)),
  );
}

function shiftedDown(
  cx: ScalarContext,
  expr: Extract<Expression, { op: "binary" }>,
  want: Word,
): Instruction {
  const { left, right } = expr;
  const common = commonInteger(left);
  if (!common) {
    const space = limbsOfArgument(cx, left);
    const to = cx.scratch.take(space.count);
    const by = valueOf(cx, right, "i32");
    cx.out.push(call(shiftLimbsDown(cx.module.builder), i32(to), space.at, by, i32(space.count)));
    return load(want === "i32" ? "i32.load" : "i64.load", i32(to));
  }
  const { type: word, unsigned } = common;
  const width = widthOf(word);
  const value = valueOf(cx, left, word);
  const by = countOf(cx, right, "i32");
  // A shift by more than the width gives what a shift by the width less 1 gives, unless the highest bit counts.
  const shift = (count: Instruction): Instruction =>
    op(unsigned ? "i64.shr_u" : `${word}.shr_s`, value, via("i32", word, count));
  if (by.most < width) return via(word, want, shift(by.value));
  const count = kept(cx, by.value, "i32", "count");
  const inWidth = op("i32.lt_u", count, i32(width));
  const shifted = unsigned
    ? op("select", shift(count), i64(0), inWidth)
    : shift(op("select", count, i32(width - 1), inWidth));
  return via(word, want, shifted);
}

function limbsOfArgument(cx: ScalarContext, arg: Expression): { at: Instruction; count: number } {
  const count = limbs(arg);
  return { at: limbsValue(cx, arg, count), count };
}

function extreme(cx: ScalarContext, expr: Extract<Expression, { op: "binary" }>, want: Word): Instruction {
  const common = commonInteger(expr.left, expr.right);
  if (!common) return lowLimb(cx, expr, want, limbs(expr));
  const { type: word, unsigned } = common;
  const [a, b] = [
    kept(cx, valueOf(cx, expr.left, word), word, "a"),
    kept(cx, valueOf(cx, expr.right, word), word, "b"),
  ];
  const order: PlainName = `${word}.${expr.name === "min" ? "lt" : "gt"}_${unsigned ? "u" : "s"}`;
  return via(word, want, op("select", a, b, op(order, a, b)));
}

function bits(cx: ScalarContext, expr: Extract<Expression, { op: "bits" }>, want: Word): Instruction {
  const { arg, low } = expr;
  // No more than the low 64 are wanted.
  const high = Math.min(expr.high, low + 63);
  const width = high - low + 1;
  const natural = representationOf(expr.type).kind;
  if (high < 64) {
    const word: Word = high < 32 && (natural === "i32" || want === "i32") ? "i32" : "i64";
    const value = valueOf(cx, arg, word);
    const shifted = low === 0 ? value : op(`${word}.shr_u`, value, constantWord(word, low));
    const isAll =
      high === widthOf(word) - 1 ||
      ("low" in arg.type && arg.type.low >= 0 && BigInt(arg.type.high) < 1n << BigInt(high + 1));
    const masked = isAll
      ? shifted
      : op(`${word}.and`, shifted, constantWord(word, (1n << BigInt(width)) - 1n));
    if (word === "i32" && want === "i64") return op("i64.extend_i32_u", masked);
    return via(word, want, masked);
  }
  // Across limbs: those that hold the bits, shifted together.
  const count = Math.floor(high / 64) + 1;
  const at = limbsValue(cx, arg, count);
  const address = kept(cx, at, "i32", "limbs");
  const first = Math.floor(low / 64);
  const by = low % 64;
  const limb = (index: number): Instruction => load("i64.load", address, 8 * index);
  const lower = by === 0 ? limb(first) : op("i64.shr_u", limb(first), i64(by));
  const joined =
    by > 0 && first + 1 < count ? op("i64.or", lower, op("i64.shl", limb(first + 1), i64(64 - by))) : lower;
  const masked = width >= 64 ? joined : op("i64.and", joined, i64((1n << BigInt(width)) - 1n));
  return via("i64", want, masked);
}

/** What wrapping to a width leaves; nothing to do where the value fits, or where fewer bits are wanted. */
function fitted(cx: ScalarContext, expr: Extract<Expression, { op: "fit" }>, want: Word): Instruction {
  const { arg, to } = expr;
  if (arg.type.kind === "boolean" && to.kind !== "sint" && to.kind !== "bigSint")
    return via("i32", want, condition(cx, arg));
  if (to.kind === "float" || to.kind === "enumeration") return valueOf(cx, arg, want);
  const signed = to.kind === "sint" || to.kind === "bigSint" || to.kind === "fixed";
  if (to.width >= widthOf(want) || isWithin(arg, to.width, signed)) return valueOf(cx, arg, want);
  return wrapped(cx, arg, to.width, signed, want);
}

/** The low `width` bits of an argument as a signed or unsigned number; fewer than the wanted type has. */
function wrapped(
  cx: ScalarContext,
  arg: Expression,
  width: number,
  signed: boolean,
  want: Word,
): Instruction {
  const word: Word = width <= 32 ? "i32" : "i64";
  return via(word, want, wrapWord(valueOf(cx, arg, word), width, signed, word), signed);
}

/** The same of a value at hand. */
export function wrapWord(value: Instruction, width: number, signed: boolean, word: Word): Instruction {
  const spare = widthOf(word) - width;
  if (spare <= 0) return value;
  if (!signed) return op(`${word}.and`, value, constantWord(word, (1n << BigInt(width)) - 1n));
  if (width === 8 || width === 16) return op(`${word}.extend${width}_s`, value);
  if (width === 32) return op("i64.extend32_s", value);
  return op(`${word}.shr_s`, op(`${word}.shl`, value, constantWord(word, spare)), constantWord(word, spare));
}

function isWithin({ type }: Expression, width: number, signed: boolean): boolean {
  if (type.kind === "boolean") return !(signed && width === 1);
  if (!("low" in type)) return false;
  const top = 1n << BigInt(signed ? width - 1 : width);
  return BigInt(type.low) >= (signed ? -top : 0n) && BigInt(type.high) < top;
}

/** To another fraction: a shift, up, or down with a rounding. Values have at most 53 bits, so that halves can be added. */
function rescaled(cx: ScalarContext, expr: Extract<Expression, { op: "rescale" }>, want: Word): Instruction {
  const fraction = (type: Expression["type"]): number => (type.kind === "fixed" ? type.fraction : 0);
  const down = fraction(expr.arg.type) - fraction(expr.type);
  if (down <= 0) {
    const value = valueOf(cx, expr.arg, want);
    return -down < widthOf(want)
      ? op(`${want}.shl`, value, constantWord(want, -down))
      : constantWord(want, 0);
  }
  // A shift by 63 leaves the sign, as any larger one does; a half is more than any value then.
  const by = Math.min(down, 62);
  const value = kept(cx, valueOf(cx, expr.arg, "i64"), "i64", "value");
  const shift = (shifted: Instruction): Instruction => op("i64.shr_s", shifted, i64(by));
  const one = 1n << BigInt(by);
  const add = (added: Instruction): Instruction => shift(op("i64.add", value, added));
  switch (expr.by) {
    case "floor":
      return via("i64", want, shift(value));
    case "trunc":
      return via("i64", want, add(op("i64.and", op("i64.shr_s", value, i64(63)), i64(one - 1n))));
    case "halfUp":
      return via("i64", want, add(i64(one / 2n)));
    case "even": {
      // The half less 1, and 1 where the whole part is odd: then a half goes up.
      const odd = op("i64.and", shift(value), i64(1));
      return via("i64", want, add(op("i64.add", i64(one / 2n - 1n), odd)));
    }
  }
}
