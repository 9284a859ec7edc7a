import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import { eieConfig } from "./config.ts";
import { LnzdTree } from "./lnzd-tree.ts";

const activation = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-0, -2.5, 1, 7) },
);

describe.each([1, 2, 3, 4, 5, 8, 17, 32, 64, 128])("%i PEs", (pes) => {
  const simulation = simulate(new LnzdTree(eieConfig({ pes })));

  test("finds the first lane inside the bounds that is not zero", () => {
    const sim = simulation;
    const dut = sim.top;
    fc.assert(
      fc.property(
        fc.array(activation, { minLength: pes, maxLength: pes }),
        fc.integer({ min: 0, max: pes - 1 }),
        fc.integer({ min: 0, max: pes }),
        (activations, from, limit) => {
          for (const [lane, value] of activations.entries()) dut.activation[lane]!.value = value;
          dut.from.value = from;
          dut.limit.value = limit;
          const lane = activations.findIndex((value, i) => value !== 0 && i >= from && i < limit);
          expect(dut.found.value).toBe(lane < 0 ? 0 : 1);
          if (lane < 0) return;
          expect(dut.lane.value).toBe(lane);
          expect(dut.foundActivation.value).toBe(activations[lane]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test.each([
  [1, 1],
  [2, 1],
  [8, 3],
  [32, 11],
  [64, 21],
  [128, 43],
])("%i PEs have %i nodes", (pes, nodes) => {
  const tree = new LnzdTree(eieConfig({ pes }));
  expect(tree.leaf.length + tree.level.flat().length).toBe(nodes);
});
