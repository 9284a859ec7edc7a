import { SystoleError } from "../../sim/errors/index.ts";
import { describe, expect, it } from "vitest";
import { biasActivation, type LayerSource, makeLayer, sourceRows, visitedColumns } from "./layer.ts";
import { sparseFromWeights, type Weight } from "./sparse-matrix.ts";

const codebook = [0, ...Array.from({ length: 15 }, (_, i) => i - 7.5)];
const source: LayerSource = {
  name: "small",
  pes: 2,
  operand: { kind: "fp32" },
  bias: true,
  relu: false,
  activations: [0.1, -0, -2],
  codebook,
  matrix: sparseFromWeights(3, 4, [[1, 2, 3]]),
};

function codeOfError(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof SystoleError) return error.code;
    throw error;
  }
  return "none";
}

describe("a layer", () => {
  it("holds its values rounded to fp32", () => {
    const layer = makeLayer(source);
    expect(layer.activations[0]).toBe(Math.fround(0.1));
    expect(sourceRows(layer)).toBe(2);
  });

  it("visits the columns that are not zero, negative ones too, and then the bias", () => {
    expect([...visitedColumns(makeLayer(source))]).toEqual([0, 2, 4]);
    const without = { ...source, bias: false, matrix: sparseFromWeights(3, 3, []) };
    expect([...visitedColumns(makeLayer(without))]).toEqual([0, 2]);
  });

  it("has the bias activation 1.0 of its format", () => {
    expect(biasActivation({ kind: "fp32" })).toBe(1);
    expect(biasActivation({ kind: "fixed16", shift: 8 })).toBe(256);
  });

  it.each<[string, Partial<LayerSource>]>([
    ["E-EIE-SHAPE", { activations: [] }],
    ["E-EIE-SHAPE", { pes: 0 }],
    ["E-EIE-SHAPE", { pes: 1.5 }],
    ["E-EIE-SHAPE", { matrix: sparseFromWeights(0, 4, []) }],
    ["E-EIE-SHIFT", { operand: { kind: "fixed16", shift: 15 } }],
    ["E-EIE-SHIFT", { operand: { kind: "fixed16", shift: 0.5 } }],
    ["E-EIE-LENGTH", { bias: false }],
    ["E-EIE-LENGTH", { codebook: [0, 1] }],
    ["E-EIE-CODEBOOK-ZERO", { codebook: codebook.map((value) => value + 1) }],
    ["E-EIE-VALUE", { activations: [1, Number.NaN, 1] }],
    ["E-EIE-VALUE", { activations: [1, 1e39, 1] }],
    ["E-EIE-VALUE", { operand: { kind: "fixed16", shift: 2 } }],
    [
      "E-EIE-VALUE",
      {
        operand: { kind: "fixed16", shift: 2 },
        codebook: codebook.map(Math.ceil),
        activations: [32768, 0, 0],
      },
    ],
  ])("is refused with %s for %o", (code, change) => {
    expect(codeOfError(() => makeLayer({ ...source, ...change }))).toBe(code);
  });

  it.each<[string, Weight[]]>([
    ["a code of 0", [[0, 0, 0]]],
    ["a code of 16", [[0, 0, 16]]],
    ["a row outside", [[3, 0, 1]]],
    ["a row below 0", [[-1, 0, 1]]],
    ["a column outside", [[0, 4, 1]]],
    [
      "a weight twice",
      [
        [1, 1, 1],
        [1, 1, 2],
      ],
    ],
  ])("refuses %s in its matrix", (_, weights) => {
    expect(codeOfError(() => sparseFromWeights(3, 4, weights))).toBe("E-EIE-MATRIX");
  });

  it("refuses columns whose rows don't rise", () => {
    const { start } = sparseFromWeights(3, 4, [
      [0, 0, 1],
      [1, 0, 1],
    ]);
    const matrix = { rows: 3, columns: 4, start, row: Uint32Array.of(1, 0), code: Uint8Array.of(1, 1) };
    expect(codeOfError(() => makeLayer({ ...source, matrix }))).toBe("E-EIE-MATRIX");
  });
});
