import { describe, expect, test } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  input,
  Module,
  output,
  outputReg,
  uint,
  wrap,
} from "../describe/index.ts";
import type { Observer } from "./observer.ts";
import { runTestbench, type RunOptions, type RunResult } from "./run-testbench.ts";
import { simulate } from "./simulate.ts";
import { testbench, type TestbenchContext } from "./testbench.ts";

const bus = clockDomain("bus");

/** Counts its cycles, and keeps what it saw on `d`. */
class Ticker extends Module {
  readonly d = input(uint(16));
  readonly q = outputReg(uint(16));
  readonly count = outputReg(uint(16), { init: 0 });
  override update() {
    this.count.next = wrap(this.count.value + 1);
    this.q.next = this.d.value;
  }
}

/** Each of two domains sees the count of the other. */
class Pair extends Module {
  readonly d = input(uint(16));
  readonly fast = new Ticker();
  readonly slow = clocked(new Ticker(), bus);
  readonly sum = output(uint(17));
  override propagate() {
    this.fast.d.value = this.slow.count.value;
    this.slow.d.value = this.fast.count.value;
    this.sum.value = this.fast.count.value + this.slow.count.value + this.d.value * 0;
  }
}

const clocks = { clk: { period: "10ns" }, bus: { ratio: [1, 3], of: "clk" } } as const;
type Clocks = typeof clocks;
type Body = (context: TestbenchContext<object, Pair, undefined, Clocks>) => unknown;

async function run(body: Body, options: RunOptions = {}): Promise<RunResult> {
  const made = testbench(
    { name: "pair", dut: () => new Pair(), clocks, reset: false, timeout: 1000 },
    body as never,
  );
  const result = await runTestbench(made, options);
  if (result.failure) throw result.failure.cause;
  return result;
}

describe("several clocks (SEMANTICS 5)", () => {
  test("each domain has its edges, and simultaneous ones read values from before and commit together", () => {
    const top = new Pair();
    const sim = simulate(top, { clocks });
    const rows: number[][] = [];
    // Edges of clk at 5, 15, 25, …; of bus at 15, 45, 75, …: bus always together with clk.
    for (let i = 0; i < 6; i++) {
      sim.step();
      rows.push([top.fast.count.value, top.slow.count.value, top.fast.q.value, top.slow.q.value]);
    }
    expect(rows).toEqual([
      [1, 0, 0, 0],
      [2, 1, 0, 1],
      [3, 1, 1, 1],
      [4, 1, 1, 1],
      [5, 2, 1, 4],
      [6, 2, 2, 4],
    ]);
    sim.close();
  });

  test("run(duration) executes the edges in it and at its end; step counts edges of the default clock", () => {
    const top = new Pair();
    const sim = simulate(top, { clocks: { ...clocks, bus: { period: "4ns" } } });
    sim.run("10ns");
    expect([sim.time, top.fast.count.value, top.slow.count.value]).toEqual([10_000_000n, 1, 3]);
    sim.step(2);
    expect([sim.time, top.fast.count.value, top.slow.count.value]).toEqual([25_000_000n, 3, 6]);
    sim.run("1ns");
    expect(top.slow.count.value).toBe(7);
    sim.close();
  });

  test("tasks wait for each clock by itself; cycles are counted a domain", async () => {
    const seen: string[] = [];
    await run(async ({ clk, clocks, sim, fork, all }) => {
      const note = (name: string) => seen.push(`${name} ${Number(sim.time) / 1e6}`);
      const slow = fork(async () => {
        await clocks.bus.rising();
        note(`bus ${clocks.bus.cycle}`);
        await clocks.bus.cycles(2);
        note(`bus ${clocks.bus.cycle}`);
      });
      const falling = fork(async () => {
        await clk.falling();
        note("clk falls");
        await clocks.bus.falling();
        note("bus falls");
        await clk.rising();
        await clk.falling();
        note("clk falls");
      });
      await clk.rising();
      note(`clk ${clk.cycle}`);
      await clk.cycles(3);
      note(`clk ${clocks.clk.cycle}`);
      await all([slow, falling]);
    });
    expect(seen).toEqual([
      "clk 1 5",
      "clk falls 10",
      "bus 1 15",
      "bus falls 30",
      "clk 4 35",
      "clk falls 40",
      "bus 3 75",
    ]);
  });

  test("sample gives the values just before the edge of its clock", async () => {
    await run(async ({ dut, clocks, clk, expect, all }) => {
      const [[slow], [fast]] = await all([clocks.bus.sample(dut.fast.count), clk.sample(dut.fast.count)]);
      expect(slow, "before the first edge of bus").toBe(1);
      expect(fast, "before the first edge of clk").toBe(0);
      const [next, count] = await clocks.bus.sample(dut.fast.count, dut.slow.count);
      expect([next, count]).toBe([4, 1]);
      expect(dut.slow.count).toBe(2);
    });
  });

  test("a delay that ends at an edge resumes after it, whichever clock it belongs to", async () => {
    await run(async ({ dut, delay, expect, sim }) => {
      await delay("15ns");
      expect([dut.fast.count.value, dut.slow.count.value]).toBe([2, 1]);
      await delay("1ns");
      expect(sim.time).toBe(16_000_000n);
      expect([dut.fast.count.value, dut.slow.count.value]).toBe([2, 1]);
      await delay("29ns");
      expect(dut.slow.count).toBe(2);
    });
  });

  test("until wakes behind the edge of either clock, a comparison and a test alike; a timeout counts default cycles", async () => {
    await run(async ({ dut, until, sim, expect }) => {
      await until(dut.slow.count, "==", 2);
      expect(sim.time).toBe(45_000_000n);
      await until(() => dut.fast.count.value === 7);
      expect(sim.time).toBe(65_000_000n);
      let code = "";
      await Promise.resolve(until(dut.slow.count, "==", 999, { timeout: 3 }) as never).catch(
        (error: { code: string }) => (code = error.code),
      );
      expect(code).toBe("E-TB-TIMEOUT");
      expect(sim.time).toBe(95_000_000n);
    });
  });

  test("what a task drives at an edge is seen by the next edge of any clock, never by one of its own time", async () => {
    class Input extends Module {
      readonly d = input(uint(8));
      readonly a = new Ticker();
      readonly b = clocked(new Ticker(), bus);
      override propagate() {
        this.a.d.value = this.d.value;
        this.b.d.value = this.d.value;
      }
    }
    const made = testbench(
      {
        name: "drive",
        dut: () => new Input(),
        clocks: { clk: { period: "10ns" }, bus: { period: "10ns", phase: "7ns" } },
        reset: false,
      },
      async ({ dut, clk, clocks, expect }) => {
        await clk.rising();
        dut.d.value = 1;
        await clocks.bus.rising();
        expect([dut.a.q.value, dut.b.q.value]).toBe([0, 1]);
        dut.d.value = 2;
        await clk.rising();
        expect([dut.a.q.value, dut.b.q.value]).toBe([2, 1]);
      },
    );
    const result = await runTestbench(made);
    if (result.failure) throw result.failure.cause;
  });

  test("records are one a moment, with the toggles of both clocks, in the order of time", () => {
    const top = new Pair();
    const sim = simulate(top, { clocks: { clk: { period: "4ns" }, bus: { period: "6ns" } } });
    const rows: string[] = [];
    const row = (time: bigint): void => {
      rows.push(
        `${Number(time) / 1e6} ${sim.wires.map(({ name, read }) => `${name}=${Number(read())}`).join(" ")}`,
      );
    };
    sim.observe({ begin: row, record: row, end: () => undefined } satisfies Observer);
    sim.run("9ns");
    sim.close();
    expect(rows).toEqual([
      "0 clk=0 bus=0 reset=0",
      "2 clk=1 bus=0 reset=0",
      "3 clk=1 bus=1 reset=0",
      "4 clk=0 bus=1 reset=0",
      "6 clk=1 bus=0 reset=0",
      "8 clk=0 bus=0 reset=0",
      "9 clk=0 bus=1 reset=0",
    ]);
  });

  test("a design that is given no clock for a domain says which module needs it, and how to give it", () => {
    expect(() => simulate(new Pair())).toThrow(
      /E-CLOCK-MISSING[^]*pair\.slow is in the clock domain bus[^]*clocks: \{ bus: \{ frequency/,
    );
    expect(() => simulate(new Pair(), { clocks: { ...clocks, pci: {} } })).toThrow("E-CLOCK-UNKNOWN");
  });

  test("agents and streams name their clock; an unknown one is refused", () => {
    const sim = simulate(new Pair(), { clocks });
    const calls: string[] = [];
    sim.attach(
      { name: "spy", sample: (n) => calls.push(`before ${n}`), act: (n) => calls.push(`after ${n}`) },
      "bus",
    );
    sim.step(5);
    expect(calls).toEqual(["before 1", "after 1", "before 2", "after 2"]);
    sim.attach({ name: "resetter", sample: () => sim.setReset(true) });
    expect(() => sim.step()).toThrow(/E-TB-SAMPLE-DRIVE[^]*resetter drove reset/);
    expect(() => sim.attach({ name: "spy" }, "pci")).toThrow(/E-CLOCK-UNKNOWN[^]*spy names the clock pci/);
    sim.close();
  });
});

describe("reset in several domains (SEMANTICS 4)", () => {
  const own = clockDomain("own", { reset: { kind: "async", active: "low" } });
  class Bits extends Module {
    readonly d = input(bit);
    readonly a = new Ticker();
    readonly b = clocked(new Ticker(), own);
    override propagate() {
      this.a.d.value = this.d.value;
      this.b.d.value = this.d.value;
    }
  }
  const options = { clocks: { clk: { period: "10ns" }, own: { period: "40ns" } } } as const;

  test("all resets are held until each clock has had its edges", () => {
    const top = new Bits();
    const sim = simulate(top, options);
    sim.applyReset(2);
    expect(sim.time).toBe(60_000_000n);
    expect([sim.clocks.cycleOf(0), sim.clocks.cycleOf(1)]).toEqual([6, 2]);
    expect([top.a.count.value, top.b.count.value]).toEqual([0, 0]);
    sim.step(5);
    expect([top.a.count.value, top.b.count.value]).toEqual([5, 1]);
    sim.close();
  });

  test("a reset by name: asynchronous at once, synchronous at the edge, each in its domain alone", () => {
    const top = new Bits();
    const sim = simulate(top, options);
    sim.step(8);
    expect([top.a.count.value, top.b.count.value]).toEqual([8, 2]);
    sim.setReset(true, "reset_own");
    expect([top.a.count.value, top.b.count.value]).toEqual([8, 0]);
    expect(sim.wires.map(({ name, read }) => `${name} ${read()}`).slice(2)).toEqual([
      "reset false",
      "reset_own false",
    ]);
    sim.setReset(true, "reset");
    expect(top.a.count.value).toBe(8);
    sim.step();
    expect(top.a.count.value).toBe(0);
    sim.setReset(false);
    sim.step(4);
    expect([top.a.count.value, top.b.count.value]).toEqual([4, 1]);
    expect(() => sim.setReset(true, "rst")).toThrow(/E-RESET-UNKNOWN[^]*reset, reset_own/);
    sim.close();
  });

  test("a testbench can't give a declared reset another kind or level", () => {
    class Declared extends Ticker {
      readonly clock = own;
    }
    expect(() => simulate(new Declared(), { reset: { active: "high" } })).toThrow("E-RESET-TWICE");
    expect(() => simulate(new Declared(), { reset: { kind: "async" } })).not.toThrow();
  });

  test("in a testbench a reset is a drive: applied when all tasks sleep, and two that differ are a conflict", async () => {
    const tb = (body: (context: TestbenchContext<object, Bits, undefined>) => unknown) =>
      runTestbench(
        testbench({ name: "resets", dut: () => new Bits(), ...options, reset: false }, body as never),
      );
    const passed = await tb(async ({ dut, sim, delay, expect }) => {
      await delay("61ns");
      sim.setReset(true, "reset_own");
      expect(dut.b.count).toBe(2);
      await delay("1ns");
      expect(dut.b.count).toBe(0);
    });
    expect(passed.failure?.message).toBeUndefined();
    const conflict = await tb(async ({ sim, fork, clk }) => {
      fork(() => sim.setReset(true));
      sim.setReset(false);
      await clk.rising();
    });
    expect(conflict.failure?.diagnostics[0]?.code).toBe("E-TB-CONFLICT");
    const reset = await tb(async ({ dut, clk, clocks, reset, expect }) => {
      await clk.cycles(9);
      await reset(2);
      expect(clocks["own"]!.cycle).toBe(4);
      expect(dut.a.count).toBe(0);
      await clk.rising();
      expect(dut.a.count).toBe(1);
    });
    expect(reset.failure?.message).toBeUndefined();
  });
});
