import { describe, expect, it } from "vitest";
import { codeOf, decodeSlices, encodeMatrix, entryByte, paddedInputs, zeroRunOf } from "./encoded-matrix.ts";
import { sparseFromWeights, type Weight } from "./sparse-matrix.ts";

const codes = (entries: Uint8Array) => Array.from(entries, codeOf);
const zeroRuns = (entries: Uint8Array) => Array.from(entries, zeroRunOf);

describe("the encoded matrix", () => {
  it("is the paper's example: 0, 0, 1, 2, eighteen 0s, 3", () => {
    const column: Weight[] = [
      [2, 0, 1],
      [3, 0, 2],
      [22, 0, 3],
    ];
    const [slice] = encodeMatrix(sparseFromWeights(23, 1, column), 1, false, 1);
    expect(codes(slice!.entries)).toEqual([1, 2, 0, 3]);
    expect(zeroRuns(slice!.entries)).toEqual([2, 0, 15, 2]);
    expect([...slice!.pointers]).toEqual([0, 4]);
  });

  it.each([
    [15, [entryByte(1, 15)]],
    [16, [entryByte(0, 15), entryByte(1, 0)]],
    [31, [entryByte(0, 15), entryByte(1, 15)]],
    [32, [entryByte(0, 15), entryByte(0, 15), entryByte(1, 0)]],
  ])("puts one padding entry for each 16 of %i zeros", (zeros, entries) => {
    const [slice] = encodeMatrix(sparseFromWeights(zeros + 1, 1, [[zeros, 0, 1]]), 1, false, 1);
    expect([...slice!.entries]).toEqual(entries);
  });

  it("gives row i to PE i mod N and restarts zero runs in each column", () => {
    // PE 0 has rows 0, 2, 4; PE 1 has rows 1, 3.
    const matrix = sparseFromWeights(5, 2, [
      [4, 0, 7],
      [1, 0, 8],
      [3, 1, 9],
      [2, 1, 10],
    ]);
    const [even, odd] = encodeMatrix(matrix, 2, false, 2);
    expect([...even!.entries]).toEqual([entryByte(7, 2), entryByte(10, 1)]);
    expect([...even!.pointers]).toEqual([0, 1, 2]);
    expect([...odd!.entries]).toEqual([entryByte(8, 0), entryByte(9, 1)]);
    expect([...odd!.pointers]).toEqual([0, 1, 2]);
  });

  it("keeps empty columns up to whole rows, and the bias column after them", () => {
    const matrix = sparseFromWeights(2, 4, [
      [0, 0, 1],
      [1, 3, 2], // column 3 is the bias of a layer with 3 inputs
    ]);
    const slices = encodeMatrix(matrix, 3, true, 2);
    expect(paddedInputs(3, 2)).toBe(4);
    expect([...slices[0]!.pointers]).toEqual([0, 1, 1, 1, 1, 1]);
    expect([...slices[1]!.pointers]).toEqual([0, 0, 0, 0, 0, 1]);
    expect(decodeSlices(slices, 3, 2, true)).toEqual(matrix);
  });

  it("has ceil(in/N)·N + 1 pointers, and one more with a bias", () => {
    for (const [inputs, pes] of [
      [8, 8],
      [9, 8],
      [1, 64],
    ] as const) {
      const padded = Math.ceil(inputs / pes) * pes;
      expect(encodeMatrix(sparseFromWeights(1, inputs, []), inputs, false, pes)[0]!.pointers).toHaveLength(
        padded + 1,
      );
      expect(encodeMatrix(sparseFromWeights(1, inputs + 1, []), inputs, true, pes)[0]!.pointers).toHaveLength(
        padded + 2,
      );
    }
  });
});
