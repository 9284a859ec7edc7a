import { i32, i64, type Instruction, op } from "../../encode/index.ts";

/** The two types that integers are computed in. */
export type Word = "i32" | "i64";

export function widthOf(word: Word): number {
  return word === "i32" ? 32 : 64;
}

/** The low bits of a constant. */
export function constantWord(word: Word, value: bigint | number): Instruction {
  return word === "i32" ? i32(Number(BigInt.asIntN(32, BigInt(value)))) : i64(value);
}

/** A signed value of one type in the other, or its low bits. */
export function via(from: Word, want: Word, value: Instruction, signed = true): Instruction {
  if (from === want) return value;
  if (want === "i32") return op("i32.wrap_i64", value);
  return op(signed ? "i64.extend_i32_s" : "i64.extend_i32_u", value);
}
