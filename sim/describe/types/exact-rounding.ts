import type { FloatType } from "./type.ts";

/** Bits that are kept, the last of them standing for all that were dropped: two more than any format has would do. */
const KEPT = 53n;

/**
 * whole · 2^power, rounded once. Dropped bits leave a 1 in the last bit that is kept ("round to odd"), so that the second rounding, to a
 * format of at least two bits fewer, can't take what was dropped for a tie. `ifZero` is given where the number is 0: it has the sign of 0,
 * or is what has no such form.
 */
export function roundedExactly(type: FloatType, whole: bigint, power: number, ifZero = 0): number {
  if (whole === 0n) return type(ifZero);
  const size = whole < 0n ? -whole : whole;
  const dropped = BigInt(size.toString(2).length) - KEPT;
  let kept = size;
  let scale = power;
  if (dropped > 0n) {
    kept = size >> dropped;
    if (kept << dropped !== size) kept |= 1n;
    scale += Number(dropped);
  }
  // No format reaches so far.
  const near = scale < -1000 ? 0 : scale > 900 ? Infinity : Number(kept) * 2 ** scale;
  return type(whole < 0n ? -near : near);
}
