import { gates } from "./counts.ts";
import type { Layer } from "./layer.ts";
import { outputExtents } from "./shapes.ts";

/** `count` products of an M×K by a K×N matrix. */
export interface Gemm {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly count: number;
}

/**
 * The matrix products of a layer; a layer without any, such as pooling, gives none.
 *
 * The activations are the M×K matrix, the weights the K×N one. A convolution is taken as im2col has it: a row for each output pixel of
 * each image, a column for each place of the window. Groups are products of their own, and so are the heads of attention; a batch makes
 * M larger, except in attention, where each sample has its own K×N matrix. Each step of an LSTM is one product with the input and the
 * hidden state side by side; a GRU's candidate scales its hidden part, so its steps are two products.
 */
export function gemms(layer: Layer): readonly Gemm[] {
  switch (layer.kind) {
    case "convolution": {
      const { height, width } = outputExtents(layer);
      const k = (layer.channels / layer.groups) * layer.kernelHeight * layer.kernelWidth;
      const m = layer.batch * height * width;
      return [{ m, k, n: layer.filters / layer.groups, count: layer.groups }];
    }
    case "fullyConnected":
      return [{ m: layer.batch * layer.positions, k: layer.inputs, n: layer.outputs, count: 1 }];
    case "attention": {
      const { queries, keys } = layer;
      const headWidth = layer.modelWidth / layer.heads;
      const count = layer.batch * layer.heads;
      return [
        { m: queries, k: headWidth, n: keys, count },
        { m: queries, k: keys, n: headWidth, count },
      ];
    }
    case "recurrentCell": {
      const { batch: m, steps: count } = layer;
      const n = gates(layer) * layer.hidden;
      if (layer.cell === "lstm") return [{ m, k: layer.inputs + layer.hidden, n, count }];
      return [layer.inputs, layer.hidden].map((k) => ({ m, k, n, count }));
    }
    case "factorisationMachine":
    case "pooling":
    case "embedding":
    case "add":
    case "concatenation":
    case "normalisation":
      return [];
  }
}

/** Multiply-accumulates of products. */
export function gemmMacs(products: readonly Gemm[]): number {
  return products.reduce((sum, { m, k, n, count }) => sum + m * k * n * count, 0);
}
