import { describe, expect, test } from "vitest";
import { type MemoryOptions, uint } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { SramBank } from "./sram-bank.ts";

const byte = uint(8);

function bank(options: MemoryOptions<typeof byte> = {}) {
  const sim = simulate(new SramBank(byte, 5, { init: [10, 11, 12, 13, 14], ...options }));
  const dut = sim.top;
  /** One cycle; gives what `readData` holds behind it. */
  const cycle = (read: number | undefined, write?: readonly [address: number, word: number]) => {
    dut.readEnable.value = read === undefined ? 0 : 1;
    dut.readAddress.value = read ?? 1;
    dut.writeEnable.value = write ? 1 : 0;
    dut.writeAddress.value = write?.[0] ?? 2;
    dut.writeData.value = write?.[1] ?? 55;
    sim.step();
    return dut.readData.value;
  };
  return { sim, cycle };
}

describe("SramBank", () => {
  test("reads come a cycle later, stay, and are of before a write in the same cycle", () => {
    const { cycle } = bank();
    expect(cycle(3, [3, 99])).toBe(13);
    expect(cycle(undefined)).toBe(13);
    expect(cycle(3)).toBe(99);
    expect(cycle(2)).toBe(12);
  });

  test("write-first gives the word that is written, and others as they are", () => {
    const { cycle } = bank({ onCollision: "writeFirst" });
    expect(cycle(3, [3, 99])).toBe(99);
    expect(cycle(4, [3, 98])).toBe(14);
    expect(cycle(undefined, [4, 97])).toBe(14);
    expect(cycle(3)).toBe(98);
    expect(cycle(4)).toBe(97);
  });

  test("no-change keeps its word in a cycle that writes, at whatever address, with a single port", () => {
    const { cycle } = bank({ onCollision: "noChange", ports: { readWrite: 1 } });
    expect(cycle(2)).toBe(12);
    expect(cycle(3, [3, 99])).toBe(12);
    expect(cycle(4, [1, 98])).toBe(12);
    expect(cycle(3)).toBe(99);
    expect(cycle(1)).toBe(98);
  });

  test("has one port for reads and one for writes", () => {
    expect(() => bank({ ports: { read: 1, write: 1 } })).not.toThrow();
    expect(() => bank({ ports: { readWrite: 1 } })).toThrow(/E-MEMORY-PORTS[\s\S]*1 reads and 1 writes/);
    expect(() => bank({ onCollision: "noChange", ports: { read: 1 } })).toThrow(/E-MEMORY-PORTS/);
  });

  test("is found and filled by path", () => {
    const { sim, cycle } = bank();
    sim.load("words", new Uint8Array([1, 2, 3]), 5);
    expect([cycle(5), cycle(7), sim.peek("words[6]")]).toEqual([1, 3, 2]);
  });
});
