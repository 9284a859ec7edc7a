import { expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import { eieConfig } from "./config.ts";
import { PointerRead } from "./pointer-read.ts";

/** Feeds columns as a queue would, and notes a cycle as `column/address`, `column/-` for an empty slice, or `idle`. */
function run(pointers: readonly number[], columns: readonly number[], cycles: number): readonly string[] {
  const sim = simulate(new PointerRead(eieConfig({ pointers: 16, entries: 64 }), 0));
  const dut = sim.top;
  sim.memory("even").load(pointers.filter((_, i) => i % 2 === 0));
  sim.memory("odd").load(pointers.filter((_, i) => i % 2 === 1));
  const waiting = [...columns];
  const log: string[] = [];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    dut.queueEmpty.value = waiting.length === 0;
    dut.queueColumn.value = waiting[0] ?? 0;
    dut.queueActivation.value = waiting[0] ?? 0;
    const column = dut.activation.value;
    if (dut.request.value) log.push(`${column}/${dut.address.value}${dut.first.value ? " first" : ""}`);
    else log.push(dut.skips.value ? `${column}/-` : "idle");
    if (dut.pop.value) waiting.shift();
    sim.step();
  }
  return log;
}

test("columns follow each other without a bubble; one without entries costs a cycle", () => {
  //                0  1  2  3  4
  const pointers = [0, 2, 2, 3, 6];
  expect(run(pointers, [0, 1, 2, 3], 9)).toEqual([
    "idle",
    "0/0 first",
    "0/1",
    "1/-",
    "2/2 first",
    "3/3 first",
    "3/4",
    "3/5",
    "idle",
  ]);
});

test("the two pointers of an odd column are taken from the right banks", () => {
  expect(run([0, 5, 7, 7], [1, 1], 6)).toEqual(["idle", "1/5 first", "1/6", "1/5 first", "1/6", "idle"]);
});

test("each bank holds every other pointer, of all columns and one", () => {
  const config = eieConfig({ pointers: 16, entries: 64 });
  const sim = simulate(new PointerRead(config, 0));
  expect([sim.memory("even").depth, sim.memory("odd").depth]).toEqual([8, 8]);
});
