import fc from "fast-check";
import { expect, it } from "vitest";
import { causes } from "./cycle-causes.ts";
import { countCycles } from "./cycle-model.ts";
import { predict } from "./cycle-recurrence.ts";
import { visitedEntries } from "./figures.ts";
import { visitedColumns } from "./layer.ts";
import { randomLayer } from "./random-layer.ts";

const density = fc.oneof(
  fc.constantFrom(0, 1),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 0.1, noNaN: true }),
);

const cases = fc.record({
  layer: fc
    .record({
      inputs: fc.integer({ min: 1, max: 70 }),
      outputs: fc.integer({ min: 1, max: 200 }),
      pes: fc.oneof(fc.constantFrom(1, 2, 4, 8, 16), fc.integer({ min: 1, max: 20 })),
      weightDensity: density,
      activationDensity: density,
      negativeShare: fc.constantFrom(0, 0.5),
      bias: fc.boolean(),
      seed: fc.nat(),
    })
    .map(randomLayer),
  queueDepth: fc.oneof(fc.constantFrom(2, 3, 8), fc.integer({ min: 2, max: 80 })),
  entriesPerRow: fc.integer({ min: 1, max: 16 }),
});

it("the cycle model equals the recurrence: cycles, pushes and every cause of every PE", () => {
  fc.assert(
    fc.property(cases, ({ layer, queueDepth, entriesPerRow }) => {
      const result = countCycles(layer, { queueDepth, entriesPerRow, log: true });
      const prediction = predict(layer, queueDepth);
      expect(result.log!.pushEdge).toEqual(prediction.pushEdge);
      expect(result.log!.pushColumn).toEqual([...visitedColumns(layer)]);
      expect(result.perPe).toEqual(prediction.perPe);
      expect(result.cycles).toBe(prediction.cycles);
      expect(result.cyclesAuthorsStop).toBe(prediction.cyclesAuthorsStop);
    }),
    { numRuns: 300 },
  );
});

it("its counts hang together", () => {
  fc.assert(
    fc.property(cases, ({ layer, queueDepth, entriesPerRow }) => {
      const result = countCycles(layer, { queueDepth, entriesPerRow });
      for (const counts of result.perPe) {
        expect(causes.reduce((sum, cause) => sum + counts[cause], 0)).toBe(result.cycles);
        expect(counts.fill).toBe(3);
      }
      expect(result.activations).toBe(visitedColumns(layer).length);
      expect(result.pointerReads).toBe(layer.pes * result.activations);
      expect(result.total.useful + result.total.padding).toBe(visitedEntries(layer));
      expect(result.matrixReads).toBeLessThanOrEqual(visitedEntries(layer));
      expect(result.cyclesAuthorsStop).toBeLessThanOrEqual(result.cycles);
      expect(result.cycles).toBeGreaterThanOrEqual(Math.max(9, result.scanEndEdge, result.lastWriteEdge + 1));
      expect("log" in result).toBe(false);
    }),
    { numRuns: 200 },
  );
});
