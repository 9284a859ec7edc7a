import { describe, expect, test } from "vitest";
import {
  bigSint,
  bit,
  enumeration,
  fixed,
  fp16,
  type LeafType,
  Module,
  output,
  sint,
  uint,
} from "../../describe/index.ts";
import { handProgram } from "../hand-program.test-kit.ts";
import { merge, hasBits } from "./event-memory.ts";
import { forceCell, forcesOf, releaseCell } from "./force.ts";
import { Kernel } from "./kernel.ts";
import { makeCell } from "./make-cell.ts";
import { NOBODY, OUTSIDE } from "./method.ts";

const [DRIVER, LATCHER, READER, OTHER] = [3, 40, 5, 6];

function start(type: LeafType) {
  class Holder extends Module {
    readonly o = output(type);
    override propagate() {}
  }
  const program = handProgram(new Holder());
  const kernel = new Kernel(program);
  const marked: number[] = [];
  kernel.markDirty = (method) => void marked.push(method);
  const cell = makeCell(kernel, program.design.nets[0]!);
  const taken = (): number[] => marked.splice(0);
  const readers = [READER, OTHER, 7];
  for (const reader of readers) cell.addReader(reader);
  cell.driver = DRIVER;
  cell.latcher = LATCHER;
  taken();
  return { kernel, cell, taken, readers };
}

const State = enumeration("Idle", "Load", "Run");

/** Of each kind of cell three values, the first being that of all-zero bits. */
const kinds: readonly (readonly [string, LeafType, unknown, unknown, unknown])[] = [
  ["bit", bit, 0, 1, 0],
  ["uint(31)", uint(31), 0, 2 ** 31 - 1, 5],
  ["uint(32)", uint(32), 0, 2 ** 32 - 1, 5],
  ["sint(32)", sint(32), 0, -(2 ** 31), 2 ** 31 - 1],
  ["sint(33)", sint(33), 0, -(2 ** 32), 2 ** 32 - 1],
  ["uint(53)", uint(53), 0, 2 ** 53 - 1, 2 ** 52],
  ["fp16", fp16, 0, -0, NaN],
  ["fixed", fixed(4, 4), 0, -8, 7.9375],
  ["bigSint", bigSint(70), 0n, -(2n ** 69n), 2n ** 69n - 1n],
  ["enumeration", State, "Idle", "Run", "Load"],
];

describe.each(kinds)("a cell of %s", (_, type, zero, one, two) => {
  test("starts at the value of all-zero bits", () => {
    expect(start(type).cell.v).toBe(zero);
  });

  test("shows what its method drives at once, and tells its readers at the end of the run, once", () => {
    const { kernel, cell, taken, readers } = start(type);
    kernel.current = DRIVER;
    cell.drive(one);
    expect([cell.v, kernel.touchedCount, taken()]).toEqual([one, 1, []]);
    cell.drive(one);
    cell.drive(two);
    expect([cell.v, kernel.touchedCount, kernel.touched[0]]).toEqual([two, 1, cell]);
    cell.drive(one);
    kernel.touchedCount = 0;
    cell.publish();
    expect(taken()).toEqual(readers);
    // Driven away and back again, it has not changed.
    cell.drive(zero);
    cell.drive(one);
    expect(kernel.touchedCount).toBe(1);
    kernel.touchedCount = 0;
    cell.publish();
    expect([cell.v, taken()]).toEqual([one, []]);
    cell.drive(one);
    expect(kernel.touchedCount).toBe(0);
  });

  test("takes what is latched at the edge, the last value, and tells its readers where it is another", () => {
    const { kernel, cell, taken, readers } = start(type);
    kernel.current = LATCHER;
    cell.latch(one);
    cell.latch(one);
    cell.latch(two);
    expect([cell.v, kernel.latchedCount, kernel.latched[0]]).toEqual([zero, 1, cell.index]);
    cell.latch(one);
    cell.commit();
    expect([cell.v, taken()]).toEqual([one, readers]);
    kernel.latchedCount = 0;
    cell.latch(zero);
    cell.latch(one);
    expect(kernel.latchedCount).toBe(1);
    cell.commit();
    expect([cell.v, taken()]).toEqual([one, []]);
    kernel.latchedCount = 0;
    cell.latch(one);
    expect(kernel.latchedCount).toBe(0);
    cell.latch(zero);
    cell.abandon();
    cell.commit();
    expect([cell.v, taken()]).toEqual([one, []]);
  });

  test("takes what is assigned from outside at once, as the coming value too", () => {
    const { cell, taken, readers } = start(type);
    cell.assign(one);
    expect([cell.v, taken()]).toEqual([one, readers]);
    cell.assign(one);
    cell.commit();
    expect([cell.v, taken()]).toEqual([one, []]);
  });

  test("is noted once between two looks of an observer, and only where somebody watches", () => {
    const { kernel, cell } = start(type);
    cell.assign(one);
    expect(kernel.changed).toEqual([]);
    kernel.watching = true;
    cell.assign(zero);
    cell.assign(one);
    expect(kernel.changed).toEqual([cell.index]);
    cell.about.noted = false;
    kernel.changed = [];
    cell.assign(zero);
    expect(kernel.changed).toEqual([cell.index]);
  });

  test("is forced against its method, and gets back what that wanted", () => {
    const { kernel, cell, taken } = start(type);
    cell.latcher = NOBODY;
    forceCell(cell, one);
    expect([cell.v, taken()]).toEqual([one, [READER, OTHER, 7, DRIVER]]);
    kernel.current = DRIVER;
    cell.drive(zero);
    expect([cell.v, forcesOf([cell])]).toEqual([one, [{ net: cell.index, wanted: zero }]]);
    forceCell(cell, two);
    expect([cell.v, forcesOf([cell])]).toEqual([two, [{ net: cell.index, wanted: zero }]]);
    taken();
    releaseCell(cell);
    expect([cell.v, cell.driver, forcesOf([cell])]).toEqual([zero, DRIVER, []]);
    expect(taken()).toContain(DRIVER);
    releaseCell(cell);
    expect([cell.v, taken()]).toEqual([zero, []]);
  });

  test("of a register is forced, and keeps that until its method assigns it", () => {
    const { kernel, cell, taken } = start(type);
    cell.driver = NOBODY;
    forceCell(cell, one);
    expect(taken()).toEqual([READER, OTHER, 7]);
    kernel.current = LATCHER;
    cell.latch(two);
    cell.commit();
    expect(cell.v).toBe(one);
    releaseCell(cell);
    expect([cell.v, cell.latcher, taken()]).toEqual([one, LATCHER, [LATCHER]]);
    cell.latch(two);
    cell.commit();
    expect(cell.v).toBe(two);
  });
});

test("cells fit what is assigned to their type", () => {
  const driven = (type: LeafType, value: unknown): unknown => {
    const { kernel, cell } = start(type);
    kernel.current = DRIVER;
    cell.drive(value);
    const seen = cell.v;
    kernel.current = LATCHER;
    cell.latch(value);
    cell.commit();
    expect(cell.v).toBe(seen);
    const { cell: other } = start(type);
    other.assign(value);
    expect(other.v).toBe(seen);
    return seen;
  };
  expect([driven(bit, true), driven(bit, 3), driven(uint(8), 300), driven(uint(8), -1)]).toEqual([
    1, 1, 44, 255,
  ]);
  expect([driven(sint(8), 200), driven(sint(8), -129), driven(uint(31), 2 ** 31 + 1)]).toEqual([-56, 127, 1]);
  expect([driven(uint(40), true), driven(uint(40), 2 ** 40 + 3), driven(uint(40), -1)]).toEqual([
    ...[1, 3, 2 ** 40 - 1],
  ]);
  expect([driven(sint(40), 2 ** 39), driven(sint(40), -(2 ** 39) - 1)]).toEqual([-(2 ** 39), 2 ** 39 - 1]);
  expect([driven(uint(40), -0), driven(fp16, 2049), driven(fixed(4, 4), 0.99)]).toEqual([0, 2048, 0.9375]);
  expect([driven(bigSint(70), 2n ** 69n), driven(fixed(4, 4), 8)]).toEqual([-(2n ** 69n), -8]);
});

test("a net that is open takes what the testbench drives, through its host; no other does", () => {
  const { kernel, cell } = start(uint(8));
  const driven: unknown[] = [];
  kernel.onOutsideDrive = (...drive) => void driven.push(drive);
  kernel.current = OUTSIDE;
  expect(() => cell.drive(4)).toThrow(/^E-WRITER/);
  cell.about.open = true;
  cell.drive(4);
  expect([cell.v, driven]).toEqual([0, [[cell.index, 4]]]);
  kernel.current = READER;
  expect(() => cell.drive(4)).toThrow(/^E-PHASE/);
});

test("a masked write changes the bits of its mask alone (SEMANTICS 4)", () => {
  expect(merge(uint(8), 0b1010_1010, 0b0101_0101, 0b0000_1111)).toBe(0b1010_0101);
  expect(merge(uint(8), 0xff, 0, 0)).toBe(0xff);
  expect(merge(uint(8), 0, 0xff, -1)).toBe(0xff);
  expect(merge(sint(8), -1, 0, 0x0f)).toBe(-16);
  expect(merge(sint(8), 0, -1, 0x80)).toBe(-128);
  expect(merge(bigSint(70), -1n, 0n, 0xffn)).toBe(-256n);
  expect(merge(bigSint(70), 0n, -1n, 1n << 69n)).toBe(-(1n << 69n));
  expect(merge(bigSint(70), 0n, -1n, 3)).toBe(3n);
  const types: readonly LeafType[] = [bit, uint(8), sint(8), bigSint(70), fp16, fixed(4, 4), State];
  expect(types.map(hasBits)).toEqual([true, true, true, true, false, false, false]);
});

test("cells of one edge may be more than there was room for", () => {
  const { kernel } = start(bit);
  for (let net = 0; net < 200; net++) kernel.addLatched(net);
  expect(kernel.latchedCount).toBe(200);
  expect([...kernel.latched.subarray(0, 200)]).toEqual(Array.from({ length: 200 }, (_, net) => net));
});
