import type { DesignPlan } from "../plan/design-plan.ts";
import { bytesOf, elementOf } from "../plan/element.ts";

/**
 * A part of linear memory in which the values that are followed are remembered and their changes written. It is laid out anew by each follower; what nobody
 * uses costs no memory, since no page of it is touched.
 */
export interface FollowArea {
  readonly at: number;
  /** The first byte behind. */
  readonly end: number;
}

/** Bytes that are compared at once. */
export const BLOCK = 16;
/** Text that is kept until somebody takes it: it stays in a processor's second cache. */
export const TEXT_BYTES = 1 << 18;
/** Moments whose times are asked for at once, and the bytes of each: that of the edge, that of the falling edge. */
export const TIMES = 256;
export const TIME_BYTES = 16;

/**
 * A value: the address of its last word (i32), its width (i32), the bytes behind its digits (8), 1 where a `b` is in front of them (i8), how many bytes are
 * behind (i8), its kind (i8), the number of another value with the same word, from 1 (i32). Of a real number: the address of its shifted word, and instead of
 * a width the kind of text that it has, from 1.
 */
export const ENTRY = { address: 0, width: 4, tail: 8, lead: 16, tailLength: 17, kind: 18, next: 20 } as const;
export const ENTRY_BYTES = 24;
export const KINDS = { word: 0, limbs: 1, real: 2 } as const;

/**
 * A real number: where it is (i32), how far its word is shifted to the top of 8 bytes (i32), the last word (i64), the greatest shifted word without its sign
 * that is no NaN (i64), the number of its value from 1 (i32).
 */
export const REAL = { address: 0, shift: 4, last: 8, limit: 16, value: 24 } as const;
export const REAL_BYTES = 32;

/**
 * Texts of real numbers that were written: the shifted word (i64), the kind of text (i32; 0 where there is none), its length (i32), the text. A word has one place,
 * which the last one keeps: weights of a codebook, zeros and sums that come again are written without asking JavaScript.
 */
export const KNOWN = { word: 0, kind: 8, length: 12, text: 16 } as const;
/** The longest is 25 bytes: `r-1.2345678901234567e-308`. */
export const KNOWN_TEXT = 32;
export const KNOWN_BYTES = 48;
/** How many there are: a power of two. */
export const KNOWN_BITS = 10;

/** An owner of a byte: the number of a value from 1 in the low bits, the bytes of its word less 1 above, then whether it has other values as well. */
export const OWNER_BITS = 28;
export const SHARED = 2 ** 31;

/** Where the words of the head are, from the start of the area; addresses of lists are those of their first and the one behind their last entry. */
export const HEAD = {
  blocks: 0,
  blocksEnd: 4,
  seen: 8,
  owners: 12,
  reals: 16,
  realsEnd: 20,
  entries: 24,
  marks: 28,
  marksEnd: 32,
  text: 36,
  /** The last address of text at which a line may begin. */
  limit: 40,
  out: 44,
  times: 48,
  timesEnd: 52,
  risingLength: 56,
  fallingLength: 60,
  rising: 64,
  falling: 72,
  written: 80,
  /** Ten to the number of digits that times have now. */
  power: 88,
  digits: 96,
  stopped: 100,
  moments: 104,
  known: 108,
} as const;
export const HEAD_BYTES = 112;

/** Room for a time, a clock and the digits that are stored beyond a line's end. */
export const LINE_ROOM = 128;

/** Words of memories are followed where they are few. */
const MOST_WORDS = 65_536;

/** Room for all nets and many words of memories. */
export function followArea({ nets, program }: DesignPlan, from: number): FollowArea {
  const { design } = program;
  const blockBytes = 4 + BLOCK + 4 * BLOCK;
  let blocks = Math.ceil((nets.to - nets.from) / BLOCK) + 2;
  let words = 0;
  for (const { type, depth } of design.memories) {
    const some = Math.min(depth, MOST_WORDS - words);
    words += some;
    blocks += Math.ceil((some * bytesOf(elementOf(type))) / BLOCK) + 2;
  }
  const values = design.nets.length + words;
  const lists = blocks * blockBytes + values * (ENTRY_BYTES + REAL_BYTES) + Math.ceil(values / 8);
  const at = Math.ceil(from / BLOCK) * BLOCK;
  const texts = (KNOWN_BYTES << KNOWN_BITS) + TIMES * TIME_BYTES + TEXT_BYTES;
  return { at, end: at + HEAD_BYTES + lists + texts + 16 * BLOCK };
}
