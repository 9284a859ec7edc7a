import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeSlices, encodeMatrix, paddingSpan, zeroRunOf } from "./encoded-matrix.ts";
import { sparseFromWeights, type Weight } from "./sparse-matrix.ts";

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 200 }),
  inputs: fc.integer({ min: 1, max: 12 }),
  pes: fc.integer({ min: 1, max: 9 }),
  bias: fc.boolean(),
});

const matrices = shapes.chain(({ rows, inputs, pes, bias }) => {
  const columns = inputs + (bias ? 1 : 0);
  const weight = fc.tuple(
    fc.integer({ min: 0, max: rows - 1 }),
    fc.integer({ min: 0, max: columns - 1 }),
    fc.integer({ min: 1, max: 15 }),
  );
  return fc
    .uniqueArray(weight, { selector: ([row, column]) => row * columns + column, maxLength: 80 })
    .map((weights: Weight[]) => ({
      matrix: sparseFromWeights(rows, columns, weights),
      inputs,
      pes,
      bias,
      weights,
    }));
});

it("decoding undoes encoding, for any shape and number of PEs", () => {
  fc.assert(
    fc.property(matrices, ({ matrix, inputs, pes, bias, weights }) => {
      const slices = encodeMatrix(matrix, inputs, bias, pes);
      expect(decodeSlices(slices, inputs, matrix.rows, bias)).toEqual(matrix);
      // Each padding entry stands for 16 zeros, so the stored entries are as few as the format allows.
      const stored = slices.reduce((sum, slice) => sum + slice.entries.length, 0);
      const padding = slices.reduce(
        (sum, slice) => sum + slice.entries.filter((e) => (e & 15) === 0).length,
        0,
      );
      expect(stored).toBe(weights.length + padding);
      for (const slice of slices)
        for (const e of slice.entries) if ((e & 15) === 0) expect(zeroRunOf(e)).toBe(paddingSpan - 1);
    }),
    { numRuns: 200 },
  );
});
