import { describe, expect, test } from "vitest";
import {
  bit,
  enumeration,
  input,
  type HardwareType,
  isCompositeSignal,
  isLeafSignal,
  isModule,
  isType,
  Module,
  output,
  outputReg,
  reg,
  sint,
  struct,
  uint,
  vec,
  wire,
} from "../index.ts";
import { withCells } from "./fake-cell.test-kit.ts";
import { unplaced } from "../../errors/unplaced.test-kit.ts";

class Holder extends Module {
  readonly i = input(uint(8));
  readonly o = output(uint(8));
  readonly w = wire(uint(8));
  readonly r = reg(uint(8));
  readonly q = outputReg(uint(8));
}

describe("a leaf signal", () => {
  test("reads and writes through its cell: `value` drives, `next` latches", () => {
    const { i, o, w, r, q } = new Holder();
    const cells = withCells([i, o, w, r, q], [1, 2, 3, 4, 5]);
    expect([i, o, w, r, q].map(({ value }) => value)).toEqual([1, 2, 3, 4, 5]);
    [i, o, w].forEach((signal, k) => (signal.value = 10 + k));
    r.next = 20;
    q.next = 21;
    expect(cells.map(({ driven }) => driven)).toEqual([[10], [11], [12], [], []]);
    expect(cells.map(({ latched }) => latched)).toEqual([[], [], [], [20], [21]]);
    expect([i, o, w, r, q].map(({ direction }) => direction)).toEqual([
      "input",
      "output",
      "wire",
      "reg",
      "outputReg",
    ]);
  });

  test("has no value before it is simulated", () => {
    const { i, o, w, r, q } = new Holder();
    for (const signal of [i, o, w, r, q])
      expect(unplaced(() => signal.value)).toThrow(
        "(a signal that no module holds) was read before the design is simulated",
      );
    for (const signal of [i, o, w])
      expect(() => (signal.value = 1)).toThrow("was written before the design is simulated");
    for (const signal of [r, q])
      expect(() => (signal.next = 1)).toThrow("was written before the design is simulated");
  });

  test("of a register: `value` is read-only and `next` write-only (SEMANTICS 3)", () => {
    const { r, q } = new Holder();
    r.key = "r";
    r.owner = new Holder();
    for (const signal of [r, q]) {
      withCells([signal], [0]);
      expect(() => (signal.value = 1 as never)).toThrow(/^E-REG-VALUE/);
      expect(() => signal.next).toThrow(/^E-NEXT-READ/);
    }
    expect(unplaced(() => r.next)).toThrow("E-NEXT-READ  holder.r\n  next of holder.r was read");
    expect(unplaced(() => (r.value = 1 as never))).toThrow(
      "E-REG-VALUE  holder.r\n  value of the register holder.r was assigned",
    );
  });

  test("is known as one, and nothing else is", () => {
    const leaf = input(bit);
    const composite = input(vec(bit, 2));
    expect([leaf, composite, bit, {}, null, undefined, 1].map(isLeafSignal)).toEqual([
      true,
      ...[false, false, false, false, false, false],
    ]);
    expect([leaf, composite, bit, { elements: [] }, null, undefined, 1].map(isCompositeSignal)).toEqual([
      ...[false, true, false, false, false, false, false],
    ]);
    // A signal has a type, and is none; a type of the user's own making is none either.
    const values = [bit, uint(4), vec(bit, 2), struct({ a: bit }), enumeration("A"), leaf, composite];
    expect(values.map(isType)).toEqual([true, true, true, true, true, false, false]);
    expect([null, undefined, 4, "bit", {}, { kind: 4 }, { kind: "word" }, () => 1].map(isType)).toEqual(
      Array.from({ length: 8 }, () => false),
    );
    expect(isType({ kind: "bit", direction: "input" })).toBe(false);
    expect([new Holder(), leaf, {}, null, 1].map(isModule)).toEqual([true, false, false, false, false]);
  });
});

const Pair = struct({ a: uint(8), b: vec(sint(4), 2) });

describe("a signal of a vec or struct type (SEMANTICS 2)", () => {
  test("has element signals, each of its own", () => {
    const signal = wire(Pair);
    expect(Object.keys(signal).filter((key) => key === "a" || key === "b")).toEqual(["a", "b"]);
    expect([signal.a.type, signal.b[1]!.type]).toEqual([uint(8), sint(4)]);
    expect([signal.b.length, [...signal.b].length, [...signal.b][1]]).toEqual([2, 2, signal.b[1]]);
    expect([signal.direction, signal.b.direction, signal.a.direction]).toEqual(["wire", "wire", "wire"]);
  });

  test("is read whole as frozen values, and written whole element by element", () => {
    const signal = wire(Pair);
    const cells = withCells([signal.a, signal.b[0]!, signal.b[1]!], [7, -1, 3]);
    const whole = signal.value;
    expect(whole).toEqual({ a: 7, b: [-1, 3] });
    expect(Array.isArray(whole.b)).toBe(true);
    expect([Object.isFrozen(whole), Object.isFrozen(whole.b)]).toEqual([true, true]);
    signal.value = { a: 1, b: [2, -3] };
    expect(cells.map(({ driven }) => driven)).toEqual([[1], [2], [-3]]);
  });

  test("that is a register takes `next` whole, which nobody reads", () => {
    const signal = reg(Pair, { init: { a: 9, b: [1, 2] } });
    const cells = withCells([signal.a, signal.b[0]!, signal.b[1]!], [0, 0, 0]);
    signal.next = { a: 4, b: [5, 6] };
    expect(cells.map(({ latched }) => latched)).toEqual([[4], [5], [6]]);
    expect(() => signal.next).toThrow("next of a vec or struct register was read");
    expect([signal.a, signal.b[0]!, signal.b[1]!].map(({ options }) => options.init)).toEqual([9, 1, 2]);
  });

  test("gives its elements what its options say of them", () => {
    const signal = input(Pair, { default: { a: 3, b: [4, 5] } });
    expect([signal.a.options.default, signal.b[1]!.options.default]).toEqual([3, 5]);
    expect(signal.a.options.init).toBeUndefined();
    const plain = input(Pair);
    expect([plain.a.options.default, plain.b[0]!.options.default]).toEqual([undefined, undefined]);
  });
});

describe("what a declaration may say", () => {
  test.each([
    [() => input("bit" as never), "E-TYPE\n  input(…) wants a hardware type, and got bit"],
    [() => wire(undefined as unknown as HardwareType), "wire(…) wants a hardware type, and got undefined"],
    [() => reg(uint(4), { init: 16 }), "E-VALUE\n  init of reg(uint(4)): 16 is not in 0…15"],
    [() => input(uint(4), { default: -1 }), "E-VALUE\n  default of input(uint(4)): -1 is not in 0…15"],
    [
      () => outputReg(vec(bit, 2), { init: [0, 2] }),
      "init of outputReg(vec(bit, 2)): element 1: 2 is not 0, 1",
    ],
    [() => reg(uint(4), { range: [3, 2] }), "E-RANGE-OPTION\n  range [3, 2] does not lie within uint(4)"],
    [() => reg(uint(4), { range: [-1, 2] }), "range [-1, 2] does not lie within uint(4)"],
    [() => reg(uint(4), { range: [0, 16] }), "range [0, 16] does not lie within uint(4)"],
    [() => reg(sint(4), { range: [-9, 0] }), "range [-9, 0] does not lie within sint(4)"],
    [() => reg(uint(4), { range: [0.5, 2] }), "range [0.5, 2] does not lie within uint(4)"],
    [() => reg(uint(4), { range: [0, 2.5] }), "range [0, 2.5] does not lie within uint(4)"],
    [() => reg(bit, { range: [0, 1] }), "range [0, 1] does not lie within bit"],
    [() => reg(uint(4), { range: [2, 5], init: 1 }), "init of reg(uint(4)): 1 is outside its range 2…5"],
    [() => reg(uint(4), { range: [2, 5], init: 6 }), "init of reg(uint(4)): 6 is outside its range 2…5"],
  ])("is refused where it is impossible: %#", (make, message) => {
    expect(unplaced(make)).toThrow(message);
  });

  test("reaches the whole range of the type, and one number alone", () => {
    expect(reg(uint(4), { range: [0, 15], init: 15 }).options.range).toEqual([0, 15]);
    expect(reg(sint(4), { range: [-8, 7], init: -8 }).options.range).toEqual([-8, 7]);
    expect(reg(uint(4), { range: [3, 3], init: 3 }).options.init).toBe(3);
  });
});
