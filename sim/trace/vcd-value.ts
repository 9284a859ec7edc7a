import type { TraceType } from "./trace-source.ts";
import { putText, reserve, type TextBuffer } from "./text-buffer.ts";
import { escapeString } from "./vcd-string.ts";

const ZERO = 48;
const LETTER_B = 98;
const LETTER_X = 120;
const SPACE = 32;
const TWO_TO_32 = 2 ** 32;
/** Room for `b`, 53 digits, a blank, a code of four characters and a line end. */
export const CHANGE_ROOM = 64;

/** The widest integers that a number holds. */
const WIDEST_NUMBER = 53;

/** Bits of a type whose values may be written by `putNumber`; 0 for the others. */
export function numberWidth(type: TraceType): number {
  return type.kind === "bits" && type.width <= WIDEST_NUMBER ? type.width : 0;
}

/**
 * Writes an integer in two's complement of 1 to 53 bits, up to and without the identifier code. This is what a long run spends
 * its time on. The caller has reserved room.
 *
 * A single bit has no blank before its code; anything wider must have one. Leading zeros are dropped; readers put them back.
 */
export function putNumber(out: TextBuffer, width: number, value: number): void {
  const { bytes } = out;
  let at = out.length;
  if (width === 1) {
    bytes[at] = ZERO + (value & 1);
    out.length = at + 1;
    return;
  }
  bytes[at++] = LETTER_B;
  const low = width < 32 ? value & ((1 << width) - 1) : value >>> 0;
  const high = width > 32 ? Math.floor(value / TWO_TO_32) & ((1 << (width - 32)) - 1) : 0;
  if (high !== 0) at = putDigits(out, at, high, 32 - Math.clz32(high));
  at = putDigits(out, at, low, high !== 0 ? 32 : 32 - Math.clz32(low | 1));
  bytes[at++] = SPACE;
  out.length = at;
}

/** The four digits of 0…15, the first in the lowest byte. */
const NIBBLES = Uint32Array.from({ length: 16 }, (_, nibble) =>
  [8, 4, 2, 1].reduce((sum, weight, place) => sum + (ZERO + (nibble & weight ? 1 : 0)) * 256 ** place, 0),
);

/** Writes the low `count` bits, four at a time, and gives back the place behind them. */
function putDigits({ view }: TextBuffer, at: number, bits: number, count: number): number {
  const odd = count & 3;
  let shift = count - odd;
  if (odd !== 0) {
    view.setUint32(at, NIBBLES[(bits >>> shift) & 15]! >>> (8 * (4 - odd)), true);
    at += odd;
  }
  while (shift > 0) {
    shift -= 4;
    view.setUint32(at, NIBBLES[(bits >>> shift) & 15]!, true);
    at += 4;
  }
  return at;
}

/** Writes any value of a type, up to and without the identifier code. A value that the type doesn't have is unknown, `x`. */
export function putValue(out: TextBuffer, type: TraceType, value: unknown): void {
  if (type.kind === "real") putText(out, `${realText(Number(value))} `);
  else if (type.kind === "string") putText(out, `s${escapeString(String(value ?? ""))} `);
  else if (type.kind === "bits") putInteger(out, type.width, value);
  else {
    const index = type.labels.indexOf(String(value));
    putInteger(out, type.width, index < 0 ? undefined : index);
  }
}

function putInteger(out: TextBuffer, width: number, value: unknown): void {
  const isInteger =
    typeof value === "bigint" ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isInteger(value));
  if (width === 1) {
    reserve(out, 1);
    out.bytes[out.length++] = isInteger ? ZERO + Number(BigInt(value) & 1n) : LETTER_X;
  } else putText(out, isInteger ? `b${BigInt.asUintN(width, BigInt(value)).toString(2)} ` : "bx ");
}

/** A real number as its line has it in front of the blank: the shortest text from which the same number is read. */
export function realText(real: number): string {
  let text = Object.is(real, -0) ? "-0" : String(real);
  if (Number.isNaN(real)) text = "nan";
  else if (!Number.isFinite(real)) text = real > 0 ? "inf" : "-inf";
  return `r${text}`;
}
