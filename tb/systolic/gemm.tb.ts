import { GemmUnit } from "../../hw/systolic/index.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { product, randomInt8, tile } from "./matrix.ts";

/**
 * Multiplies two random matrices of 8-bit numbers on a weight-stationary array, tile by tile, and checks the product.
 *
 * A tile of weights is `rows` × `columns`; tiles down the depth add up in the accumulators, one column of tiles after the other.
 */
export const gemm = testbench(
  {
    name: "systolic/gemm",
    description: "a matrix product on a weight-stationary systolic array",
    tags: ["quick"],
    params: {
      rows: param.integer({ default: 8, min: 1, max: 256, description: "rows of cells" }),
      columns: param.integer({ default: 8, min: 1, max: 256, description: "columns of cells" }),
      m: param.integer({ default: 32, min: 1, max: 65536, description: "rows of the left matrix" }),
      k: param.integer({
        default: 20,
        min: 1,
        max: 65536,
        description: "columns of the left, rows of the right matrix",
      }),
      n: param.integer({ default: 12, min: 1, max: 65536, description: "columns of the right matrix" }),
    },
    dut: ({ rows, columns, m }) => new GemmUnit(rows, columns, m),
  },
  async ({ dut, clk, until, fork, params, random, expect, metrics }) => {
    const { rows, columns, m, k, n } = params;
    const left = randomInt8(m, k, random);
    const right = randomInt8(k, n, random);
    const expected = product(left, right);
    const begin = clk.cycle;

    /** Row of the left matrix → sums of the tile column that is computed, as the array writes them. */
    const written: number[][] = [];
    fork(async () => {
      for (;;) {
        await until(dut.resultValid);
        written[dut.resultAccumulator.value] = dut.result.map((signal) => signal.value);
        await clk.rising();
      }
    }, "results");

    for (let column = 0; column < n; column += columns) {
      for (let depth = 0; depth < k; depth += rows) {
        const weights = tile(right, depth, column, rows, columns);
        dut.weightValid.value = 1;
        for (let r = rows - 1; r >= 0; r -= 1) {
          weights[r]!.forEach((weight, c) => (dut.weight[c]!.value = weight));
          await clk.rising();
        }
        dut.weightValid.value = 0;

        const acts = tile(left, 0, depth, m, rows);
        dut.actValid.value = 1;
        dut.accumulate.value = depth > 0;
        for (const [row, vector] of acts.entries()) {
          dut.accumulator.value = row;
          vector.forEach((act, r) => (dut.act[r]!.value = act));
          await clk.rising();
        }
        dut.actValid.value = 0;
        await until(dut.busy, "==", 0);
      }
      for (const [row, sums] of expected.entries()) {
        const wanted = sums.slice(column, column + columns);
        const seen = written[row]?.slice(0, wanted.length);
        expect(seen, `row ${row} of the product, columns from ${column} on`).toBe(wanted);
      }
    }

    const cycles = clk.cycle - begin;
    metrics.cycles = cycles;
    metrics.macUtilisation = (m * k * n) / (rows * columns * cycles);
  },
);
