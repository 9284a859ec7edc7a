import { Counter } from "../../hw/lib/counter.ts";
import { runTestbench, testbench, type TestbenchContext } from "../../sim/testbench/index.ts";
import { type Rate, rateOf } from "./measure.ts";

/** What a testbench pays in a cycle for something that it does there, in nanoseconds of processor time. */
export interface WakeCost {
  readonly what: string;
  readonly nanoseconds: Rate;
}

interface Work {
  readonly what: string;
  readonly body: (context: TestbenchContext<object, Counter, undefined>, cycles: number) => unknown;
}

const asleep: Work = { what: "no wake", body: ({ clk }, cycles) => clk.cycles(cycles) };
const works: readonly Work[] = [
  {
    what: "a wake of a task",
    async body({ clk }, cycles) {
      for (let cycle = 0; cycle < cycles; cycle++) await clk.rising();
    },
  },
  {
    what: "a wake of a task that drives an input",
    async body({ clk, dut }, cycles) {
      for (let cycle = 0; cycle < cycles; cycle++) {
        dut.enable.value = (cycle & 1) as 0 | 1;
        await clk.rising();
      }
    },
  },
  {
    what: "a wake of a task that reads and judges an output",
    async body({ clk, dut, expect }, cycles) {
      for (let cycle = 0; cycle < cycles; cycle++) {
        await clk.rising();
        expect(dut.count).toBeAtMost(9);
      }
    },
  },
];

/**
 * What wakes cost in the WebAssembly engine: a counter of ten steps runs with a task that wakes in every cycle and with one that sleeps to the
 * end, in turns; the difference of their processor times, a cycle.
 */
export async function wakeCosts(rounds: number, cycles: number): Promise<readonly WakeCost[]> {
  const took = new Map([asleep, ...works].map((work) => [work, [] as number[]]));
  // The first round is V8's, which compiles.
  for (let round = 0; round <= rounds; round++)
    for (const [work, times] of took) {
      const seconds = await cpuSeconds(work, cycles);
      if (round > 0) times.push(seconds);
    }
  const base = took.get(asleep)!;
  return works.map((work) => ({
    what: work.what,
    nanoseconds: rateOf(took.get(work)!.map((seconds, round) => (1e9 * (seconds - base[round]!)) / cycles)),
  }));
}

/** Processor time of the tasks' part of a run. */
async function cpuSeconds({ what, body }: Work, cycles: number): Promise<number> {
  let seconds = 0;
  const bench = testbench({ name: what, dut: () => new Counter(10) }, async (context) => {
    const { clk, expect } = context;
    const begin = clk.cycle;
    const start = process.cpuUsage();
    await body(context, cycles);
    const { user, system } = process.cpuUsage(start);
    seconds = (user + system) / 1e6;
    expect(clk.cycle - begin, "cycles that were measured").toBe(cycles);
  });
  const { failure } = await runTestbench(bench, { engine: "wasm" });
  if (failure) throw new Error(failure.message);
  return seconds;
}
