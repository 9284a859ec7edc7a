import { quantisationFail } from "./errors.ts";
import { dequantise, quantiseTensor, type Symmetric } from "./symmetric.ts";

/**
 * Weights of 4 bits for activations that stay 16-bit floats: only the weights are quantised, to spare memory, and are brought back to
 * floats before they are multiplied. Each row is cut into groups of `groupSize` weights with a scale each, the last one maybe shorter.
 */
export interface W4A16Weights {
  readonly groupSize: number;
  readonly rows: readonly (readonly Symmetric[])[];
}

/**
 * 4-bit codes of −7…7 for weights, a row an output; without a group size, a scale a row.
 *
 * @throws E-QUANT-GROUP, E-QUANT-VALUE
 */
export function quantiseW4A16(rows: readonly (readonly number[])[], groupSize?: number): W4A16Weights {
  const size = groupSize ?? Math.max(1, ...rows.map((row) => row.length));
  if (!Number.isInteger(size) || size < 1) quantisationFail("E-QUANT-GROUP", { groupSize: size });
  return {
    groupSize: size,
    rows: rows.map((row) => cut(row, size).map((group) => quantiseTensor(group, 4))),
  };
}

/** The weights that codes stand for, row by row, as the multiplier sees them before they are rounded to 16-bit floats. */
export function dequantiseW4A16({ rows }: W4A16Weights): readonly (readonly number[])[] {
  return rows.map((groups) => groups.flatMap(dequantise));
}

/** Bits of the codes and of a scale a group, 16-bit floats if not said otherwise. */
export function w4a16Bits({ rows }: W4A16Weights, scaleBits = 16): number {
  return rows.flat().reduce((sum, { bits, codes }) => sum + bits * codes.length + scaleBits, 0);
}

function cut(row: readonly number[], size: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(row.length / size) }, (_, i) => row.slice(i * size, (i + 1) * size));
}
