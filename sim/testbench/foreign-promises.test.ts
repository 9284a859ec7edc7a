import { expect, it } from "vitest";
import { type Context, passes } from "./rules.test-kit.ts";

const real = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it("a foreign promise that is kept before the patience ends is not held against the task later", async () => {
  const body = async ({ clk, until }: Context): Promise<void> => {
    await clk.rising();
    await real(5);
    const end = performance.now() + 900;
    await until(() => performance.now() > end);
    await real(5);
    await clk.rising();
  };
  for (const strict of [false, true])
    expect((await passes(body, { patience: 500, strict, timeout: 1e9 })).warnings).toEqual([]);
});

it("one that lasts is named once each time that the task comes to rest on one", async () => {
  const result = await passes(
    async ({ clk }) => {
      await clk.rising();
      await real(100);
      await clk.rising();
      await real(100);
    },
    { patience: 20 },
  );
  expect(result.warnings.map(({ code }) => code)).toEqual(["W-TB-PROMISE", "W-TB-PROMISE"]);
  const [first, second] = result.warnings.map(({ message }) => message);
  expect(first).not.toBe(second);
});
