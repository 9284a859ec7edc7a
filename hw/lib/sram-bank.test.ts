import { expect, test } from "vitest";
import { uint } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { SramBank } from "./sram-bank.ts";

test("reads come a cycle later, stay, and are of before a write in the same cycle", () => {
  const sim = simulate(new SramBank(uint(8), 5, [10, 11, 12, 13, 14]));
  const dut = sim.top;
  dut.readEnable.value = 1;
  dut.readAddress.value = 3;
  dut.writeEnable.value = 1;
  dut.writeAddress.value = 3;
  dut.writeData.value = 99;
  sim.step();
  expect(dut.readData.value).toBe(13);
  dut.readEnable.value = 0;
  dut.readAddress.value = 1;
  dut.writeEnable.value = 0;
  sim.step();
  expect(dut.readData.value).toBe(13);
  dut.readEnable.value = 1;
  dut.readAddress.value = 3;
  sim.step();
  expect(dut.readData.value).toBe(99);
});
