import fc from "fast-check";
import { expect, test } from "vitest";
import { type RunOptions, runTestbench } from "../../sim/testbench/index.ts";
import { layer } from "./layer.tb.ts";

const params = fc.record({
  inputs: fc.integer({ min: 1, max: 40 }),
  outputs: fc.integer({ min: 1, max: 70 }),
  pes: fc.constantFrom(1, 2, 3, 4, 5, 8, 11, 16),
  weightDensity: fc.constantFrom(0, 0.03, 0.1, 0.4, 1),
  activationDensity: fc.constantFrom(0, 0.1, 0.5, 1),
  negative: fc.constantFrom(0, 0.5),
  queueDepth: fc.integer({ min: 2, max: 9 }),
  lineEntries: fc.constantFrom(2, 4, 8, 16),
  operand: fc.constantFrom("fp32", "fixed16"),
  shift: fc.integer({ min: 0, max: 14 }),
  bias: fc.boolean(),
  relu: fc.boolean(),
});

async function passes(given: Record<string, unknown>, seed: number, options: RunOptions = {}) {
  const { failure } = await runTestbench(layer, { ...options, params: given, seed });
  expect(failure && [failure.message, failure.expected, failure.seen]).toBeUndefined();
}

test("random layers of many sizes equal the golden model bit for bit and the cycle model cycle for cycle", async () => {
  await fc.assert(
    fc.asyncProperty(params, fc.nat(), (given, seed) => passes(given, seed)),
    { numRuns: 40 },
  );
});

test.each([1, 2, 4, 8])("a dense 8×8 layer on %i PEs, at any depth", async (pes) => {
  const dense = { inputs: 8, outputs: 8, weightDensity: 1, activationDensity: 1, pes };
  for (const queueDepth of [2, 3, 8]) await passes({ ...dense, queueDepth }, pes);
});

test("other PE counts have partial trees", async () => {
  for (const pes of [32, 128]) await passes({ inputs: 300, outputs: 130, pes }, pes);
});

test.each(["fp32", "fixed16"])(
  "nothing depends on the engine or on the order of the modules: %s",
  async (operand) => {
    const small = { inputs: 40, outputs: 60, pes: 8, activationDensity: 0.6, bias: true, operand };
    await passes(small, 5, { engine: "oblivious" });
    await passes(small, 5, { shuffle: 7, powerOn: { seed: 3 } });
  },
);

test("a queue depth of 1 is refused with the reason", async () => {
  const { failure } = await runTestbench(layer, { params: { queueDepth: 1 } });
  expect(failure?.diagnostics[0]?.code).toBe("E-EIE-DEPTH");
  expect(failure?.diagnostics[0]?.remedy).toMatch(/nothing could ever be pushed/);
});
