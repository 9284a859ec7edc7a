import { expect, test } from "vitest";
import { uint } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { DelayLine } from "./delay-line.ts";

test.each([0, 1, 2, 5])("a word comes out %i cycles after it went in", (cycles) => {
  const sim = simulate(new DelayLine(uint(8), cycles, 9));
  const dut = sim.top;
  const seen: number[] = [];
  for (let word = 20; word < 30; word += 1) {
    dut.in.value = word;
    seen.push(dut.out.value);
    sim.step();
  }
  const sent = Array.from({ length: 10 }, (_, i) => 20 + i);
  expect(seen).toEqual([...Array<number>(cycles).fill(9), ...sent].slice(0, 10));
});

test("a negative delay is refused", () => {
  expect(() => new DelayLine(uint(8), -1)).toThrow(/E-PARAMETER.*\n.*cycles = -1/);
});
