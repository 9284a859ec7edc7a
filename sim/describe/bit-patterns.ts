import { intrinsic } from "./intrinsic.ts";
import { floatFacts } from "./types/float-facts.ts";
import type { FixedType, FloatType } from "./types/type.ts";
import { fitValue } from "./types/type-values.ts";

/**
 * The bits of a value of a float or fixed-point type, as an unsigned integer of the type's width: what a word of an SRAM or a bus
 * holds of it. The value is fitted to the type first. NaN has one pattern: sign 0, and of the mantissa the highest bit alone.
 */
export const bitsOf = intrinsic("bitsOf", (value: number, type: FloatType | FixedType): number => {
  const fitted = fitValue(type, value) as number;
  if (type.kind === "float") return floatBits(fitted, type);
  const scaled = fitted * 2 ** type.fraction;
  return scaled < 0 ? scaled + 2 ** type.width : scaled;
});

/** The value whose bits are the low ones of `pattern`, as many as the type has; every pattern of a NaN gives NaN. */
export const fromBits = intrinsic(
  "fromBits",
  (pattern: number | bigint, type: FloatType | FixedType): number => {
    const { width } = type;
    const low = Number(BigInt.asUintN(width, BigInt(pattern)));
    if (type.kind === "float") return type(floatOf(low, type));
    return (low >= 2 ** (width - 1) ? low - 2 ** width : low) / 2 ** type.fraction;
  },
);

function floatBits(value: number, type: FloatType): number {
  const { mantissa, exponent, width } = type;
  const { least, step, top } = floatFacts(type);
  const one = 2 ** mantissa;
  const special = (2 ** exponent - 1) * one;
  if (Number.isNaN(value)) return special + one / 2;
  const sign = value < 0 || Object.is(value, -0) ? 2 ** (width - 1) : 0;
  const size = Math.abs(value);
  if (size === Infinity) return sign + special;
  let at = least;
  while (at + 1 < top && size >= 2 ** (at + 1)) at += 1;
  // Subnormals have the exponent field 0 and no hidden bit; the least normal number follows them.
  const field = (at - least) * one;
  return sign + field + size / 2 ** (step + at - least);
}

function floatOf(pattern: number, type: FloatType): number {
  const { mantissa, exponent, width } = type;
  const { step } = floatFacts(type);
  const one = 2 ** mantissa;
  const isNegative = pattern >= 2 ** (width - 1);
  const rest = isNegative ? pattern - 2 ** (width - 1) : pattern;
  const field = Math.floor(rest / one);
  const fraction = rest - field * one;
  if (field === 2 ** exponent - 1 && fraction !== 0) return NaN;
  const size =
    field === 2 ** exponent - 1
      ? Infinity
      : field === 0
        ? fraction * 2 ** step
        : (one + fraction) * 2 ** (step + field - 1);
  return isNegative ? -size : size;
}
