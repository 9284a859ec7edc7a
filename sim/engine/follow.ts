/** A value whose changes an engine follows: a net, or a word of a memory by its position in `design.memories`. */
export type FollowedPlace = { readonly net: number } | { readonly memory: number; readonly address: number };

export interface FollowedValue {
  readonly place: FollowedPlace;
  /** How its lines call it: a few visible characters. */
  readonly code: string;
}

export interface FollowHost {
  /** Takes the first `length` bytes of the follower's text away, which is empty then. What it throws ends a run in front of its next edge. */
  take(length: number): void;
  /** A real number, as the lines of changes have it in front of the blank and the code. */
  realText(value: number): string;
}

/** What a run goes through that nobody is asked about: the moments behind its edges but the last, and the falling edges behind those. */
export interface Course {
  /** What stands first in the lines of a moment with an edge, and all lines of a falling edge; empty where the clock is not followed. */
  readonly rising: string;
  readonly falling: string;
  /** Gives the times of the next moments, each with that of its falling edge, as they are written; tells how many. */
  times(table: BigUint64Array): number;
}

/** Where a follower's text stands behind a run. */
export interface Followed {
  /** Bytes of text. */
  readonly length: number;
  /** How many moments it has followed. */
  readonly moments: number;
  /** The time of the last one's falling edge, and the time that was written last; undefined before the first. */
  readonly now: bigint | undefined;
  readonly written: bigint | undefined;
}

/**
 * Keeps the last values of some nets and words, and writes their changes as text, in their order: binary digits without leading zeros behind a `b`,
 * or the digit of a single bit, or a real number; then the code. It is what value changes look like in a VCD.
 */
export interface Follower {
  /** Gone where the engine has moved to another memory: what is in `text` can be read, nothing can be written. */
  readonly isGood: boolean;
  /** Of fixed size; its owner says how many bytes of it are in use. */
  readonly text: Uint8Array;
  /** The last value of one of them, as it was seen. */
  last(value: number): unknown;
  /** Looks at all values; tells whether one has changed that is not written yet. */
  look(): boolean;
  /** Writes the lines of what `look` has found behind so many bytes of text, and gives the bytes that are in use then. */
  write(length: number): number;
  /** Nothing, or all, is to be written next. */
  mark(all: boolean): void;
  /** Edges that are run within `run` are followed by the engine itself, and text is written behind so many bytes. */
  ahead<T>(course: Course, length: number, run: () => T): T;
  /** Where it is now, also in the middle of `ahead`. */
  followed(): Followed;
  /** Another one can follow then. */
  end(): void;
}
