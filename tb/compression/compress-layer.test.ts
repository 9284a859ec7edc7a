import { expect, it } from "vitest";
import { runTestbench } from "../../sim/testbench/index.ts";
import { decodeSlices } from "../eie/encoded-matrix.ts";
import { makeLayer } from "../eie/layer.ts";
import { compressLayer } from "./compress-layer.ts";
import { compressed } from "./compressed-layer.tb.ts";
import { normalWeights } from "./random-weights.ts";

const options = {
  name: "t",
  rows: 20,
  columns: 30,
  density: 0.25,
  pes: 4,
  activations: new Array<number>(30).fill(1),
};

it("gives EIE a codebook of 16 words and each weight its shared value", () => {
  const weights = normalWeights(600, 3);
  const source = compressLayer(weights, options);
  const layer = makeLayer(source);
  expect(layer.codebook).toHaveLength(16);
  const matrix = decodeSlices(layer.slices, 30, 20, false);
  expect(matrix.row).toHaveLength(150);
  for (let column = 0; column < 30; column += 1)
    for (let k = matrix.start[column]!; k < matrix.start[column + 1]!; k += 1) {
      const shared = layer.codebook[matrix.code[k]!]!;
      expect(Math.abs(shared - weights[matrix.row[k]! * 30 + column]!)).toBeLessThan(0.006);
    }
});

it("rounds the codebook to fixed point", () => {
  const { codebook } = compressLayer(normalWeights(600, 3), {
    ...options,
    operand: { kind: "fixed16", shift: 12 },
  });
  expect(Array.from(codebook).every((word) => Number.isInteger(word))).toBe(true);
  expect(Math.max(...Array.from(codebook))).toBeGreaterThan(100);
});

it("refuses weights that are no such matrix", () => {
  expect(() => compressLayer(normalWeights(599, 3), options)).toThrow(/E-DC-SHAPE/);
});

it("a compressed layer runs on the machine as both models say", async () => {
  const params = { inputs: 70, outputs: 40, pes: 4, density: 0.2 };
  const { failure } = await runTestbench(compressed, { params, seed: 2 });
  expect(failure?.message).toBeUndefined();
});
