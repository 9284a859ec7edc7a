import { compressionFail } from "./errors.ts";

/** A sparse vector as two streams: a code an entry, and the zeros before it. */
export interface RelativeIndex {
  /** Length of the vector. */
  readonly length: number;
  /** Bits of a run. */
  readonly indexBits: number;
  /** 0 marks padding. */
  readonly codes: Uint32Array;
  readonly runs: Uint32Array;
}

/**
 * Relative indexing (Deep Compression, section 2; EIE, section III-B): each entry says how many zeros lie before it. A run that the bits can't hold is
 * broken by a padding entry, code 0 with the largest run, which covers 2^indexBits positions.
 *
 * @param codes a code a position of the vector, 0 for what is not there
 * @throws E-DC-BITS
 */
export function encodeRelative(codes: ArrayLike<number>, indexBits: number): RelativeIndex {
  if (!(Number.isInteger(indexBits) && indexBits >= 1 && indexBits <= 16))
    compressionFail("E-DC-BITS", { bits: indexBits });
  const span = 2 ** indexBits;
  let entries = 0;
  for (let i = 0, run = 0; i < codes.length; i += 1) {
    if (codes[i] === 0) run += 1;
    else {
      entries += 1 + Math.floor(run / span);
      run = 0;
    }
  }
  const out = { codes: new Uint32Array(entries), runs: new Uint32Array(entries) };
  let at = 0;
  let run = 0;
  for (let i = 0; i < codes.length; i += 1) {
    if (codes[i] === 0) {
      run += 1;
      continue;
    }
    for (; run >= span; run -= span) out.runs[at++] = span - 1;
    out.codes[at] = codes[i]!;
    out.runs[at++] = run;
    run = 0;
  }
  return { length: codes.length, indexBits, ...out };
}

/** The vector again, a code a position. @throws E-DC-POSITION for an entry beyond the vector's end */
export function decodeRelative({ length, codes, runs }: RelativeIndex): Uint32Array {
  const vector = new Uint32Array(length);
  let position = -1;
  for (let index = 0; index < codes.length; index += 1) {
    position += runs[index]! + 1;
    if (position >= length) compressionFail("E-DC-POSITION", { index, position, length });
    vector[position] = codes[index]!;
  }
  return vector;
}

/** Entries that are padding. */
export function paddingOf({ codes }: RelativeIndex): number {
  return codes.reduce((sum, code) => sum + (code === 0 ? 1 : 0), 0);
}
