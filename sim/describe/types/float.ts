import { fail } from "../../errors/index.ts";
import { intrinsic, typeMaker } from "../intrinsic.ts";
import { floatRounding, residueRounding } from "./float-rounding.ts";
import type { FloatType } from "./type.ts";

export interface FloatOptions {
  /** `"flush"`: a result that is less than the least normal number after rounding becomes 0 of its sign. */
  readonly subnormals?: "keep" | "flush" | undefined;
}

/**
 * A binary float of 1 + exponent + mantissa bits, with subnormals, infinities, −0 and one NaN: exponent 2…10, mantissa 1…23.
 *
 * Called, it rounds a real number to nearest, ties to even: `bf16(a * b)`. The bounds are those within which doubles, rounded once more,
 * give the rightly rounded result of `+ − × ÷` (`sim/lower/arithmetic/reals.ts` has the proof).
 */
export const float = typeMaker(function float<const Exponent extends number, const Mantissa extends number>(
  exponent: Exponent,
  mantissa: Mantissa,
  { subnormals = "keep" }: FloatOptions = {},
): FloatType<Exponent, Mantissa> {
  const isWhole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!isWhole(exponent, 2, 10) || !isWhole(mantissa, 1, 23)) fail("E-FLOAT-FORMAT", { exponent, mantissa });
  const flush = subnormals === "flush";
  const rounding = floatRounding({ exponent, mantissa, flush });
  const round = intrinsic("float", (value: number) => rounding(value, 0));
  const facts = { kind: "float", width: 1 + exponent + mantissa, exponent, mantissa, flush } as const;
  Object.defineProperty(round, residueRounding, { value: rounding });
  return Object.freeze(Object.assign(round, facts)) as unknown as FloatType<Exponent, Mantissa>;
});

/** IEEE 754 binary16. */
export const fp16: FloatType<5, 10> = float(5, 10);
/** The upper half of binary32. */
export const bf16: FloatType<8, 7> = float(8, 7);
/** 1-8-15: binary32 with a shorter mantissa, in 24 bits. */
export const fp24: FloatType<8, 15> = float(8, 15);
/** IEEE 754 binary32. */
export const fp32: FloatType<8, 23> = float(8, 23);
