import { dequantise, quantiseTensor, type Symmetric } from "./symmetric.ts";

/** Weights with a scale for each output channel: a row of a fully connected layer, a kernel of a convolution. */
export interface PerChannel {
  readonly channels: readonly Symmetric[];
}

/**
 * Weights, a row an output channel, each with its own scale.
 *
 * @throws E-QUANT-BITS, E-QUANT-VALUE
 */
export function quantiseChannels(rows: readonly (readonly number[])[], bits: number): PerChannel {
  return { channels: rows.map((row) => quantiseTensor(row, bits)) };
}

/** The weights that codes stand for, row by row. */
export function dequantiseChannels({ channels }: PerChannel): readonly (readonly number[])[] {
  return channels.map(dequantise);
}
