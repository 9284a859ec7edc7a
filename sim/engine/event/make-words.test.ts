import { expect, test } from "vitest";
import { bigUint, bit, enumeration, fixed, fp16, type LeafType, sint, uint } from "../../describe/index.ts";
import { makeWords } from "./make-words.ts";

test.each([
  [bit, 1],
  ...(
    [
      [1, 1],
      [8, 1],
      [9, 2],
      [16, 2],
      [17, 4],
      [31, 4],
      [32, 8],
      [53, 8],
    ] as const
  ).map(([width, bytes]) => [uint(width), bytes] as const),
  ...(
    [
      [1, 1],
      [8, 1],
      [9, 2],
      [16, 2],
      [17, 4],
      [32, 4],
      [33, 8],
      [53, 8],
    ] as const
  ).map(([width, bytes]) => [sint(width), bytes] as const),
  [fp16, 8],
  [fixed(4, 4), 8],
] as readonly (readonly [LeafType, number])[])(
  "a word of $kind($width) takes no more bytes than it needs",
  (type, bytes) => {
    const words = makeWords(type, 5);
    expect(words).toHaveLength(5);
    expect((words as Uint8Array).byteLength).toBe(5 * bytes);
  },
);

test("words that are no numbers start at the value of all-zero bits", () => {
  expect(makeWords(bigUint(80), 2)).toEqual([0n, 0n]);
  expect(makeWords(enumeration("Idle", "Run"), 2)).toEqual(["Idle", "Idle"]);
});
