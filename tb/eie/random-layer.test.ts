import { describe, expect, it } from "vitest";
import { codeOf, decodeSlices } from "./encoded-matrix.ts";
import { goldenOutputs } from "./golden-model.ts";
import { randomLayer, type RandomLayerOptions } from "./random-layer.ts";
import { tableIiiRow } from "./published/table-iii.ts";

const options: RandomLayerOptions = {
  inputs: 300,
  outputs: 200,
  pes: 8,
  weightDensity: 0.1,
  activationDensity: 0.35,
  seed: 7,
};

describe("a random layer", () => {
  it("is the same for the same seed and another for another", () => {
    expect(randomLayer(options)).toEqual(randomLayer(options));
    expect(randomLayer({ ...options, seed: 8 }).slices).not.toEqual(randomLayer(options).slices);
  });

  it.each([0, 0.001, 0.351, 0.5, 1])("has exactly round(n · %f) activations", (activationDensity) => {
    const { activations } = randomLayer({ ...options, activationDensity });
    expect(activations.filter((a) => a !== 0)).toHaveLength(Math.round(300 * activationDensity));
  });

  it("has about the weights that its density asks for, and all or none at 1 and 0", () => {
    const weights = (weightDensity: number) => {
      const layer = randomLayer({ ...options, weightDensity });
      return layer.slices.reduce((sum, s) => sum + s.entries.filter((e) => codeOf(e) !== 0).length, 0);
    };
    expect(weights(0)).toBe(0);
    expect(weights(1)).toBe(60000);
    // Five standard deviations of 60000 trials at 0.1 are 367.
    expect(Math.abs(weights(0.1) - 6000)).toBeLessThan(367);
  });

  it("has a bias weight for each output if it has a bias", () => {
    const layer = randomLayer({ ...options, bias: true });
    const { start, row } = decodeSlices(layer.slices, layer.inputs, layer.outputs, true);
    expect([...row.subarray(start[300]!)]).toEqual(Array.from({ length: 200 }, (_, i) => i));
  });

  it("has negative activations only if asked", () => {
    const negative = (negativeShare: number) =>
      randomLayer({ ...options, negativeShare }).activations.filter((a) => a < 0).length;
    expect(negative(0)).toBe(0);
    expect(negative(1)).toBe(105);
    expect(negative(0.5)).toBeGreaterThan(25);
  });

  it("makes fp32 sums that depend on rounding", () => {
    const layer = randomLayer({ ...options, weightDensity: 0.5 });
    const exact = new Float64Array(200);
    const { start, row, code } = decodeSlices(layer.slices, 300, 200, false);
    for (let j = 0; j < 300; j += 1) {
      for (let k = start[j]!; k < start[j + 1]!; k += 1) {
        exact[row[k]!]! += layer.codebook[code[k]!]! * layer.activations[j]!;
      }
    }
    const outputs = goldenOutputs(layer);
    const differing = outputs.filter((y, i) => y !== Math.fround(exact[i]!)).length;
    expect(differing).toBeGreaterThan(100);
    outputs.forEach((y, i) => expect(y).toBeCloseTo(exact[i]!, 3));
  });

  it("saturates some sums in fixed point, not all", () => {
    const layer = randomLayer({ ...options, operand: { kind: "fixed16", shift: 8 } });
    const at = goldenOutputs(layer).filter((y) => y === 32767 || y === -32768).length;
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(200);
  });

  it("of Table III's Alex-6 is small in memory", () => {
    const layer = randomLayer({ ...tableIiiRow("alex-6")!, pes: 64, seed: 1 });
    const bytes = layer.slices.reduce((sum, s) => sum + s.entries.byteLength + s.pointers.byteLength, 0);
    expect(layer.name).toBe("Alex-6");
    expect(bytes).toBeLessThan(8e6);
  });

  it.each([
    ["weightDensity", 1.1],
    ["activationDensity", -0.1],
    ["negativeShare", Number.NaN],
  ])("refuses %s = %f", (field, value) => {
    expect(() => randomLayer({ ...options, [field]: value })).toThrow(/E-EIE-DENSITY/);
  });
});
