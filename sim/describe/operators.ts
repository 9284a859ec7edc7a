import { fail } from "../errors/index.ts";
import { intrinsic } from "./intrinsic.ts";
import type { BigSIntType, BigUIntType, FixedType, SIntType, UIntType } from "./types/type.ts";
import { fixedRange, numberRange } from "./types/type-values.ts";

/** Says that an assignment is meant to wrap to its target's width: `count.next = wrap(count.value + 1)`. */
export const wrap = intrinsic("wrap", <V extends number | bigint>(value: V): V => value);

type TargetType<V> = V extends bigint ? BigUIntType | BigSIntType : UIntType | SIntType | FixedType;

/**
 * The nearest value that the type holds. Of a real number: NaN gives 0; for an integer type it must be whole (Math.trunc, floor,
 * round), for fixed point on its grid (the type itself rounds to it).
 */
export const saturate = intrinsic(
  "saturate",
  <V extends number | bigint>(value: V, type: TargetType<V>): V => {
    if (typeof value === "bigint") {
      const big = type as BigUIntType | BigSIntType;
      const high =
        big.kind === "bigUint" ? (1n << BigInt(big.width)) - 1n : (1n << BigInt(big.width - 1)) - 1n;
      const low = big.kind === "bigUint" ? 0n : -(1n << BigInt(big.width - 1));
      return (value < low ? low : value > high ? high : value) as V;
    }
    if (Number.isNaN(value)) return 0 as V;
    const target = type as UIntType | SIntType | FixedType;
    const { low, high } = target.kind === "fixed" ? fixedRange(target) : numberRange(target);
    return (Math.min(Math.max(value as number, low), high) + 0) as V;
  },
);

/** Bits `high` down to `low` of an integer in two's complement, as an unsigned integer of the same kind. */
export const bits = intrinsic("bits", <V extends number | bigint>(value: V, high: number, low: number): V => {
  if (typeof value === "bigint") return BigInt.asUintN(high - low + 1, value >> BigInt(low)) as V;
  const shifted = Math.floor((value as number) / 2 ** low);
  const span = 2 ** (high - low + 1);
  return (shifted - Math.floor(shifted / span) * span) as V;
});

/** Joins `[value, width]` parts, the first one the most significant; numbers up to 53 bits in all, or bigints. */
export const concat = intrinsic(
  "concat",
  <V extends number | bigint>(...parts: readonly (readonly [value: V, width: number])[]): V => {
    if (parts.every(([value]) => typeof value === "bigint")) {
      let joined = 0n;
      for (const [value, width] of parts)
        joined = (joined << BigInt(width)) | BigInt.asUintN(width, value as bigint);
      return joined as V;
    }
    let joined = 0;
    let total = 0;
    for (const [value, width] of parts) {
      joined = joined * 2 ** width + (bits(value, width - 1, 0) as number);
      total += width;
    }
    if (total > 53) fail("E-WIDTH", { type: "concat", width: total, least: 1, most: 53 });
    return joined as V;
  },
);

const WORD = 2 ** 32;

/** Applies a 32-bit operator to both words of two safe integers in two's complement. */
function bitwise(a: number, b: number, op: (x: number, y: number) => number): number {
  const high = op(Math.floor(a / WORD) | 0, Math.floor(b / WORD) | 0);
  return high * WORD + (op(a | 0, b | 0) >>> 0);
}

/** Bitwise and of integers of any width, in two's complement. */
export const and = intrinsic("and", <V extends number | bigint>(a: V, b: V): V =>
  typeof a === "bigint"
    ? ((a & (b as bigint)) as V)
    : (bitwise(a as number, b as number, (x, y) => x & y) as V),
);

/** Bitwise or of integers of any width, in two's complement. */
export const or = intrinsic("or", <V extends number | bigint>(a: V, b: V): V =>
  typeof a === "bigint"
    ? ((a | (b as bigint)) as V)
    : (bitwise(a as number, b as number, (x, y) => x | y) as V),
);

/** Bitwise exclusive or of integers of any width, in two's complement. */
export const xor = intrinsic("xor", <V extends number | bigint>(a: V, b: V): V =>
  typeof a === "bigint"
    ? ((a ^ (b as bigint)) as V)
    : (bitwise(a as number, b as number, (x, y) => x ^ y) as V),
);

/** `value` · 2^count; exact, so the result may be wider than the value. */
export const shl = intrinsic("shl", <V extends number | bigint>(value: V, count: number): V =>
  typeof value === "bigint" ? ((value << BigInt(count)) as V) : (((value as number) * 2 ** count) as V),
);

/** floor(`value` / 2^count): the arithmetic shift of signed, the logical one of unsigned integers. */
export const shr = intrinsic("shr", <V extends number | bigint>(value: V, count: number): V =>
  typeof value === "bigint"
    ? ((value >> BigInt(count)) as V)
    : (Math.floor((value as number) / 2 ** count) as V),
);
