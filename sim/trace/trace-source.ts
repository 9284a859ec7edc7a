/** What a value in a wave looks like. */
export type TraceType =
  /** The value is an integer, a bigint or a boolean; written in two's complement. */
  | { readonly kind: "bits"; readonly width: number; readonly signed: boolean }
  /** The value is a number that stands for itself: floats of every format. */
  | { readonly kind: "real" }
  | { readonly kind: "string" }
  /** The value is one of the labels; written as its index. */
  | { readonly kind: "enumeration"; readonly width: number; readonly labels: readonly string[] };

/** One signal as the trace sees it: a name, a type and a way to read it. */
export interface TraceVariable {
  /** One segment of a path: `psum`, or `psum(3)` for an element. */
  readonly name: string;
  readonly type: TraceType;
  readonly storage: "wire" | "reg";
  /** Variables of one net always have equal values; they share one identifier in the file. Small integers from 0. */
  readonly net: number;
  /** The settled value of now; `undefined` is drawn as unknown. */
  readonly read: () => unknown;
}

/** One level of the hierarchy. Fields of structs and bundles may be scopes as well. */
export interface TraceScope {
  /** One segment of a path: `queue`, or `pe[3]` for a child in an array. */
  readonly name: string;
  readonly variables: readonly TraceVariable[];
  readonly scopes: readonly TraceScope[];
}

/** A time in femtoseconds; numbers only up to 2⁵³. */
export type TraceTime = number | bigint;

/**
 * Where an engine sends its records (SEMANTICS section 5, step 6).
 *
 * `begin` once, then `record` with rising times whenever nothing more happens at that time, then `end`. `close` ends the
 * trace at the last recorded time and may be called at any moment and repeatedly: after a throw, or at the end of a process.
 */
export interface TraceWriter {
  begin(time: TraceTime): void;
  /** `changed` names at least the nets that differ from the last record; without it all are compared. */
  record(time: TraceTime, changed?: Iterable<number>): void;
  end(time: TraceTime): void;
  close(): void;
}

/** Takes the text of a file in pieces, whose bytes are its own only while it is called. */
export interface TraceSink {
  write(chunk: Uint8Array): void;
  close(): void;
}
