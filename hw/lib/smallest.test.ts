import { expect, test } from "vitest";
import { bit, uint } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { Counter } from "./counter.ts";
import { DelayLine } from "./delay-line.ts";
import { RegisterFifo } from "./register-fifo.ts";
import { RoundRobinArbiter } from "./round-robin-arbiter.ts";
import { SramBank } from "./sram-bank.ts";

test("a counter to 1 stays at 0, which is its last count", () => {
  const sim = simulate(new Counter(1));
  sim.top.enable.value = 1;
  for (let i = 0; i < 3; i += 1) {
    expect([sim.top.count.value, sim.top.last.value]).toEqual([0, 1]);
    sim.step();
  }
});

test("a bank of one word keeps it; its depth is rounded up to a power of two, each word of which is usable", () => {
  for (const [depth, words] of [
    [1, 2],
    [5, 8],
    [8, 8],
  ] as const) {
    const sim = simulate(new SramBank(uint(8), depth));
    const dut = sim.top;
    expect(dut.words.depth).toBe(words);
    dut.writeEnable.value = 1;
    for (let address = 0; address < words; address += 1) {
      dut.writeAddress.value = address;
      dut.writeData.value = 100 + address;
      sim.step();
    }
    dut.writeEnable.value = 0;
    dut.readEnable.value = 1;
    const seen = Array.from({ length: words }, (_, address) => {
      dut.readAddress.value = address;
      sim.step();
      return dut.readData.value;
    });
    expect(seen).toEqual(Array.from({ length: words }, (_, address) => 100 + address));
  }
});

test("a delay line without init holds what power-on leaves, with it the content of all stages", () => {
  const first = (init?: 0 | 1) =>
    Array.from({ length: 12 }, (_, seed) => {
      const sim = simulate(new DelayLine(bit, 2, init), { powerOn: { seed } });
      const before = sim.top.out.value;
      sim.step();
      return [before, sim.top.out.value];
    }).flat();
  expect(new Set(first())).toEqual(new Set([0, 1]));
  expect(new Set(first(1))).toEqual(new Set([1]));
});

test.each([
  ["Counter", () => new Counter(0)],
  ["DelayLine", () => new DelayLine(bit, 1.5)],
  ["RegisterFifo", () => new RegisterFifo(bit, 0)],
  ["RoundRobinArbiter", () => new RoundRobinArbiter(0)],
  ["RoundRobinArbiter", () => new RoundRobinArbiter(1025)],
  ["SramBank", () => new SramBank(bit, 0)],
])("%s refuses what is too small, too large or no whole number", (name, make) => {
  expect(make).toThrow(new RegExp(`E-PARAMETER[^]*${name}`));
});
