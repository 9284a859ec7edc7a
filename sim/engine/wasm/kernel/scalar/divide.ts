import type { Expression } from "../../../../lower/index.ts";
import { call, i32, i64, type Instruction, load, op } from "../../encode/index.ts";
import { divideLimbs } from "../helpers/divide-limbs.ts";
import { limbCount } from "../representation.ts";
import { knownInteger } from "./constants.ts";
import type { ScalarContext } from "./context.ts";
import { constantWord, via, type Word } from "./words.ts";
import { commonInteger, kept, limbsValue, valueOf } from "./compute.ts";

type Binary = Extract<Expression, { op: "binary" }>;

/** Divisions and remainders; the divisor is proven not to be 0 where they are evaluated. */
export function divided(cx: ScalarContext, expr: Binary, want: Word): Instruction {
  const { name, left, right } = expr;
  if (name === "divRound") return roundedQuotient(cx, expr, want);
  // The quotient of the least i32 and −1 is no i32.
  const common = commonInteger(left, right, expr);
  if (!common) return load(want === "i32" ? "i32.load" : "i64.load", wideDivision(cx, expr));
  const { type: word, unsigned } = common;
  const isNatural = "low" in left.type && left.type.low >= 0 && "low" in right.type && right.type.low >= 0;
  const sign = unsigned || isNatural ? "u" : "s";
  const divisor = knownInteger(right);
  const isPower = divisor !== undefined && divisor > 0n && (divisor & (divisor - 1n)) === 0n;
  const log = isPower ? divisor.toString(2).length - 1 : 0;
  if (name === "rem") {
    if (isPower && sign === "u") {
      const mask = word === "i32" ? i32(Number(divisor) - 1) : i64(divisor - 1n);
      return via(word, want, op(`${word}.and`, valueOf(cx, left, word), mask));
    }
    return via(word, want, op(`${word}.rem_${sign}`, valueOf(cx, left, word), valueOf(cx, right, word)));
  }
  if (isPower && (sign === "u" || name === "divFloor"))
    return via(word, want, op(`${word}.shr_${sign}`, valueOf(cx, left, word), constantWord(word, log)));
  if (name === "divTrunc" || sign === "u")
    return via(word, want, op(`${word}.div_${sign}`, valueOf(cx, left, word), valueOf(cx, right, word)));
  const [a, b] = [
    kept(cx, valueOf(cx, left, word), word, "a"),
    kept(cx, valueOf(cx, right, word), word, "b"),
  ];
  return via(word, want, floorQuotient(cx, word, a, b));
}

/** One less than the quotient towards 0 where there is a remainder whose sign is not the divisor's. */
function floorQuotient(cx: ScalarContext, word: Word, a: Instruction, b: Instruction): Instruction {
  const quotient = kept(cx, op(`${word}.div_s`, a, b), word, "quotient");
  const rest = kept(cx, op(`${word}.sub`, a, op(`${word}.mul`, quotient, b)), word, "rest");
  const differs = op(`${word}.lt_s`, op(`${word}.xor`, rest, b), constantWord(word, 0));
  const less = op("i32.and", op(`${word}.ne`, rest, constantWord(word, 0)), differs);
  return op(`${word}.sub`, quotient, word === "i64" ? op("i64.extend_i32_u", less) : less);
}

/** floor((2a + b) / 2b): operands are below 2⁵³, so that this is an i64. */
function roundedQuotient(cx: ScalarContext, { left, right }: Binary, want: Word): Instruction {
  const a = valueOf(cx, left, "i64");
  const b = kept(cx, valueOf(cx, right, "i64"), "i64", "b");
  const dividend = kept(cx, op("i64.add", op("i64.shl", a, i64(1)), b), "i64", "dividend");
  const divisor = kept(cx, op("i64.shl", b, i64(1)), "i64", "divisor");
  return via("i64", want, floorQuotient(cx, "i64", dividend, divisor));
}

/** Address of the quotient or remainder of numbers that are too wide for an i64. */
export function wideDivision(cx: ScalarContext, { name, left, right }: Binary): Instruction {
  // A limb more than the operands need: −(least) fits, and the remainder can be doubled.
  const count = Math.max(limbCount(left.type), limbCount(right.type)) + 1;
  const [a, b] = [limbsValue(cx, left, count), limbsValue(cx, right, count)];
  const [quotient, remainder, space] = [
    cx.scratch.take(count),
    cx.scratch.take(count),
    cx.scratch.take(3 * count),
  ];
  const divide = divideLimbs(cx.module.builder);
  cx.out.push(call(divide, i32(quotient), i32(remainder), a, b, i32(space), i32(count)));
  return i32(name === "rem" ? remainder : quotient);
}

/** How many limbs `wideDivision` leaves. */
export function divisionLimbs({ left, right }: Binary): number {
  return Math.max(limbCount(left.type), limbCount(right.type)) + 1;
}
