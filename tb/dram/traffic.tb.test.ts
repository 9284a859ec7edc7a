import fc from "fast-check";
import { expect, test } from "vitest";
import { DramModel } from "../../hw/lib/index.ts";
import { type BigUIntType, bigUint } from "../../sim/describe/index.ts";
import { runTestbench, type Testbench } from "../../sim/testbench/index.ts";
import { traffic } from "./traffic.tb.ts";

const run = async (params: object, bench: Testbench = traffic as unknown as Testbench, seed = 1) => {
  const { failure, metrics } = await runTestbench(bench, { params: params as never, seed });
  return { message: failure?.message, metrics };
};

test.each(["sequential", "random", "strided"] as const)(
  "%s traffic, with its usual parameters",
  async (pattern) => {
    const { message, metrics } = await run({ pattern });
    expect(message).toBeUndefined();
    expect(metrics.wordsPerCycle).toBeGreaterThan(0.1);
  },
);

test("sequential reads fill the bus; random ones on one bank do not", async () => {
  const fast = await run({ pattern: "sequential", writes: 0, bursts: 400, latency: 0 });
  expect(fast.metrics.wordsPerCycle).toBeGreaterThan(0.95);
  expect(fast.metrics.rowHits).toBeCloseTo(1 - 8 / 128, 3);
  const slow = await run({ pattern: "random", writes: 0, bursts: 100, banks: 1, latency: 0 });
  // Close, open, command, and the words: nothing overlaps.
  expect(slow.metrics.wordsPerCycle).toBeLessThan(8 / (11 + 11 + 8) + 0.02);
});

test("any timing, geometry and back-pressure: contents as an array's, cycles as bank machines'", async () => {
  const params = fc.record({
    pattern: fc.constantFrom("sequential", "random", "strided"),
    bursts: fc.integer({ min: 1, max: 40 }),
    writes: fc.constantFrom(0, 0.5, 1),
    stride: fc.integer({ min: 1, max: 20 }),
    stalls: fc.constantFrom(0, 0, 0.5),
    width: fc.constantFrom(1, 53, 64, 100),
    words: fc.constantFrom(128, 1024),
    rowWords: fc.constantFrom(8, 16),
    banks: fc.constantFrom(1, 2, 8),
    burst: fc.constantFrom(1, 2, 8),
    queue: fc.integer({ min: 1, max: 6 }),
    tRCD: fc.nat({ max: 5 }),
    tRP: fc.nat({ max: 5 }),
    tCAS: fc.integer({ min: 1, max: 6 }),
    latency: fc.nat({ max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(params, fc.nat(), async (given, seed) => {
      expect((await run(given, undefined, seed)).message).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test("a DRAM that is an edge late, or that mixes two words up, fails it", async () => {
  class Late extends DramModel<BigUIntType> {
    override propagate() {
      super.propagate();
      if (this.rowHits.value > 3 && this.now.value % 2 === 0) this.response.valid.value = 0;
    }
  }
  class Mixed extends DramModel<BigUIntType> {
    override propagate() {
      super.propagate();
      if (this.rowHits.value > 3) this.response.payload.data.value = 1n;
    }
  }
  for (const Broken of [Late, Mixed]) {
    const dut = () => new Broken(bigUint(64), { words: 2 ** 20 });
    const params = { latency: 0, bursts: 50, pattern: "sequential" };
    const { message } = await run(params, { ...traffic, dut } as unknown as Testbench);
    expect(message).toMatch(/E-STREAM|word|edge/);
  }
});
