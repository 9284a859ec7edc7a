import fc from "fast-check";
import { expect, test } from "vitest";
import { simulations } from "../simulate.test-kit.ts";
import { GemmUnit } from "./gemm-unit.ts";

const size = fc.integer({ min: 1, max: 5 });
const int8 = fc.integer({ min: -128, max: 127 });

/** Two tiles of weights, and rows of the left matrix with gaps between them, each for both tiles. */
const stimulus = fc.tuple(size, size, size).chain(([rows, columns, vectors]) =>
  fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    tiles: fc.array(
      fc.record({
        weights: matrix(rows, columns),
        acts: matrix(vectors, rows),
        gap: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

function matrix(rows: number, columns: number) {
  return fc.array(fc.array(int8, { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
}

/** A size as text, so that equal ones share a simulation. */
const unitOf = simulations((size: string) => {
  const [rows, columns] = size.split("×").map(Number);
  return new GemmUnit(rows!, columns!, 8);
});

test("tiles add up to the product, each row rows + columns - 1 cycles after it came in", () => {
  fc.assert(
    fc.property(stimulus, ({ rows, columns, tiles }) => {
      const sim = unitOf(`${rows}×${columns}`);
      const dut = sim.top;
      const sums = tiles[0]!.acts.map(() => new Array<number>(columns).fill(0));
      const expected: { cycle: number; row: number; sums: readonly number[] }[] = [];
      const seen: typeof expected = [];
      let cycle = 0;
      const tick = () => {
        if (dut.resultValid.value) {
          const result = dut.result.map((signal) => signal.value);
          seen.push({ cycle, row: dut.resultAccumulator.value, sums: result });
        }
        sim.step();
        cycle += 1;
      };
      for (const [t, { weights, acts, gap }] of tiles.entries()) {
        while (dut.busy.value) tick();
        dut.weightValid.value = 1;
        for (let r = rows - 1; r >= 0; r -= 1) {
          for (const [c, weight] of dut.weight.entries()) weight.value = weights[r]![c]!;
          tick();
        }
        dut.weightValid.value = 0;
        dut.accumulate.value = t > 0;
        for (const [row, vector] of acts.entries()) {
          dut.actValid.value = 1;
          dut.accumulator.value = row;
          for (const [r, act] of dut.act.entries()) act.value = vector[r]!;
          for (let c = 0; c < columns; c += 1) {
            for (let r = 0; r < rows; r += 1) sums[row]![c]! += vector[r]! * weights[r]![c]!;
          }
          expected.push({ cycle: cycle + rows + columns - 1, row, sums: [...sums[row]!] });
          tick();
          dut.actValid.value = 0;
          for (let i = 0; i < gap; i += 1) tick();
        }
      }
      while (dut.busy.value) tick();
      expect(seen).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});
