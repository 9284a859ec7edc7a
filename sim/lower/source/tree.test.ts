import { expect, test } from "vitest";
import { parseScript } from "./parse.ts";
import { sameTree } from "./tree.ts";

const treeOf = (text: string) => parseScript(text, false)!.body;

test.each([
  ["a.b", "a . b", true],
  ["f(1, 0x10)", "f( 1,16 )", true],
  ["a.b", "a.c", false],
  ["a.b", "a['b']", false],
  ["f(1)", "f(1, 2)", false],
  ["f(1, 2)", "f(1)", false],
  ["if (a) b;", "if (a) b; else c;", false],
  ["1", "1n", false],
  ["'1'", "1", false],
  ["NaN", "NaN", true],
])("%s and %s say the same: %s", (one, other, expected) => {
  expect(sameTree(treeOf(one), treeOf(other))).toBe(expected);
  expect(sameTree(treeOf(other), treeOf(one))).toBe(expected);
});

test.each([
  [null, {}, false],
  [undefined, {}, false],
  [3, {}, false],
  ["", {}, false],
  [() => 1, {}, false],
  [null, null, true],
  [null, undefined, false],
  [NaN, NaN, true],
  [0, -0, false],
  [[], [], true],
  [[], {}, true],
  [{ a: undefined }, {}, true],
  [{ start: 1, end: 2, raw: "x" }, { start: 3 }, true],
])("%o and %o hold the same: %s", (one, other, expected) => {
  expect(sameTree(one, other)).toBe(expected);
  expect(sameTree(other, one)).toBe(expected);
});
