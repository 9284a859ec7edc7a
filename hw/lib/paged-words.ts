/** A page of words, or sixteen parts; what was never written is undefined. */
export type Part<W> = readonly (Part<W> | W | undefined)[];

/** Words of a page, and parts of a part. */
const PAGE = 64;
const FAN = 16;

/** The content of a large memory as immutable data: a tree of pages, of which a write copies one page and the few parts above it. */
export class PagedWords<W extends number | bigint> {
  private readonly levels: number;

  /** @param count words; all addresses lie below it */
  constructor(count: number) {
    let levels = 0;
    while (PAGE * FAN ** levels < count) levels += 1;
    this.levels = levels;
    Object.freeze(this);
  }

  /** The word at an address; undefined where none was written. */
  read(root: Part<W> | undefined, address: number): W | undefined {
    let part = root;
    for (let level = this.levels; level > 0 && part; level--)
      part = part[Math.floor(address / sizeOf(level - 1)) % FAN] as Part<W> | undefined;
    return part?.[address % PAGE] as W | undefined;
  }

  /** The content with words from an address on; it shares with the earlier one what is equal. */
  write(root: Part<W> | undefined, at: number, words: ArrayLike<W>): Part<W> {
    return replaced(root, this.levels, at, words, 0);
  }
}

/** Words below a part of a level; a page is a part of level 0. */
function sizeOf(level: number): number {
  return PAGE * FAN ** level;
}

/** The part with what falls into it of words that stand at `at` in the whole content; the part begins at `base`. */
function replaced<W extends number | bigint>(
  part: Part<W> | undefined,
  level: number,
  at: number,
  words: ArrayLike<W>,
  base: number,
): Part<W> {
  const step = level === 0 ? 1 : sizeOf(level - 1);
  const length = level === 0 ? PAGE : FAN;
  const copy = Array.from({ length }, (_, i) => part?.[i]);
  const first = Math.max(0, Math.floor((at - base) / step));
  const last = Math.min(length - 1, Math.floor((at + words.length - 1 - base) / step));
  for (let i = first; i <= last; i++)
    copy[i] =
      level === 0
        ? (words[base + i - at] as W)
        : replaced(copy[i] as Part<W> | undefined, level - 1, at, words, base + i * step);
  return copy;
}
