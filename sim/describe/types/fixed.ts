import { fail } from "../../errors/index.ts";
import { intrinsic, typeMaker } from "../intrinsic.ts";
import { MOST_NUMBER_WIDTH } from "./integers.ts";
import type { FixedType } from "./type.ts";

/** Doubles from 2^52 on are whole. */
const TO_WHOLE = 2 ** 52;

/** The nearest whole number, ties to even; never −0. */
export function roundEven(value: number): number {
  const size = Math.abs(value);
  if (!(size < TO_WHOLE)) return value;
  const whole = size + TO_WHOLE - TO_WHOLE;
  return (value < 0 ? -whole : whole) + 0;
}

/**
 * Signed fixed point of `int` bits before the point (the sign included, 1…53) and `fraction` bits behind it (0…52), 53 bits in all.
 *
 * The value of a signal is the real number. `+ − ×` are exact, as the range analysis proves; an assignment cuts the bits behind the fraction
 * off (towards −∞) and wraps above the sign, and lint names both where they are not asked for. `q(x)` rounds to nearest, ties to even,
 * and `saturate(x, q)` clamps.
 */
export const fixed = typeMaker(function fixed<const Int extends number, const Fraction extends number>(
  int: Int,
  fraction: Fraction,
): FixedType<Int, Fraction> {
  const isWhole = Number.isInteger(int) && Number.isInteger(fraction);
  if (!isWhole || int < 1 || fraction < 0 || int + fraction > MOST_NUMBER_WIDTH)
    fail("E-FIXED-FORMAT", { int, fraction });
  const scale = 2 ** fraction;
  const round = intrinsic("fixed", (value: number) => roundEven(value * scale) / scale);
  return Object.freeze(
    Object.assign(round, { kind: "fixed", width: int + fraction, int, fraction } as const),
  ) as unknown as FixedType<Int, Fraction>;
});
