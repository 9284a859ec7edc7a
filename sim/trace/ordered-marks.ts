/** A set of small integers that is emptied in rising order, without sorting: one bit an integer, one bit a word of those. */
export interface OrderedMarks {
  readonly words: Uint32Array;
  readonly summary: Uint32Array;
}

/** An empty set of integers below `size`. */
export function createMarks(size: number): OrderedMarks {
  const words = Math.ceil(size / 32);
  return { words: new Uint32Array(words), summary: new Uint32Array(Math.ceil(words / 32)) };
}

export function mark(marks: OrderedMarks, value: number): void {
  const word = value >>> 5;
  marks.words[word]! |= 1 << (value & 31);
  marks.summary[word >>> 5]! |= 1 << (word & 31);
}

/** Visits every marked integer in rising order and unmarks it. */
export function drainMarks(marks: OrderedMarks, visit: (value: number) => void): void {
  const { words, summary } = marks;
  for (let block = 0; block < summary.length; block++) {
    let pending = summary[block]!;
    if (pending === 0) continue;
    summary[block] = 0;
    while (pending !== 0) {
      const lowestWord = 31 - Math.clz32(pending & -pending);
      pending &= pending - 1;
      const word = (block << 5) | lowestWord;
      let bits = words[word]!;
      words[word] = 0;
      while (bits !== 0) {
        const lowestBit = 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        visit((word << 5) | lowestBit);
      }
    }
  }
}
