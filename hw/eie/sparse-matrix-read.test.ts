import { expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import { eieConfig } from "./config.ts";
import { Activity } from "./enumerations.ts";
import { SparseMatrixRead } from "./sparse-matrix-read.ts";

const rows = [0x8070_6050_4030_2010n, 0xff0f_e1d2_c3b4_a5f0n];

test("an entry is in the row register a cycle after it was addressed, in S1 two cycles after", () => {
  const sim = simulate(new SparseMatrixRead(eieConfig({ entries: 16 }), 0));
  const dut = sim.top;
  sim.memory("sram").load(rows);
  const addresses = [6, 7, 8, 9, 15, 0];
  const log: string[] = [];
  const reads: number[] = [];
  for (const address of [...addresses, undefined, undefined]) {
    dut.request.value = address !== undefined;
    dut.address.value = address ?? 0;
    dut.idleCause.value = Activity.Drain;
    reads.push(dut.reads.value);
    const entry = dut.valid.value
      ? `${dut.zeroRun.value}:${dut.code.value} ${dut.activity.value}`
      : dut.activity.value;
    const s1 = dut.s1Valid.value
      ? `${dut.s1ZeroRun.value}:${dut.s1Code.value}${dut.s1Real.value ? "" : " padding"}`
      : "";
    log.push(`${entry} | ${s1}`);
    sim.step();
  }
  expect(log).toEqual([
    "Drain | ",
    "7:0 Padding | ",
    "8:0 Padding | 7:0 padding",
    "15:0 Padding | 8:0 padding",
    "10:5 Useful | 15:0 padding",
    "15:15 Useful | 10:5",
    "1:0 Padding | 15:15",
    "Drain | 1:0 padding",
  ]);
  // Rows 0, 1 and 0 again; entries of the row in the register cost no read.
  expect(reads).toEqual([1, 0, 1, 0, 0, 1, 0, 0]);
});

test("an empty slice is told in the cycle after, and a new layer forgets the row register", () => {
  const sim = simulate(new SparseMatrixRead(eieConfig({ entries: 16 }), 0));
  const dut = sim.top;
  sim.memory("sram").load(rows);
  dut.skips.value = 1;
  sim.step();
  expect(dut.activity.value).toBe(Activity.EmptySlice);
  dut.skips.value = 0;
  dut.request.value = 1;
  sim.step();
  expect(dut.reads.value).toBe(0);
  dut.request.value = 0;
  dut.restart.value = 1;
  sim.step();
  dut.restart.value = 0;
  dut.request.value = 1;
  expect(dut.reads.value).toBe(1);
});
