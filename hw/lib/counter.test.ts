import { expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import { Counter } from "./counter.ts";

test("counts to limit - 1 and around, holds without enable, clears first", () => {
  const sim = simulate(new Counter(3));
  const dut = sim.top;
  const counts: number[] = [];
  const lasts: number[] = [];
  const cycle = (enable: boolean, clear: boolean) => {
    dut.enable.value = enable;
    dut.clear.value = clear;
    counts.push(dut.count.value);
    lasts.push(dut.last.value);
    sim.step();
  };
  for (let i = 0; i < 4; i += 1) cycle(true, false);
  cycle(false, false);
  cycle(true, true);
  cycle(false, false);
  expect(counts).toEqual([0, 1, 2, 0, 1, 1, 0]);
  expect(lasts).toEqual([0, 0, 1, 0, 0, 0, 0]);
});
