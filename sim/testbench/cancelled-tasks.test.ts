import { describe, expect, it } from "vitest";
import { passes } from "./rules.test-kit.ts";

describe("awaiting a task that was cancelled", () => {
  it("ends at once where the task had not run its first step, which it never runs", async () => {
    await passes(async ({ clk, fork }) => {
      let ran = false;
      const task = fork(() => {
        ran = true;
      });
      task.cancel();
      expect(task.isDone).toBe(true);
      await clk.rising();
      await task;
      expect([ran, clk.cycle]).toEqual([false, 1]);
    });
  });

  it("ends where its finally block waits, from which it never resumes", async () => {
    await passes(async ({ clk, fork, all }) => {
      const log: string[] = [];
      const task = fork(async () => {
        try {
          await clk.cycles(50);
        } finally {
          log.push(`cancelled at ${clk.cycle}`);
          await clk.rising();
          log.push("never");
        }
      });
      await clk.cycles(2);
      task.cancel();
      await all([task, clk.cycles(1)]);
      expect(await task).toBe(undefined);
      await clk.cycles(60);
      expect([log, clk.cycle]).toEqual([["cancelled at 2"], 63]);
    });
  });

  it("ends for one that awaited it before", async () => {
    await passes(async ({ clk, fork }) => {
      const sleeper = fork(async () => {
        await clk.cycles(50);
      });
      const log: string[] = [];
      fork(async () => {
        await sleeper;
        log.push(`at ${clk.cycle}`);
      });
      await clk.cycles(3);
      sleeper.cancel();
      await clk.cycles(2);
      expect(log).toEqual(["at 3"]);
    });
  });

  it("has all its waits end, where it waited for several at once", async () => {
    await passes(async ({ clk, fork }) => {
      const log: string[] = [];
      const task = fork(async () => {
        try {
          await Promise.all([clk.cycles(2), clk.cycles(20)]);
        } finally {
          log.push(`cancelled at ${clk.cycle}`);
        }
      });
      await clk.cycles(4);
      task.cancel();
      await task;
      expect([log, clk.cycle]).toEqual([["cancelled at 4"], 4]);
    });
  });
});

it("waits of one task that end at one moment all resume", async () => {
  await passes(async ({ clk }) => {
    await Promise.all([clk.cycles(2), clk.cycles(2), clk.cycles(1)]);
    expect(clk.cycle).toBe(2);
    await clk.rising();
    expect(clk.cycle).toBe(3);
  });
});
