import type { LeafType } from "../describe/index.ts";
import { fail } from "../errors/index.ts";
import { type PlainValue, plainValue, valueOf } from "./plain-value.ts";

/** Words in the order of their addresses; `[n, value]` stands for n equal ones. */
export type PlainWords = readonly (PlainValue | readonly [count: number, value: PlainValue])[];

/** The plain form of `count` words. */
export function plainWords(count: number, word: (index: number) => unknown): PlainWords {
  const words: (PlainValue | [number, PlainValue])[] = [];
  let from = 0;
  let last: unknown;
  const end = (to: number): void => {
    const value = plainValue(last);
    // A pair is longer than two or three words.
    if (to - from > 3) words.push([to - from, value]);
    else for (let i = from; i < to; i++) words.push(value);
  };
  for (let i = 0; i < count; i++) {
    const value = word(i);
    if (i > from && !Object.is(value, last)) {
      end(i);
      from = i;
    }
    last = value;
  }
  if (count > 0) end(count);
  return words;
}

/** How many words they are. */
export function countOf(words: PlainWords): number {
  return words.reduce<number>((sum, word) => sum + (Array.isArray(word) ? (word[0] as number) : 1), 0);
}

/** Hands over each word with its index. Errors: E-SNAPSHOT-FORM. */
export function eachWord(
  words: PlainWords,
  type: LeafType,
  name: string,
  take: (index: number, word: unknown) => void,
): void {
  if (!Array.isArray(words)) fail("E-SNAPSHOT-FORM", { problem: `${name} has no list of words` });
  let at = 0;
  for (const entry of words as PlainWords) {
    const [count, plain] = Array.isArray(entry) ? (entry as [number, PlainValue]) : [1, entry];
    const word = valueOf(plain, type, `${name} at ${at}`);
    for (const end = at + count; at < end; at++) take(at, word);
  }
}

/** Whether two lists stand for the same words; both were made by `plainWords`. */
export function sameWords(a: PlainWords, b: PlainWords): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i], b[i]];
    const same = Array.isArray(x) && Array.isArray(y) ? x[0] === y[0] && x[1] === y[1] : x === y;
    if (!same) return false;
  }
  return true;
}
