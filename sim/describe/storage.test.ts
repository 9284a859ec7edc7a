import { describe, expect, test } from "vitest";
import {
  bit,
  FrozenData,
  isMemory,
  isState,
  isWordSource,
  memory,
  Module,
  state,
  struct,
  uint,
  vec,
} from "./index.ts";
import { unplaced } from "../errors/unplaced.test-kit.ts";

class Holder extends Module {}

describe("a memory", () => {
  test("keeps its words' type, depth and options, with the words found", () => {
    const options = { ports: { read: 1, write: 1, readWrite: 0 } };
    const made = memory(uint(8), 4, { ...options, init: (address) => 3 * address, onCollision: "noChange" });
    expect([made.type, made.depth]).toEqual([uint(8), 4]);
    expect(made.options).toEqual({ ...options, init: [0, 3, 6, 9], onCollision: "noChange" });
    expect(memory(uint(8), 4).options).toEqual({
      init: undefined,
      onCollision: "readFirst",
      ports: undefined,
    });
    expect(memory(uint(8), 4, { init: 7 }).options.init).toBe(7);
    const given = [1, 2];
    const taken = memory(uint(8), 4, { init: given });
    given[0] = 9;
    expect(taken.options.init).toEqual([1, 2]);
    expect(memory(uint(8), 2, { init: new Uint8Array([5, 6]) }).options.init).toEqual([5, 6]);
    expect(memory(uint(8), 3, { init: { words: () => [1, undefined, 3] } }).options.init).toEqual([
      ...[1, undefined, 3],
    ]);
    expect([memory(bit, 1).depth, memory(bit, 2 ** 30).depth]).toEqual([1, 2 ** 30]);
  });

  const any = memory as unknown as (...args: readonly unknown[]) => unknown;
  test.each([
    [() => any(vec(bit, 2), 4), "E-MEMORY-TYPE\n  a memory can't hold words of type vec(bit, 2)"],
    [() => any(struct({ a: bit }), 4), "a memory can't hold words of type struct({ a: bit })"],
    [() => any("bit", 4), "a memory can't hold words of type bit"],
    [
      () => any(bit, 0),
      "E-WIDTH\n  memory(0) is impossible: the number must be whole and from 1 to 1073741824",
    ],
    [() => any(bit, 2 ** 30 + 1), "memory(1073741825) is impossible"],
    [() => any(bit, 1.5), "memory(1.5) is impossible"],
    [
      () => any(bit, 4, { onCollision: "x" }),
      "E-MEMORY-OPTION\n  the option onCollision of a memory can't be x\n  → use readFirst, writeFirst, noChange",
    ],
    [
      () => any(bit, 4, { ports: 2 }),
      "the option ports of a memory can't be 2\n  → use { read: 1, write: 1 }, say",
    ],
    [() => any(bit, 4, { ports: null }), "the option ports of a memory can't be null"],
    [
      () => any(bit, 4, { ports: { reads: 1 } }),
      "the option ports.reads of a memory can't be 1\n  → use whole numbers for read, write, readWrite",
    ],
    [() => any(bit, 4, { ports: { read: -1 } }), "the option ports.read of a memory can't be -1"],
    [() => any(bit, 4, { ports: { read: 0.5 } }), "the option ports.read of a memory can't be 0.5"],
    [() => any(bit, 2, { init: [0, 1, 0] }), "E-VALUE\n  init of a memory: 3 words don't fit a depth of 2"],
    [() => any(bit, 2, { init: [0, 2] }), "init of a memory at 1: 2 is not 0, 1, false or true"],
    [() => any(bit, 2, { init: 2 }), "init of a memory at 0: 2 is not 0, 1, false or true"],
    [() => any(bit, 2, { init: [0, undefined] }), "init of a memory at 1: undefined is not 0, 1"],
    [() => any(bit, 2, { init: new Set([1]) }), "init of a memory: [object Set] is no list of words"],
    [() => any(bit, 2, { init: { length: -1 } }), "init of a memory: [object Object] is no list of words"],
    [() => any(bit, 2, { init: null }), "init of a memory at 0: null is not 0, 1"],
    [() => any(bit, 2, { init: { words: () => [0, 1, 1] } }), "3 words don't fit a depth of 2"],
    [() => any(bit, 2, { init: { words: () => [undefined, 3] } }), "init of a memory at 1: 3 is not 0, 1"],
  ])("is refused where it is impossible: %#", (make, message) => {
    expect(unplaced(make)).toThrow(message);
  });

  test("is read and written through its store, with the mask, and not before it has one", () => {
    const words = memory(uint(8), 4);
    expect(() => words.read(0)).toThrow("(a memory that no module holds) was read before");
    words.owner = new Holder();
    words.key = "words";
    expect(() => words.write(0, 1)).toThrow("holder.words was written before the design is simulated");
    const calls: unknown[] = [];
    words.store = { read: (address) => address + 10, write: (...all) => void calls.push(all) };
    words.write(1, 2);
    words.write(3, 4, { mask: 5 });
    words.write(3, 4, {});
    expect([words.read(1), calls]).toEqual([
      11,
      [
        [1, 2, undefined],
        [3, 4, 5],
        [3, 4, undefined],
      ],
    ]);
  });

  test("is known as one, and nothing else is; so are sources of words", () => {
    expect([memory(bit, 2), state(1), {}, null, undefined, 1].map(isMemory)).toEqual([
      ...[true, false, false, false, false, false],
    ]);
    expect([{ words: () => [] }, [], null, undefined, "words"].map(isWordSource)).toEqual([
      ...[true, false, false, false, false],
    ]);
  });
});

describe("a state", () => {
  test("is read and written through its store, by value or by a recipe, and not before it has one", () => {
    const seen = state({ words: [1], most: 0 });
    expect([seen.initial, seen.options]).toEqual([{ words: [1], most: 0 }, {}]);
    expect(state(1, { reset: false }).options.reset).toBe(false);
    expect(() => seen.value).toThrow("(a state that no module holds) was read before");
    seen.owner = new Holder();
    seen.key = "seen";
    expect(() => (seen.next = { words: [], most: 1 })).toThrow("holder.seen was written before");
    expect(() => seen.update(() => undefined)).toThrow("holder.seen was read before");
    expect(unplaced(() => seen.next)).toThrow("E-NEXT-READ  holder.seen\n  next of holder.seen was read");
    const written: unknown[] = [];
    seen.store = {
      read: () => ({ words: [2], most: 0 }),
      pending: () => ({ words: [2, 3], most: 0 }),
      write: (value) => void written.push(value),
    };
    expect(seen.value).toEqual({ words: [2], most: 0 });
    seen.next = { words: [], most: 4 };
    seen.update((draft) => void draft.words.push(7));
    seen.update(() => ({ words: [9], most: 9 }));
    expect(written).toEqual([
      { words: [], most: 4 },
      { words: [2, 3, 7], most: 0 },
      { words: [9], most: 9 },
    ]);
  });

  test("is known as one, and nothing else is", () => {
    expect([state(1), memory(bit, 2), {}, null, undefined, 1].map(isState)).toEqual([
      ...[true, false, false, false, false, false],
    ]);
  });

  test("holds plain data, which it freezes at any depth", () => {
    const initial = { words: [{ a: 1n }], text: "x", none: null, unset: undefined };
    expect(state(initial).initial).toBe(initial);
    expect([initial, initial.words, initial.words[0]].every(Object.isFrozen)).toBe(true);
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    expect(new FrozenData().problemOf(bare)).toBeUndefined();
    expect(unplaced(() => state({ a: [new Map()] }))).toThrow(
      "E-STATE\n  a state can't hold this value: .a[0] is a Map object",
    );
  });

  test("is told what is no plain data, and where", () => {
    const ring: { next?: unknown } = {};
    ring.next = [ring];
    const shared = { a: 1 };
    const made = Object.create(Object.create(null) as object) as object;
    const cases: readonly (readonly [unknown, string | undefined])[] = [
      [() => 1, "it is a function"],
      [Symbol("s"), "it is a symbol"],
      [{ a: Symbol("s") }, ".a is a symbol"],
      [new Date(0), "it is a Date object"],
      [made, "it is a object object"],
      [ring, ".next[0] contains itself"],
      [[shared, shared], undefined],
      [undefined, undefined],
      [4n, undefined],
    ];
    for (const [value, problem] of cases) expect(new FrozenData().problemOf(value)).toBe(problem);
    // What holds a mistake is not taken for frozen afterwards.
    const data = new FrozenData();
    const wrong = { a: [new Set()] };
    expect([data.problemOf(wrong), data.problemOf(wrong)]).toEqual([
      ".a[0] is a Set object",
      ".a[0] is a Set object",
    ]);
  });
});
