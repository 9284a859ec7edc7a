import fc from "fast-check";
import { expect, test } from "vitest";
import { IndexMap } from "./index-map.ts";
import { IndexSet } from "./index-set.ts";

const index = fc.oneof(fc.nat(70), fc.constantFrom(0, 31, 32, 63, 64, 127, 128, 159, 160, 255, 256, 1000));
const indices = fc.uniqueArray(index, { maxLength: 12 });
const sorted = (some: Iterable<number>) => [...some].sort((a, b) => a - b);

/** A set says what JavaScript's own set of the same numbers says. */
function expectSame(set: IndexSet, model: ReadonlySet<number>): void {
  expect([...set]).toEqual(sorted(model));
  expect(set.size).toBe(model.size);
  expect(set.isEmpty).toBe(model.size === 0);
  for (const one of [0, 1, 31, 32, 33, 127, 128, 255, 999, 1000, 5000, ...model])
    expect(set.has(one), String(one)).toBe(model.has(one));
}

test("a set of indices is JavaScript's set of them, in order; a copy is one's own", () => {
  fc.assert(
    fc.property(indices, indices, index, (some, others, more) => {
      const set = new IndexSet(some);
      const other = new IndexSet(others);
      expectSame(set, new Set(some));
      const copy = set.copy();
      copy.add(more);
      copy.add(more);
      expectSame(copy, new Set([...some, more]));
      expectSame(set, new Set(some));
      const union = set.copy();
      union.addAll(other);
      expectSame(union, new Set([...some, ...others]));
      const both = set.copy();
      both.keepAll(other);
      expectSame(both, new Set(some.filter((one) => others.includes(one))));
      expectSame(set, new Set(some));
      expectSame(other, new Set(others));
    }),
  );
});

interface Box {
  readonly n: number;
}
const entries = fc.uniqueArray(fc.tuple(fc.nat(20), fc.nat(9)), { maxLength: 8, selector: ([key]) => key });

function mapOf(some: readonly (readonly [number, number])[]): IndexMap<Box> {
  const map = new IndexMap<Box>();
  for (const [key, n] of some) map.set(key, { n });
  return map;
}
const shown = (map: IndexMap<Box>) => Array.from({ length: 24 }, (_, key) => map.get(key)?.n);

test("a map of indices is JavaScript's map of them; joined, it keeps what both have", () => {
  fc.assert(
    fc.property(entries, entries, fc.nat(22), (some, others, gone) => {
      const [left, right] = [new Map(some), new Map(others)];
      const all = (model: ReadonlyMap<number, number>) =>
        Array.from({ length: 24 }, (_, key) => model.get(key));
      const map = mapOf(some);
      expect(shown(map)).toEqual(all(left));
      const less = map.copy();
      less.delete(gone);
      expect(shown(less)).toEqual(all(new Map(some.filter(([key]) => key !== gone))));
      expect(shown(map)).toEqual(all(left));
      // Of two values the larger; of 9 with anything, none.
      const joined = map.copy();
      joined.joinWith(mapOf(others), (a, b) => (a.n === 9 || b.n === 9 ? undefined : a.n > b.n ? a : b));
      const expected = some.flatMap(([key, n]) => {
        const m = right.get(key);
        return m === undefined || n === 9 || m === 9 ? [] : [[key, Math.max(n, m)] as const];
      });
      expect(shown(joined)).toEqual(all(new Map(expected)));
    }),
  );
});

test("what two maps hold alike is kept without being joined", () => {
  const same = { n: 1 };
  const [a, b] = [new IndexMap<Box>(), new IndexMap<Box>()];
  a.set(2, same);
  b.set(2, same);
  a.joinWith(b, () => undefined);
  expect(a.get(2)).toBe(same);
});
