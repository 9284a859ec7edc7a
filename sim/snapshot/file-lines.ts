import { readSync } from "node:fs";

/** A line of a file, without its line break. */
export interface FileLine {
  /** Counted from 1. */
  readonly number: number;
  /** Where it begins, in bytes. */
  readonly at: number;
  /** Valid until the next line is asked for. */
  readonly bytes: Buffer;
}

const CHUNK = 1 << 20;

/**
 * The lines of an open file, one after another, from a byte on that is the first of line `number`. What stands behind the last line
 * break is none: nothing, or half a line of a run that was killed.
 */
export function* fileLines(descriptor: number, at = 0, number = 1): Generator<FileLine, void, undefined> {
  const pieces: Buffer[] = [];
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (let read = at; ;) {
    const count = readSync(descriptor, chunk, 0, CHUNK, read);
    if (count === 0) return;
    let from = 0;
    for (
      let end = chunk.indexOf(LINE_BREAK);
      end >= 0 && end < count;
      end = chunk.indexOf(LINE_BREAK, from)
    ) {
      pieces.push(chunk.subarray(from, end));
      const bytes = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
      pieces.length = 0;
      yield { number, at, bytes };
      number += 1;
      at += bytes.length + 1;
      from = end + 1;
    }
    pieces.push(Buffer.from(chunk.subarray(from, count)));
    read += count;
  }
}

/** The last line of an open file of `size` bytes that has an end. */
export function lastFileLine(descriptor: number, size: number): Buffer | undefined {
  const pieces: Buffer[] = [];
  let seenEnd = false;
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - CHUNK);
    let chunk = Buffer.alloc(end - start);
    readSync(descriptor, chunk, 0, chunk.length, start);
    if (!seenEnd) {
      const lineBreak = chunk.lastIndexOf(LINE_BREAK);
      if (lineBreak >= 0) {
        seenEnd = true;
        chunk = chunk.subarray(0, lineBreak);
      }
    }
    if (seenEnd) {
      const before = chunk.lastIndexOf(LINE_BREAK);
      pieces.unshift(chunk.subarray(before + 1));
      if (before >= 0) break;
    }
    end = start;
  }
  return seenEnd ? Buffer.concat(pieces) : undefined;
}

const LINE_BREAK = 10;
