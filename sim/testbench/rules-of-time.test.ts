import { describe, expect, it } from "vitest";
import { codeOf, type Context, passes, recorder, run } from "./rules.test-kit.ts";

describe("SEMANTICS 5: the order at an edge", () => {
  it("start: a settle at 0, then all tasks, then the first rising edge at half a period", async () => {
    await passes(async ({ clk, sim, dut, fork }) => {
      const seen: string[] = [];
      expect([sim.time, clk.cycle, dut.sum.value]).toEqual([0n, 0, 0]);
      fork(async () => {
        seen.push(`forked at ${sim.time}`);
      });
      await clk.rising();
      expect([sim.time, clk.cycle]).toEqual([500_000n, 1]);
      expect(seen).toEqual(["forked at 0"]);
    });
  });

  it("2 sample: clk.sample gives the values just before the edge, at the moment after it", async () => {
    await passes(async ({ clk, dut }) => {
      dut.d.value = 7;
      const [q, count, d] = await clk.sample(dut.q, dut.count, dut.d);
      expect([q, count, d]).toEqual([0, 0, 7]);
      expect([dut.q.value, dut.count.value]).toEqual([7, 1]);
    });
  });

  it("3 to 5: clk.rising resumes after commit and settle", async () => {
    await passes(async ({ clk, dut }) => {
      dut.d.value = 3;
      await clk.rising();
      expect([dut.q.value, dut.count.value]).toEqual([3, 1]);
    });
  });

  it("5: a drive never affects an edge of its own time", async () => {
    await passes(async ({ clk, dut }) => {
      dut.d.value = 1;
      await clk.rising();
      dut.d.value = 2;
      expect(dut.q.value).toBe(1);
      await clk.rising();
      expect(dut.q.value).toBe(2);
    });
  });

  it("5: drives are collected and applied together when all tasks sleep", async () => {
    await passes(async ({ clk, dut, fork }) => {
      const seen: number[] = [];
      fork(async () => {
        await clk.rising();
        seen.push(dut.sum.value);
        await clk.rising();
        seen.push(dut.sum.value);
      });
      await clk.rising();
      dut.d.value = 4;
      expect(dut.sum.value).toBe(0);
      dut.e.value = 5;
      await clk.cycles(2);
      expect(seen).toEqual([0, 9]);
    });
  });

  it("5: two tasks that drive different values on one signal at one time are E-TB-CONFLICT, equal ones are not", async () => {
    const drive = (second: number) => async (context: Context) => {
      const { clk, dut, fork } = context;
      fork(async () => {
        await clk.rising();
        dut.d.value = second;
      }, "the other");
      await clk.rising();
      dut.d.value = 1;
      await clk.cycles(2);
      expect(dut.q.value).toBe(1);
    };
    expect(await codeOf(drive(2))).toBe("E-TB-CONFLICT");
    await passes(drive(1));
    await passes(async ({ clk, dut }) => {
      dut.d.value = 1;
      dut.d.value = 2;
      await clk.rising();
      expect(dut.q.value).toBe(2);
    });
  });

  it("5: the conflict is judged over the whole of one time, also in later rounds of it", async () => {
    const code = await codeOf(async ({ clk, dut, fork, until }) => {
      fork(async () => {
        await until(dut.sum, "==", 8);
        dut.d.value = 0;
      });
      await clk.rising();
      dut.d.value = 8;
      await clk.rising();
    });
    expect(code).toBe("E-TB-CONFLICT");
  });

  it("5: a delay that ends at an edge resumes with the edge's waiters, after the edge", async () => {
    await passes(async ({ clk, dut, delay, sim, all }) => {
      dut.d.value = 9;
      const order: string[] = [];
      await all([
        async () => {
          await delay("500ps");
          order.push(`delay ${dut.q.value} ${sim.time}`);
          dut.d.value = 1;
        },
        async () => {
          await clk.rising();
          order.push(`edge ${dut.d.value}`);
        },
      ]);
      expect(order).toEqual(["delay 9 500000", "edge 9"]);
      await delay("250ps");
      expect([sim.time, clk.cycle]).toEqual([750_000n, 1]);
      await delay("750ps");
      expect([sim.time, clk.cycle, dut.q.value]).toEqual([1_500_000n, 2, 1]);
    });
  });

  it("6: records show each moment once, when nothing more happens, with the clock's toggles and a last one at the end", async () => {
    const rows: string[] = [];
    await passes(
      async ({ clk, dut, until, fork, delay }) => {
        fork(async () => {
          await until(dut.sum, "==", 20);
          dut.e.value = 0;
        });
        await clk.rising();
        dut.d.value = 20;
        await clk.rising();
        dut.d.value = 1;
        await delay("100ps");
        dut.e.value = 3;
      },
      { observers: recorder(rows) },
    );
    expect(rows).toEqual([
      "0 clk=0 d=0 q=0 sum=0",
      "500000 clk=1 d=20 q=0 sum=20",
      "1000000 clk=0 d=20 q=0 sum=20",
      "1500000 clk=1 d=1 q=20 sum=1",
      "1600000 clk=1 d=1 q=20 sum=4",
      "end 1600000",
    ]);
  });

  it("6: a transient inside one time is never recorded", async () => {
    const rows: string[] = [];
    await passes(
      async ({ clk, dut, until, fork }) => {
        fork(async () => {
          await until(dut.sum, "==", 99);
          dut.e.value = 1;
        });
        await clk.rising();
        dut.d.value = 99;
        await clk.rising();
      },
      { observers: recorder(rows) },
    );
    expect(rows.filter((row) => row.startsWith("500000"))).toEqual(["500000 clk=1 d=99 q=0 sum=100"]);
  });
});

/** A promise that is none of the kit's: it resolves when the kit warns of it, however slow the machine is. */
function untilWarned(): { readonly promise: Promise<void>; readonly onWarning: () => void } {
  let onWarning = (): void => undefined;
  const promise = new Promise<void>((resolve) => (onWarning = resolve));
  return { promise, onWarning };
}

describe("SEMANTICS 5: when time may move", () => {
  it("promises over the kit's waits work: time moves when the task has awaited them all", async () => {
    const result = await passes(async ({ clk, delay, sim }) => {
      const times = await Promise.all([
        (async () => (await clk.rising(), await clk.rising(), sim.time))(),
        (async () => (await delay("100ps"), sim.time))(),
        (async () => (await clk.cycles(3), sim.time))(),
      ]);
      expect(times).toEqual([1_500_000n, 100_000n, 2_500_000n]);
    });
    expect(result.warnings).toEqual([]);
  });

  it("a foreign promise holds time, and is named in a warning; strict: an error", async () => {
    const foreign = untilWarned();
    const body = async ({ clk, sim }: Context): Promise<void> => {
      await clk.rising();
      await foreign.promise;
      expect(sim.time).toBe(500_000n);
      await clk.rising();
    };
    const result = await passes(body, { patience: 20, onWarning: foreign.onWarning });
    expect(result.warnings.map(({ code }) => code)).toEqual(["W-TB-PROMISE"]);
    const never = async ({ clk }: Context): Promise<void> => {
      await clk.rising();
      await untilWarned().promise;
    };
    expect(await codeOf(never, { patience: 20, strict: true })).toBe("E-TB-PROMISE");
  });

  it("a foreign promise holds time also before the first wait of the kit", async () => {
    const foreign = untilWarned();
    const body = async ({ clk, sim }: Context): Promise<void> => {
      await foreign.promise;
      expect(sim.time).toBe(0n);
      await clk.rising();
    };
    const result = await passes(body, { patience: 20, onWarning: foreign.onWarning });
    expect(result.warnings.map(({ code }) => code)).toEqual(["W-TB-PROMISE"]);
  });

  it("a wait that is not awaited is named", async () => {
    const result = await passes(async ({ clk }) => {
      clk.rising();
      await clk.rising();
      expect(clk.cycle).toBe(1);
    });
    expect(result.warnings.map(({ code }) => code)).toEqual(["W-TB-NOT-AWAITED"]);
  });

  it("long runs let Node's event loop have its turns, so that they can be interrupted", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    const code = await codeOf(({ until }) => until(() => false), { signal: controller.signal, timeout: 1e9 });
    expect(code).toBe("E-TB-INTERRUPTED");
  });

  it("time can't be moved from under the tasks", async () => {
    expect(await codeOf(({ sim }) => sim.step())).toBe("E-TB-TIME");
  });

  it("values that don't fit are errors at the line that drives them", async () => {
    const result = await run(({ dut }) => {
      dut.d.value = 256;
    });
    expect(result.failure?.diagnostics[0]?.code).toBe("E-VALUE");
    expect(result.failure?.place?.file).toMatch(/rules-of-time\.test\.ts$/);
  });
});

describe("SEMANTICS 7: equal results", () => {
  it("with waves on and off, in any order, and in the oblivious engine", async () => {
    const body = async ({ clk, dut, random, metrics }: Context): Promise<void> => {
      let checksum = 0;
      for (let i = 0; i < 40; i++) {
        dut.d.value = random.integer(0, 255);
        dut.e.value = random.integer(0, 255);
        await clk.rising();
        checksum = (checksum * 31 + dut.sum.value + dut.q.value) % 1_000_003;
      }
      metrics.checksum = checksum;
    };
    const runs = await Promise.all([
      passes(body),
      passes(body, { observers: recorder([]) }),
      passes(body, { shuffle: 1 }),
      passes(body, { shuffle: 2 }),
      passes(body, { engine: "oblivious" }),
      passes(body, { engine: "oblivious", shuffle: 3 }),
    ]);
    expect(new Set(runs.map(({ metrics }) => metrics.checksum)).size).toBe(1);
    const other = await passes(body, { seed: 2 });
    expect(other.metrics.checksum).not.toBe(runs[0]?.metrics.checksum);
  });
});
