import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bit,
  clockDomain,
  type HardwareType,
  sint,
  struct,
  uint,
  type UIntType,
  vec,
} from "../../sim/describe/index.ts";
import {
  simulate,
  type Simulation,
  streamChecker,
  streamDriver,
  streamMonitor,
} from "../../sim/testbench/index.ts";
import { createRandom } from "../../sim/random/random.ts";
import { AsyncFifo } from "./async-fifo.ts";

const write = clockDomain("write");
const read = clockDomain("read", { reset: {} });

/** Two unrelated clocks, with phases, and how often each side stalls. */
const surroundings = fc.record({
  depth: fc.constantFrom(2, 4, 8, 16),
  stages: fc.integer({ min: 2, max: 4 }),
  writePeriod: fc.integer({ min: 1_000, max: 60_000 }),
  readPeriod: fc.integer({ min: 1_000, max: 60_000 }),
  writePhase: fc.integer({ min: 0, max: 60_000 }),
  readPhase: fc.integer({ min: 0, max: 60_000 }),
  writeStalls: fc.constantFrom(0, 0.3, 0.9),
  readStalls: fc.constantFrom(0, 0.3, 0.9),
  seed: fc.nat(),
});
type Surroundings = typeof surroundings extends fc.Arbitrary<infer S> ? S : never;

function start<T extends HardwareType>(
  given: Surroundings,
  type: T,
): { readonly top: AsyncFifo<T>; readonly sim: Simulation } {
  const top = new AsyncFifo(type, given.depth, { write, read }, given.stages);
  const sim = simulate(top, {
    clocks: {
      clk: { period: "1ns" },
      write: { period: `${given.writePeriod}fs`, phase: `${given.writePhase}fs` },
      read: { period: `${given.readPeriod}fs`, phase: `${given.readPhase}fs` },
    },
  });
  sim.applyReset(1);
  return { top, sim };
}

/**
 * Sends words and collects them; gives what came. Without a disturbance in the middle it checks after each step that the flags are on
 * the safe side.
 */
function transfer(
  given: Surroundings,
  disturb?: (sim: Simulation) => void,
): { sent: number[]; got: readonly number[] } {
  const { top, sim } = start<UIntType>(given, uint(12));
  const random = createRandom(given.seed);
  const sent = Array.from({ length: 3 * given.depth + 5 }, () => random.bits(12));
  const driver = streamDriver(sim, top.in, { clock: "write", stalls: given.writeStalls, random });
  const monitor = streamMonitor(sim, top.out, { clock: "read", stalls: given.readStalls, random });
  if (!disturb) streamChecker(sim, top.out, { clock: "read" });
  driver.send(...sent);
  const slowest = Math.max(given.writePeriod, given.readPeriod);
  const edges = 60 + 40 * sent.length;
  for (let i = 0; i < edges && monitor.words.length < sent.length; i++) {
    sim.run(`${slowest}fs`);
    if (disturb) {
      if (i === 12) disturb(sim);
      continue;
    }
    const inside = driver.sent.length - monitor.words.length;
    if (inside < 0 || inside > given.depth) throw new Error(`${inside} words in a queue of ${given.depth}`);
    if (inside === given.depth && top.in.ready.value !== 0) throw new Error("ready while it is full");
    if (inside === 0 && top.out.valid.value !== 0) throw new Error("valid while it is empty");
  }
  sim.close();
  return { sent, got: monitor.words };
}

describe("an asynchronous FIFO", () => {
  test("loses no word, repeats none and keeps their order, whatever the clocks and stalls; flags are conservative", () => {
    fc.assert(
      fc.property(surroundings, (given) => {
        const { sent, got } = transfer(given);
        expect(got).toEqual(sent);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test("the property finds what a reset of one side alone does", () => {
    let found = 0;
    for (const given of fc.sample(surroundings, { numRuns: 10, seed: 5 })) {
      const { sent, got } = transfer(given, (sim) => {
        sim.setReset(true, "reset_read");
        sim.run(`${2 * given.readPeriod}fs`);
        sim.setReset(false, "reset_read");
      });
      if (got.join() !== sent.join()) found += 1;
    }
    expect(found).toBeGreaterThan(2);
  }, 120_000);

  test.each([2, 3])(
    "with %i stages a word is offered stages + 1 edges of the read clock after it came",
    (stages) => {
      const top = new AsyncFifo(uint(8), 8, { write, read }, stages);
      const clocks = { write: { period: "10ns" }, read: { period: "10ns", phase: "6ns" } };
      const sim = simulate(top, { clocks: { clk: { period: "10ns" }, ...clocks } });
      sim.applyReset(1);
      top.in.valid.value = 1;
      top.in.payload.value = 42;
      sim.run("9ns");
      top.in.valid.value = 0;
      let edges = 0;
      while (top.out.valid.value === 0 && edges < 20) {
        sim.run("10ns");
        edges += 1;
      }
      expect([edges, top.out.payload.value]).toEqual([stages + 1, 42]);
      sim.close();
    },
  );

  test("with room for the round trip of the pointers a word passes in every cycle of equal clocks", () => {
    const top = new AsyncFifo(uint(8), 8, { write, read });
    const one = { period: "1ns" };
    const sim = simulate(top, { clocks: { clk: one, write: one, read: one } });
    sim.applyReset();
    const driver = streamDriver(sim, top.in, { clock: "write" });
    const monitor = streamMonitor(sim, top.out, { clock: "read" });
    driver.send(...Array.from({ length: 100 }, (_, i) => i));
    sim.run("110ns");
    expect(monitor.words.length).toBe(100);
    const cycles = monitor.transfers.map(({ cycle }) => cycle);
    expect(cycles.at(-1)! - cycles[0]!).toBe(99);
    sim.close();
  });

  test("holds words of any type", () => {
    const type = struct({ last: bit, lanes: vec(sint(8), 3) });
    const top = new AsyncFifo(type, 2, { write });
    const sim = simulate(top, { clocks: { clk: { period: "3ns" }, write: { period: "2ns" } } });
    sim.applyReset();
    const words = [1, 2, 3, 4, 5].map((n) => ({ last: (n % 2) as 0 | 1, lanes: [n, -n, 2 * n] }));
    const driver = streamDriver(sim, top.in, { clock: "write" });
    const monitor = streamMonitor(sim, top.out);
    driver.send(...(words as never[]));
    sim.run("200ns");
    expect(monitor.words).toEqual(words);
    sim.close();
  });

  test("refuses a depth that Gray code can't count", () => {
    for (const depth of [0, 1, 3, 12, 2.5]) expect(() => new AsyncFifo(bit, depth)).toThrow("E-PARAMETER");
    expect(() => new AsyncFifo(bit, 4, {}, 1)).toThrow("E-PARAMETER");
  });
});
