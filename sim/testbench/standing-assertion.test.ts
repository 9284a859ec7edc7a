import { describe, expect, it } from "vitest";
import { bit, input, Module, output, outputReg, uint, wrap } from "../describe/index.ts";
import { runTestbench } from "./run-testbench.ts";
import { testbench, type TestbenchContext } from "./testbench.ts";

class Counter extends Module {
  readonly enable = input(bit);
  readonly limit = input(uint(4), { default: 15 });
  readonly count = outputReg(uint(4), { init: 0 });
  readonly isOver = output(bit);

  override propagate() {
    this.isOver.value = this.count.value > this.limit.value;
  }

  override update() {
    if (this.enable.value) this.count.next = wrap(this.count.value + 1);
  }
}

type Context = TestbenchContext<object, Counter, undefined>;

const run = (body: (context: Context) => Promise<void>) =>
  runTestbench(testbench({ name: "assertions", dut: () => new Counter() }, body as never));

describe("assert in a testbench (SEMANTICS section 5, step 2)", () => {
  it("fails in the first cycle whose edge would use the values that break it, at the place of the claim", async () => {
    const { failure } = await run(async ({ dut, clk, assert }) => {
      assert(() => dut.isOver.value === 0, "the count is over its limit");
      dut.limit.value = 3;
      dut.enable.value = 1;
      await clk.cycles(20);
    });
    expect(failure?.diagnostics[0]).toMatchObject({ code: "E-ASSERT" });
    // Two edges of reset, four that count; the seventh would use count 4.
    expect(failure?.message).toBe("assertion failed at cycle 7, 6.5ns: the count is over its limit");
    expect(failure?.place).toMatchObject({ line: 29, column: 7 });
  });

  it("does not see values that are driven and taken back between two edges", async () => {
    const result = await run(async ({ dut, clk, delay, assert }) => {
      assert(() => dut.isOver.value === 0, "never");
      dut.enable.value = 1;
      dut.limit.value = 5;
      await clk.cycles(4);
      dut.limit.value = 0;
      await delay("100ps");
      expect(dut.isOver.value).toBe(1);
      dut.limit.value = 15;
      await clk.cycles(4);
    });
    expect(result.failure).toBeUndefined();
  });

  it("ends with the function that it gives", async () => {
    const result = await run(async ({ dut, clk, assert }) => {
      const end = assert(() => dut.count.value < 3, "small");
      dut.enable.value = 1;
      await clk.cycles(2);
      end();
      await clk.cycles(6);
      expect(dut.count.value).toBe(8);
    });
    expect(result.failure).toBeUndefined();
  });
});
