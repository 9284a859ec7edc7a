/** The numbers that a binary format of 1 + exponent + mantissa bits is made of. */
export interface FloatFacts {
  /** Significant bits, the hidden one included. */
  readonly precision: number;
  readonly bias: number;
  /** Exponent of the least normal number: 2^least. */
  readonly least: number;
  /** Every value is a multiple of 2^step, the least subnormal number. */
  readonly step: number;
  /** Every finite value is less than 2^top. */
  readonly top: number;
}

export function floatFacts({
  exponent,
  mantissa,
}: {
  readonly exponent: number;
  readonly mantissa: number;
}): FloatFacts {
  const bias = 2 ** (exponent - 1) - 1;
  const least = 1 - bias;
  return { precision: mantissa + 1, bias, least, step: least - mantissa, top: bias + 1 };
}
