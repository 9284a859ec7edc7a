import { describe, expect, it } from "vitest";
import { accumulator, goldenOutputs } from "./golden-model.ts";
import { makeLayer, type Operand } from "./layer.ts";
import { sparseFromWeights } from "./sparse-matrix.ts";

/*
 * The matrix, with codes 1, 2, 3 of the codebook (c1, c2, c3), and the bias as column 4:
 *
 *          col 0  col 1  col 2  col 3 | bias
 *   row 0    c1     c1     c2     ·   |   ·
 *   row 1    ·      ·      ·      c3  |   c3
 *   row 2    c1     c2     ·      c2  |   c3
 *   row 3    ·      ·      ·      ·   |   c1
 */
const matrix = sparseFromWeights(4, 5, [
  [0, 0, 1],
  [0, 1, 1],
  [0, 2, 2],
  [1, 3, 3],
  [1, 4, 3],
  [2, 0, 1],
  [2, 1, 2],
  [2, 3, 2],
  [2, 4, 3],
  [3, 4, 1],
]);

function outputs(
  operand: Operand,
  first: readonly number[],
  activations: readonly number[],
  relu: boolean,
  pes = 2,
) {
  const codebook = [0, ...first, ...new Array<number>(15 - first.length).fill(0)];
  return [
    ...goldenOutputs(
      makeLayer({ name: "4×4", pes, operand, bias: true, relu, activations, codebook, matrix }),
    ),
  ];
}

describe("the golden model on the 4×4 example", () => {
  /*
   * fp32, u = 2⁻²³: c1 = 1 + u, c2 = 2²⁴, c3 = −1/2; a = (−1, 1 + u, 0, 3), bias activation 1. Column 2 is skipped.
   *
   * row 0: −(1 + u); then c1·a1 = 1 + 2u + u² is rounded to 1 + 2u; the sum is u. (A fused multiply-add would give u + u².)
   * row 1: −1/2·3 = −1.5; the bias makes it −2; ReLU makes it 0.
   * row 2: −(1 + u); c2·a1 = 2²⁴ + 2; the sum 2²⁴ + 1 − u is rounded to 2²⁴ (neighbours 2 apart); + 3·2²⁴ = 2²⁶;
   *        − 1/2 is rounded back to 2²⁶ (the neighbour below is 4 away).
   * row 3: the bias c1.
   */
  const u = 2 ** -23;
  const reals = [1 + u, 2 ** 24, -0.5];
  const realInputs = [-1, 1 + u, 0, 3];

  it("rounds the product and then the sum in fp32", () => {
    expect(outputs({ kind: "fp32" }, reals, realInputs, false)).toEqual([u, -2, 2 ** 26, 1 + u]);
    expect(outputs({ kind: "fp32" }, reals, realInputs, true)).toEqual([u, 0, 2 ** 26, 1 + u]);
  });

  /*
   * fixed16, shift 2: c1 = 5, c2 = 30000, c3 = −7; a = (−2, 3, 0, 32767), bias activation 2² = 4.
   * ⌊(p + 2) / 4⌋ is the product rounded, a half upwards.
   *
   * row 0: 5·−2 = −10, −2.5 → −2; 5·3 = 15, 3.75 → 4; sum 2.
   * row 1: −7·32767 = −229369, −57342.25 → −57342, saturated to −32768; the bias −7·4/4 = −7 leaves −32768.
   * row 2: −2; 30000·3/4 = 22500, sum 22498; 30000·32767/4 = 245752500, saturated to 32767; then −7: 32760.
   *        (Saturating only at the end would give 32767.)
   * row 3: 5·4/4 = 5.
   */
  it("shifts, rounds a half up and saturates at every accumulation in fixed point", () => {
    const integers = [5, 30000, -7];
    const inputs = [-2, 3, 0, 32767];
    expect(outputs({ kind: "fixed16", shift: 2 }, integers, inputs, false)).toEqual([2, -32768, 32760, 5]);
    expect(outputs({ kind: "fixed16", shift: 2 }, integers, inputs, true)).toEqual([2, 0, 32760, 5]);
  });

  it("does not depend on the number of PEs", () => {
    for (const pes of [1, 3, 4, 8]) {
      expect(outputs({ kind: "fp32" }, reals, realInputs, true, pes)).toEqual([u, 0, 2 ** 26, 1 + u]);
    }
  });
});

describe("one accumulation in fixed point", () => {
  it("adds the product as it is with shift 0", () => {
    expect(accumulator({ kind: "fixed16", shift: 0 })(10, -3, 7)).toBe(-11);
  });

  it("holds the largest product: (−32768)²", () => {
    expect(accumulator({ kind: "fixed16", shift: 14 })(0, -32768, -32768)).toBe(32767);
    expect(accumulator({ kind: "fixed16", shift: 14 })(-32768, -32768, -32768)).toBe(32767);
    expect(accumulator({ kind: "fixed16", shift: 14 })(0, -32768, 32767)).toBe(-32768);
    // 2 ^ 14 · 2 ^ 14 / 2 ^ 14, and a half below zero: −1 · 2¹³ / 2¹⁴ = −0.5 → 0.
    expect(accumulator({ kind: "fixed16", shift: 14 })(0, 16384, 16384)).toBe(16384);
    expect(accumulator({ kind: "fixed16", shift: 14 })(7, -1, 8192)).toBe(7);
  });
});
