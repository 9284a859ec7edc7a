import { fail } from "../../errors/index.ts";
import { intrinsic, typeMaker } from "../intrinsic.ts";
import type { FloatType } from "./type.ts";

/** A binary float of 1 + exponent + mantissa bits. This version has the format of binary32. */
export const float = typeMaker(function float<const Exponent extends number, const Mantissa extends number>(
  exponent: Exponent,
  mantissa: Mantissa,
): FloatType<Exponent, Mantissa> {
  if (exponent !== 8 || mantissa !== 23) fail("E-FLOAT-FORMAT", { exponent, mantissa });
  const round = intrinsic("float", (value: number) => Math.fround(value));
  return Object.freeze(
    Object.assign(round, { kind: "float", width: 1 + exponent + mantissa, exponent, mantissa } as const),
  ) as unknown as FloatType<Exponent, Mantissa>;
});

/** IEEE 754 binary32. `fp32(x)` rounds a real number to nearest, ties to even; subnormals and infinities are kept. */
export const fp32: FloatType<8, 23> = float(8, 23);
