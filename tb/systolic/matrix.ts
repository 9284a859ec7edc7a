import type { Random } from "../../sim/random/random.ts";

/** Rows of whole numbers, all of one length. */
export type Matrix = readonly (readonly number[])[];

/** A matrix of uniform numbers of 8 bits, signed. */
export function randomInt8(rows: number, columns: number, random: Random): Matrix {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.integer(-128, 127)));
}

/** The product, in 32 bits as the accumulators hold it: larger sums wrap. */
export function product(left: Matrix, right: Matrix): Matrix {
  return left.map((row) =>
    right[0]!.map((_, column) => row.reduce((sum, value, k) => (sum + value * right[k]![column]!) | 0, 0)),
  );
}

/** `rows` × `columns` numbers of a matrix from a corner on; 0 beyond its edges. */
export function tile(
  matrix: Matrix,
  fromRow: number,
  fromColumn: number,
  rows: number,
  columns: number,
): Matrix {
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => matrix[fromRow + r]?.[fromColumn + c] ?? 0),
  );
}
