/** A set of small numbers, read-only. */
export interface ReadonlyIndexSet extends Iterable<number> {
  readonly size: number;
  has(index: number): boolean;
}

/** A set of small numbers (positions in a list), a bit each: copies and unions cost a word for 32 of them. */
export class IndexSet implements ReadonlyIndexSet {
  #words: Uint32Array;

  constructor(indices: Iterable<number> = []) {
    this.#words = new Uint32Array(4);
    for (const index of indices) this.add(index);
  }

  has(index: number): boolean {
    return ((this.#words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  add(index: number): void {
    const word = index >>> 5;
    if (word >= this.#words.length) this.#grow(word + 1);
    this.#words[word]! |= 1 << (index & 31);
  }

  /** Adds all of the other. */
  addAll(other: IndexSet): void {
    const words = other.#words;
    if (words.length > this.#words.length) this.#grow(words.length);
    for (let i = 0; i < words.length; i++) this.#words[i]! |= words[i]!;
  }

  /** Keeps what the other has, too. */
  keepAll(other: IndexSet): void {
    for (let i = 0; i < this.#words.length; i++) this.#words[i]! &= other.#words[i] ?? 0;
  }

  copy(): IndexSet {
    const copy = new IndexSet();
    copy.#words = this.#words.slice();
    return copy;
  }

  get size(): number {
    let size = 0;
    for (let word of this.#words) for (; word !== 0; word &= word - 1) size += 1;
    return size;
  }

  get isEmpty(): boolean {
    return this.#words.every((word) => word === 0);
  }

  *[Symbol.iterator](): Iterator<number> {
    for (let i = 0; i < this.#words.length; i++)
      for (let word = this.#words[i]!; word !== 0; word &= word - 1)
        yield 32 * i + 31 - Math.clz32(word & -word);
  }

  #grow(words: number): void {
    const grown = new Uint32Array(Math.max(words, 2 * this.#words.length));
    grown.set(this.#words);
    this.#words = grown;
  }
}
