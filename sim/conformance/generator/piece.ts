/** The text of an integer expression with bounds that any sound range analysis must at least reach. */
export interface Piece {
  readonly text: string;
  readonly low: bigint;
  readonly high: bigint;
}

export const SAFE = 2n ** 53n - 1n;

export function piece(text: string, low: bigint, high: bigint): Piece {
  return { text, low, high };
}

export function least(...values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a));
}

export function most(...values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}

/** The least k with both bounds in −2^(k−1)…2^(k−1)−1. */
export function signedWidth({ low, high }: Piece): bigint {
  let width = 1n;
  while (low < -(2n ** (width - 1n)) || high > 2n ** (width - 1n) - 1n) width += 1n;
  return width;
}

/** The least k ≥ 1 with a non-negative value below 2^k. */
export function unsignedWidth(value: bigint): bigint {
  let width = 1n;
  while (value >= 2n ** width) width += 1n;
  return width;
}

/** The same value where it fits `width` bits (signed or not), else one cut down to them, by one of several ways. */
export function limit(a: Piece, width: bigint, way: number, suffix: "" | "n" = ""): Piece {
  const half = 2n ** (width - 1n);
  if (a.low >= -half && a.high < half) return a;
  if (a.low >= 0n && a.high < 2n ** width) return a;
  if (way % 3 === 1 && width > 1n) {
    return piece(`saturate(${a.text}, ${suffix ? "bigSint" : "sint"}(${width}))`, -half, half - 1n);
  }
  if (way % 3 === 2 && width > 2n) {
    return piece(`(${a.text} % ${half}${suffix})`, a.low < 0n ? 1n - half : 0n, half - 1n);
  }
  return piece(`bits(${a.text}, ${width - 1n}, 0)`, 0n, 2n ** width - 1n);
}

/** A value that is not negative. */
export function natural(a: Piece, width: bigint): Piece {
  return a.low >= 0n && a.high < 2n ** width
    ? a
    : piece(`bits(${a.text}, ${width - 1n}, 0)`, 0n, 2n ** width - 1n);
}

/** Bounds of a product. */
export function productBounds(a: Piece, b: Piece): readonly [bigint, bigint] {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return [least(...corners), most(...corners)];
}
