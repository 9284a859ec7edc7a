import { describe, expect, it, vi } from "vitest";
import { codeOf, type Context, Dut, passes, run } from "./rules.test-kit.ts";
import { simulate } from "./simulate.ts";
import type { Awaitable } from "./task.ts";

describe("SEMANTICS 5: waits", () => {
  it("one that is made after the testbench has ended is an error that says so, and no wait for ever", async () => {
    let late: Context | undefined;
    await passes(async (context) => {
      late = context;
      await context.clk.rising();
    });
    const { clk, until, delay, fork, all, reset, dut } = late as Context;
    const waits = [
      () => clk.rising(),
      () => clk.sample(dut.q),
      () => clk.cycles(3),
      () => until(dut.count, "==", 5),
      () => until(() => true),
      () => delay("1ns"),
      () => all([]),
      () => reset(),
    ];
    for (const wait of waits) {
      const problem = await new Promise((resolve) =>
        (wait() as Awaitable<unknown>).then(resolve, (error) => resolve((error as Error).message)),
      );
      expect(problem, String(wait)).toMatch(
        /E-TB-OUTSIDE\n.*a wait was awaited after .* had ended at cycle 1, .*: time does not move any more/,
      );
    }
    expect(() => fork(() => undefined)).toThrow(/E-TB-OUTSIDE/);
  });

  it("a task that comes back from elsewhere when the run has been given up is told so, too", async () => {
    const seen: string[] = [];
    const body = async ({ clk }: Context): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      try {
        await clk.rising();
      } catch (error) {
        seen.push((error as Error).message);
      }
    };
    expect(await codeOf(body, { strict: true, patience: 10 })).toBe("E-TB-PROMISE");
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toMatch(/E-TB-OUTSIDE[^]*had ended at cycle 0/);
  });

  it("clk.cycles(n) and until wake once, at the right cycle; what holds already resumes at once", async () => {
    await passes(async ({ clk, dut, until }) => {
      await clk.cycles(1000);
      expect([clk.cycle, dut.count.value]).toEqual([1000, 1000]);
      await until(dut.count, "==", 5000);
      expect(clk.cycle).toBe(5000);
      await until(dut.count, ">=", 5000);
      await until(dut.count);
      await clk.cycles(0);
      expect(clk.cycle).toBe(5000);
      await until(() => dut.count.value > 5999);
      expect(clk.cycle).toBe(6000);
    });
  });

  it("wake once, also where several of a task's events come at one moment (SEMANTICS 5)", async () => {
    const seen: unknown[] = [];
    await passes(async ({ clk, dut, until, delay, race, fork, all, sim }) => {
      const wakes = async (): Promise<void> => {
        // At edge 4: the edge, the count, the end of the delay and the condition, all at 3500ps.
        const first = await race([
          clk.rising(),
          clk.cycles(1),
          until(dut.count, "==", 1),
          until(() => dut.count.value === 1),
          delay("500ps"),
          clk.sample(dut.count),
        ]);
        seen.push(["race", sim.time, first]);
        await all([clk.rising(), clk.cycles(1), until(dut.count, "==", 2), delay("1ns")]);
        seen.push(["all", sim.time]);
        // Had one of them woken it a second time, this would be over at once.
        await clk.rising();
        seen.push(["rising", sim.time, dut.count.value]);
      };
      await fork(wakes);
    });
    expect(seen).toEqual([
      ["race", 500_000n, { index: 0, value: undefined }],
      ["all", 1_500_000n],
      ["rising", 2_500_000n, 3],
    ]);
  });

  it("for a part of a cycle, or for NaN cycles, would never end: E-TIME, in every wait that counts them", async () => {
    for (const n of [1.5, NaN, Infinity]) {
      expect(await codeOf(({ clk }) => clk.cycles(n))).toBe("E-TIME");
      expect(await codeOf(({ until }) => until(() => false, { timeout: n }))).toBe("E-TIME");
    }
    expect(await codeOf(({ clk }) => clk.cycles(-3))).toBeUndefined();
    const sim = simulate(new Dut());
    for (const n of [0.5, NaN, -1]) expect(() => sim.step(n)).toThrow(/E-TIME[^]*cycles` is no duration/);
  });

  it("until is judged before the edge's drives are applied and after", async () => {
    await passes(async ({ clk, dut, until, fork }) => {
      const seen: number[] = [];
      fork(async () => {
        await until(dut.d, "==", 6);
        seen.push(clk.cycle);
        await until(dut.q, "==", 6);
        seen.push(clk.cycle);
      });
      await clk.cycles(3);
      dut.d.value = 6;
      await clk.cycles(2);
      expect(seen).toEqual([3, 4]);
    });
  });

  it("timeouts throw into the task that waits, and can be caught", async () => {
    await passes(async ({ clk, dut, until, sim }) => {
      for (const [timeout, time] of [
        [10, 9_500_000n],
        ["1ns", 10_500_000n],
        ["250ps", 10_750_000n],
      ] as const) {
        const error: unknown = await Promise.resolve(until(dut.q, "==", 200, { timeout })).catch(
          (e: unknown) => e,
        );
        expect((error as { code: string }).code).toBe("E-TB-TIMEOUT");
        expect(String(error)).toContain("dut.q == 200");
        expect(sim.time).toBe(time);
      }
      await clk.cycles(1);
    });
    expect(await codeOf(({ until }) => until(() => false, { timeout: 5 }))).toBe("E-TB-TIMEOUT");
    expect(await codeOf(({ dut, until }) => until(dut.q, "==", 256))).toBe("E-VALUE");
  });

  it("the limit of a run ends it", async () => {
    const result = await run(({ until }) => until(() => false), { timeout: "3ns" });
    expect(result.failure?.diagnostics[0]?.code).toBe("E-TB-TIMEOUT");
    expect([result.time, result.cycles]).toEqual([3_000_000n, 3]);
  });

  it("all gives results, race cancels the losers, whose finally blocks run; a cancelled task never resumes", async () => {
    await passes(async ({ clk, all, race, delay }) => {
      const log: string[] = [];
      const results = await all([async () => (await clk.cycles(2), "two"), async () => 1, clk.rising()]);
      expect(results).toEqual(["two", 1, undefined]);
      const winner = await race([
        async () => {
          try {
            await clk.cycles(50);
          } finally {
            log.push(`cancelled at ${clk.cycle}`);
            await clk.rising();
            log.push("never");
          }
        },
        async () => (await delay("2ns"), "delay"),
      ]);
      expect(winner).toEqual({ index: 1, value: "delay" });
      await clk.cycles(60);
      expect(log).toEqual(["cancelled at 4"]);
    });
  });

  it("a handle is awaited, cancelled, or left alone", async () => {
    await passes(async ({ clk, fork }) => {
      const counted = fork(async () => {
        await clk.cycles(3);
        return clk.cycle;
      }, "counter");
      expect(await counted).toBe(3);
      expect([counted.isDone, counted.name]).toEqual([true, "counter"]);
      expect(await counted).toBe(3);
      let ticks = 0;
      const forever = fork(async () => {
        for (;;) {
          await clk.rising();
          ticks += 1;
        }
      });
      await clk.cycles(5);
      forever.cancel();
      await clk.cycles(5);
      expect(ticks).toBe(5);
    });
  });

  it("a task that throws ends the run with that error", async () => {
    const result = await run(async ({ clk, fork }) => {
      fork(async () => {
        await clk.cycles(4);
        throw new Error("from a task");
      });
      await clk.cycles(100);
    });
    expect([result.passed, result.failure?.message, result.cycles]).toEqual([false, "from a task", 4]);
    expect(result.failure?.place?.file).toMatch(/waits\.test\.ts$/);
  });

  it("tasks that wait for each other only are E-TB-STUCK", async () => {
    const code = await codeOf(async ({ fork }) => {
      const handles: { a?: PromiseLike<void> } = {};
      const a = fork(async () => {
        await handles.a;
      });
      handles.a = a as never;
      await a;
    });
    expect(code).toBe("E-TB-STUCK");
  });
});
