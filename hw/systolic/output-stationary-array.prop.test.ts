import fc from "fast-check";
import { expect, test } from "vitest";
import { simulations } from "../simulate.test-kit.ts";
import { OutputStationaryArray } from "./output-stationary-array.ts";

const int8 = fc.integer({ min: -128, max: 127 });
const matrix = (rows: number, columns: number) =>
  fc.array(fc.array(int8, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });

const size = fc.integer({ min: 1, max: 4 });
const products = fc.tuple(size, size).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    factors: fc.array(
      size.chain((depth) => fc.tuple(matrix(rows, depth), matrix(depth, columns))),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

const arrayOf = simulations((text: string) => {
  const [rows, columns] = text.split("×").map(Number);
  return new OutputStationaryArray(rows!, columns!);
});

test("skewed matrices leave their product in the cells after K + rows + columns - 2 cycles, and drain bottom row first", () => {
  fc.assert(
    fc.property(products, ({ rows, columns, factors }) => {
      const sim = arrayOf(`${rows}×${columns}`);
      const dut = sim.top;
      for (const [left, right] of factors) {
        const depth = right.length;
        dut.drain.value = 0;
        for (let cycle = 0; cycle < depth + rows + columns - 2; cycle += 1) {
          for (let r = 0; r < rows; r += 1) {
            const act = left[r]![cycle - r];
            dut.valid[r]!.value = act !== undefined;
            // Where nothing is valid, anything may come in.
            dut.actIn[r]!.value = act ?? 77;
          }
          for (let c = 0; c < columns; c += 1) dut.weightIn[c]!.value = right[cycle - c]?.[c] ?? -3;
          sim.step();
        }
        for (const valid of dut.valid) valid.value = 0;
        dut.drain.value = 1;
        for (let r = rows - 1; r >= 0; r -= 1) {
          const expected = right[0]!.map((_, c) =>
            right.reduce((sum, row, k) => sum + left[r]![k]! * row[c]!, 0),
          );
          expect(dut.sumOut.map((sum) => sum.value)).toEqual(expected);
          sim.step();
        }
        expect(dut.sumOut.map((sum) => sum.value)).toEqual(new Array(columns).fill(0));
      }
    }),
    { numRuns: 25 },
  );
});

test("a sum wraps to 32 bits", () => {
  const sim = arrayOf("1×1");
  const dut = sim.top;
  sim.poke("cell[0][0].sum", 2 ** 31 - 1);
  dut.drain.value = 0;
  dut.valid[0]!.value = 1;
  dut.actIn[0]!.value = -128;
  dut.weightIn[0]!.value = -128;
  sim.step();
  expect(dut.sumOut[0]!.value).toBe(-(2 ** 31) + 16383);
});

test("refuses an array without rows", () => {
  expect(() => new OutputStationaryArray(0, 3)).toThrow("E-PARAMETER");
});
