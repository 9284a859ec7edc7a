import type { VcdIdentifier } from "./vcd-plan.ts";

/** What is asked of whoever has a line writer. */
export interface LineHost {
  /** Takes the first `length` bytes of its text away, which is empty then. */
  take(length: number): void;
  /** A real number, as its line has it in front of the blank. */
  realText(real: number): string;
}

/** What a run goes through while nobody is asked: the lines that a clock has at its edges, and the times of these as they are written. */
export interface LineCourse {
  readonly rising: string;
  readonly falling: string;
  /** Gives the times of the next moments, each with that of its falling edge; tells how many. */
  times(table: BigUint64Array): number;
}

/** Keeps the last values of identifiers in a memory of its own, and writes the lines of their changes without values in between: an engine. */
export interface LineWriter {
  /** Gone: only `text` and `last` are still there. */
  readonly isGood: boolean;
  readonly text: Uint8Array;
  last(identifier: number): unknown;
  /** Looks at all values; tells whether one differs. */
  look(): boolean;
  /** Writes what `look` has found, or `mark` has marked, behind so many bytes of text; gives the bytes in use then. */
  write(length: number): number;
  mark(all: boolean): void;
  /** What runs within `run` is written moment by moment. */
  ahead<T>(course: LineCourse, length: number, run: () => T): T;
  /** Where `ahead` is, or where the last one has ended: bytes of text, moments, the time of the last falling edge and of the last `#`. */
  followed(): {
    readonly length: number;
    readonly moments: number;
    readonly now: bigint | undefined;
    readonly written: bigint | undefined;
  };
  end(): void;
}

/** Where line writers come from. */
export interface LineSource {
  /** How many identifiers stand in front of those that it writes. */
  readonly from: number;
  /** Undefined where there is none now. `last` gives what was seen last of its identifiers, by their number from 0; undefined: nothing yet. */
  open(host: LineHost, last: (identifier: number) => unknown): LineWriter | undefined;
}

/** Undefined where nobody can write these. */
export type FindLineSource = (identifiers: readonly VcdIdentifier[]) => LineSource | undefined;
