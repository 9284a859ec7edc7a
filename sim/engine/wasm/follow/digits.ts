import { i32, type Instruction, op, shuffle, v128 } from "../encode/index.ts";

const ZERO = 48;
/** The bit of each of 16 digits in its byte, the highest first. */
const WEIGHTS = v128(Array.from({ length: 16 }, (_, digit) => 128 >> (digit & 7)));
const ZEROS = op("i8x16.splat", i32(ZERO));

/** The 16 digits of bits 63 − 16k … 48 − 16k of the lower half of a vector, as characters. */
export function sixteenDigits(bits: Instruction, k: number): Instruction {
  const lanes = Array.from({ length: 16 }, (_, digit) => 7 - 2 * k - (digit >> 3));
  const spread = op("v128.and", shuffle(lanes, bits, bits), WEIGHTS);
  // Lanes whose bit is set are −1.
  return op("i8x16.sub", ZEROS, op("i8x16.eq", spread, WEIGHTS));
}
