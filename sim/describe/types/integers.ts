import { fail } from "../../errors/index.ts";
import { intrinsic, typeMaker } from "../intrinsic.ts";
import type { BigSIntType, BigUIntType, BitType, SIntType, UIntType } from "./type.ts";

/** Widest integer whose value is a JavaScript number. */
export const MOST_NUMBER_WIDTH = 53;
const MOST_BIG_WIDTH = 1 << 16;

/** One wire: `0 | 1`. Called, `bit(x, i)` is bit i of a number or bigint (two's complement, i from 0). */
export const bit = Object.assign(
  intrinsic("bit", (value: number | bigint, index: number): 0 | 1 =>
    typeof value === "bigint"
      ? (Number((value >> BigInt(index)) & 1n) as 0 | 1)
      : ((((Math.floor(value / 2 ** index) % 2) + 2) % 2) as 0 | 1),
  ),
  { kind: "bit", width: 1 } as const,
) as unknown as BitType;

/** Unsigned integer of 1…53 bits; values are numbers. */
export const uint = typeMaker(function uint<const Width extends number>(width: Width): UIntType<Width> {
  return integerType("uint", width, MOST_NUMBER_WIDTH) as unknown as UIntType<Width>;
});

/** Signed integer of 1…53 bits in two's complement; values are numbers. */
export const sint = typeMaker(function sint<const Width extends number>(width: Width): SIntType<Width> {
  return integerType("sint", width, MOST_NUMBER_WIDTH) as unknown as SIntType<Width>;
});

/** Unsigned integer of any width up to 65,536 bits; values are bigints. */
export const bigUint = typeMaker(function bigUint<const Width extends number>(
  width: Width,
): BigUIntType<Width> {
  return integerType("bigUint", width, MOST_BIG_WIDTH) as unknown as BigUIntType<Width>;
});

/** Signed integer of any width up to 65,536 bits; values are bigints. */
export const bigSint = typeMaker(function bigSint<const Width extends number>(
  width: Width,
): BigSIntType<Width> {
  return integerType("bigSint", width, MOST_BIG_WIDTH) as unknown as BigSIntType<Width>;
});

type IntegerKind = "uint" | "sint" | "bigUint" | "bigSint";
type IntegerType = Readonly<{ kind: IntegerKind; width: number }>;

/** Types are frozen, and nothing tells equal ones apart: each is made once, since the signals of large designs ask for half a million. */
const made: Readonly<Record<IntegerKind, Map<number, IntegerType>>> = {
  uint: new Map(),
  sint: new Map(),
  bigUint: new Map(),
  bigSint: new Map(),
};

function integerType(type: IntegerKind, width: number, most: number): IntegerType {
  const known = made[type].get(width);
  if (known) return known;
  if (!Number.isInteger(width) || width < 1 || width > most) fail("E-WIDTH", { type, width, least: 1, most });
  const fresh = Object.freeze({ kind: type, width });
  made[type].set(width, fresh);
  return fresh;
}
