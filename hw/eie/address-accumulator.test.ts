import { expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import { AddressAccumulator } from "./address-accumulator.ts";
import { eieConfig } from "./config.ts";

test("the paper's column 0, 0, 1, 2, eighteen 0s, 3 ends at address 22", () => {
  const sim = simulate(new AddressAccumulator(eieConfig()));
  const dut = sim.top;
  // Section III-B: v = 1, 2, 0, 3 and z = 2, 0, 15, 2. A second column follows without a gap.
  const entries = [
    { code: 1, zeroRun: 2 },
    { code: 2, zeroRun: 0 },
    { code: 0, zeroRun: 15 },
    { code: 3, zeroRun: 2 },
    { code: 5, zeroRun: 1, first: true },
  ];
  const addresses: number[] = [];
  for (const [i, { code, zeroRun, first = i === 0 }] of entries.entries()) {
    dut.valid.value = 1;
    dut.real.value = code !== 0;
    dut.first.value = first;
    dut.zeroRun.value = zeroRun;
    sim.step();
    if (dut.addressValid.value) addresses.push(dut.address.value);
  }
  expect(addresses).toEqual([2, 3, 22, 1]);
});
