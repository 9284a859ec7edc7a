import { describe, expect, it } from "vitest";
import { bytes, macs, parameterCount, parameters } from "./counts.ts";
import { gemms } from "./gemms.ts";
import { isDepthwise, type Layer } from "./layer.ts";
import { layerOf } from "./network.ts";
import { alexNet, mobileNet, neuralTalk, transformerBase } from "./networks/index.ts";
import { inputShapes, outputShape } from "./shapes.ts";

const conv2 = layerOf(alexNet({ batch: 4 }), "conv2")!;

describe("a grouped convolution, AlexNet's conv2", () => {
  it("has its published shape, work and weights", () => {
    expect(inputShapes(conv2)).toEqual([[96, 27, 27]]);
    expect(outputShape(conv2)).toEqual([256, 27, 27]);
    // Eyeriss, table V: 0.90 GMAC for four images.
    expect(macs(conv2)).toBe(895_795_200);
    expect(parameters(conv2)).toEqual({ weights: 307_200, biases: 256, normalisation: 0 });
  });

  it("is a product for each group, a row for each pixel of each image", () => {
    expect(gemms(conv2)).toEqual([{ m: 4 * 27 * 27, k: 48 * 25, n: 128, count: 2 }]);
  });

  it("fills bytes by the width of each kind of value", () => {
    expect(bytes(conv2, { activation: 16, weight: 4 })).toEqual({
      inputs: 2 * 4 * 96 * 27 * 27,
      weights: (307_200 + 256) / 2,
      outputs: 2 * 4 * 256 * 27 * 27,
    });
  });
});

describe("the other kinds", () => {
  it("depthwise: each channel alone", () => {
    const layer = layerOf(mobileNet(), "conv2-depthwise")!;
    expect(isDepthwise(layer)).toBe(true);
    expect(isDepthwise(conv2)).toBe(false);
    expect(macs(layer)).toBe(32 * 112 * 112 * 9);
    expect(gemms(layer)).toEqual([{ m: 112 * 112, k: 9, n: 1, count: 32 }]);
  });

  it("attention: two products for each head of each sample", () => {
    const layer = layerOf(
      transformerBase({ batch: 2, sourceTokens: 10, targetTokens: 7 }),
      "decoder1-cross-attention",
    )!;
    expect(inputShapes(layer)).toEqual([
      [7, 512],
      [10, 512],
      [10, 512],
    ]);
    expect(gemms(layer)).toEqual([
      { m: 7, k: 64, n: 10, count: 16 },
      { m: 7, k: 10, n: 64, count: 16 },
    ]);
    expect(macs(layer)).toBe(2 * 2 * 7 * 10 * 512);
  });

  it("LSTM and GRU: four and three gates, one product a step and two", () => {
    const lstm = layerOf(neuralTalk(), "LSTM")!;
    // EIE, table III: NT-LSTM has 1201 × 2400 weights, a bias for each row among them.
    expect(parameterCount(lstm)).toBe(1201 * 2400);
    expect(gemms(lstm)).toEqual([{ m: 1, k: 1200, n: 2400, count: 1 }]);
    const gru: Layer = {
      kind: "recurrentCell",
      batch: 2,
      cell: "gru",
      inputs: 5,
      hidden: 3,
      steps: 7,
      bias: true,
    };
    expect(gemms(gru)).toEqual([
      { m: 2, k: 5, n: 9, count: 7 },
      { m: 2, k: 3, n: 9, count: 7 },
    ]);
    expect(parameterCount(gru)).toBe(9 * 8 + 9);
    expect(outputShape(gru)).toEqual([7, 3]);
  });

  it("embedding: no work, a table of parameters, and only the rows looked up are read", () => {
    const layer: Layer = { kind: "embedding", batch: 3, lookups: 5, vocabulary: 1000, width: 8, tied: false };
    expect(macs(layer)).toBe(0);
    expect(parameterCount(layer)).toBe(8000);
    expect(parameterCount({ ...layer, tied: true })).toBe(0);
    expect(bytes(layer, { activation: 8, weight: 8 }).weights).toBe(3 * 5 * 8);
  });

  it("tied weights are counted once and read twice", () => {
    const output = layerOf(transformerBase(), "output")!;
    expect(parameterCount(output)).toBe(0);
    expect(bytes(output, { activation: 8, weight: 8 }).weights).toBe(512 * 37_000);
  });

  it("factorisation machine: the first order, the squares, and the square of each sum", () => {
    const layer: Layer = { kind: "factorisationMachine", batch: 1, fields: 3, width: 2 };
    expect(macs(layer)).toBe(3 + 3 * 2 + 2);
    expect(inputShapes(layer)).toEqual([
      [3, 2],
      [3, 1],
    ]);
    expect(outputShape(layer)).toEqual([1]);
  });

  it("pooling: windows may stand half outside, but none begins outside", () => {
    const pool: Layer = {
      kind: "pooling",
      batch: 1,
      channels: 8,
      height: 112,
      width: 13,
      kernelHeight: 3,
      kernelWidth: 3,
      strideRows: 2,
      strideColumns: 2,
      padding: { top: 0, left: 0, bottom: 0, right: 0 },
      operation: "maximum",
      rounding: "ceil",
    };
    expect(outputShape(pool)).toEqual([8, 56, 6]);
    expect(outputShape({ ...pool, rounding: "floor" })).toEqual([8, 55, 6]);
    const padding = { top: 1, left: 1, bottom: 1, right: 1 };
    const beyond: Layer = { ...pool, height: 3, width: 3, kernelHeight: 2, kernelWidth: 2, padding };
    // (3 + 2 − 2) / 2 rounded up gives three windows; the third would begin at row 4, behind the image.
    expect(outputShape(beyond)).toEqual([8, 2, 2]);
  });
});
