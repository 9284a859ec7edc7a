import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runTestbench } from "../../sim/testbench/index.ts";
import { layer as layerBench } from "./layer.tb.ts";
import { makeLayer } from "./layer.ts";
import { planLayer } from "./layer-plan.ts";
import { countMatrixReads } from "./matrix-reads.ts";
import { countPlan } from "./plan-cycles.ts";
import { randomLayerSource } from "./random-layer.ts";
import { sparseFromWeights } from "./sparse-matrix.ts";
import { lockstepBalance, queueDepths, sweepPes, sweepQueueDepth, sweepRowWidth } from "./sweeps.ts";
import { planOfSource } from "./table4-plan.ts";
import { visitedWeights } from "./visited-weights.ts";

const sources = fc
  .record({
    inputs: fc.integer({ min: 1, max: 50 }),
    outputs: fc.integer({ min: 1, max: 80 }),
    pes: fc.constantFrom(1, 2, 4, 7),
    weightDensity: fc.constantFrom(0, 0.03, 0.2, 1),
    activationDensity: fc.constantFrom(0, 0.3, 1),
    bias: fc.boolean(),
    seed: fc.nat(),
  })
  .map(randomLayerSource);

describe("reads of the matrix SRAM", () => {
  it("are those of the cycle model, at any width and in any number of tiles", () => {
    const registers = fc.integer({ min: 2, max: 20 });
    fc.assert(
      fc.property(sources, fc.constantFrom(1, 2, 4, 8, 64), registers, (source, entriesPerRow, words) => {
        const capacity = { registers: words, pointers: 999, entries: 9999, activationSram: 999 };
        const plan = planLayer(makeLayer(source), { capacity, entriesPerRow, matrix: source.matrix });
        const { matrixReads } = countPlan(plan, { queueDepth: 4, entriesPerRow });
        expect(countMatrixReads(plan, entriesPerRow)).toBe(matrixReads);
        expect(countMatrixReads(plan, entriesPerRow, "nothing")).toBeGreaterThanOrEqual(matrixReads);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the sweeps", () => {
  it("leave out weights that nothing is multiplied with, and nothing else changes", () => {
    fc.assert(
      fc.property(sources, (source) => {
        const run = (one: typeof source) =>
          countPlan(planOfSource(one, "none"), { queueDepth: 3, entriesPerRow: 8 });
        const { matrixReads: _a, tiles: _b, ...all } = run(source);
        const { matrixReads: _c, tiles: _d, ...visited } = run(visitedWeights(source));
        expect(visited).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  it("have the cycles of the machine", async () => {
    const shape = { inputs: 60, outputs: 90, weightDensity: 0.2, activationDensity: 0.5 };
    const source = randomLayerSource({ ...shape, pes: 8, seed: 4, relu: true });
    const cycles = async (params: Record<string, number | string>) => {
      const { failure, metrics } = await runTestbench(layerBench, {
        params: { ...shape, ...params },
        seed: 4,
      });
      expect(failure).toBeUndefined();
      return metrics["cycles"];
    };
    for (const point of sweepPes(source, [1, 4, 16]))
      expect(await cycles({ pes: point.pes, batching: "none" })).toBe(point.cycles);
    const [first, second] = sweepQueueDepth(planOfSource(source));
    expect(await cycles({ pes: 8, queueDepth: 2 })).toBe(first!.cycles);
    expect(await cycles({ pes: 8, queueDepth: 4 })).toBe(second!.cycles);
  });

  it("have a point a value", () => {
    const plan = planOfSource(
      randomLayerSource({
        inputs: 40,
        outputs: 40,
        pes: 4,
        weightDensity: 0.2,
        activationDensity: 1,
        seed: 1,
      }),
    );
    expect(sweepQueueDepth(plan).map(({ queueDepth }) => queueDepth)).toEqual([...queueDepths]);
    expect(sweepRowWidth(plan).map(({ rowWidth }) => rowWidth)).toEqual([32, 64, 128, 256, 512]);
  });
});

it("without a queue the slowest PE of each column counts", () => {
  // Column 0: two entries in PE 0, none in PE 1. Column 1: one in PE 1. Column 2: none, and still a cycle.
  const source = {
    ...{ name: "three columns", pes: 2, bias: false, relu: false, operand: { kind: "fp32" } as const },
    activations: [1, 1, 1],
    codebook: [0, ...new Array<number>(15).fill(1)],
    matrix: sparseFromWeights(4, 3, [
      [0, 0, 1],
      [2, 0, 1],
      [1, 1, 1],
    ]),
  };
  expect(lockstepBalance(planOfSource(source))).toBe(1.5 / 4);
});
