/** One entry of the catalogue: the sentence and the cure of a code, made from the facts of the case. */
export interface Entry<Facts> {
  readonly text: (facts: Facts) => string;
  readonly remedy: (facts: Facts) => string;
}

/** Writes an entry down; `Facts` are the values that its two texts quote. */
export function entry<Facts>(entry: Entry<Facts>): Entry<Facts> {
  return entry;
}
