import { expect, it } from "vitest";
import { bit, input, Module, outputReg, uint, wrap } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { viewWaves } from "./wave-view.ts";

class Count extends Module {
  readonly enable = input(bit);
  readonly count = outputReg(uint(8), { init: 0 });
  override update() {
    if (this.enable.value) this.count.next = wrap(this.count.value + 1);
  }
}

it("shows the values of the cycles that were asked for", () => {
  const sim = simulate(new Count());
  const view = viewWaves(sim, ["enable", "count"], 2, 3);
  sim.top.enable.value = 1;
  sim.step(10);
  const [ruler, clock, enable, count, ...others] = view.lines();
  expect(others).toEqual([]);
  expect(ruler?.trim().split(/\s+/)).toEqual(["2", "3", "4"]);
  expect(clock).toMatch(/^clk /);
  expect(enable).toMatch(/^enable +‾+$/);
  // Edge k makes the count k.
  expect(count?.match(/\d+/g)).toEqual(["2", "3", "4"]);
});

it("refuses a signal that is not there", () => {
  expect(() => viewWaves(simulate(new Count()), ["cuont"], 0, 1)).toThrow("no signal cuont");
});
