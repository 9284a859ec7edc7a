import { createMarks, drainMarks, mark } from "./ordered-marks.ts";
import { reserve, type TextBuffer } from "./text-buffer.ts";
import type { VcdIdentifier } from "./vcd-plan.ts";
import { CHANGE_ROOM, numberWidth, putNumber, putValue } from "./vcd-value.ts";

/** The last value of every identifier, and the one routine that writes a change. */
export interface ChangeLog {
  /** Takes the values of the changed nets (of all, when left out) without writing anything. */
  track(changed: Iterable<number> | undefined): void;
  /** Writes what differs from the last values, in declaration order; before the first change it calls `onFirst`. */
  writeChanges(changed: Iterable<number> | undefined, onFirst: () => void): void;
  /** Writes all last values. */
  writeAll(): void;
  last(identifier: number): unknown;
  /** Takes last values that somebody else has kept. */
  assume(last: (identifier: number) => unknown): void;
}

const NEWLINE = 10;
/** Stands in the list of other values where the last value is a number in the list of numbers. */
const IS_NUMBER = Symbol("number");

/**
 * Integers that fit a number are kept in a typed array, so that a change allocates nothing; all else in an ordinary one.
 */
export function createChangeLog(identifiers: readonly VcdIdentifier[], out: TextBuffer): ChangeLog {
  const count = identifiers.length;
  const reads = identifiers.map((identifier) => identifier.read);
  const types = identifiers.map((identifier) => identifier.type);
  const widths = Int32Array.from(types, numberWidth);
  const codes = packCodes(identifiers.map((identifier) => identifier.code));
  const { heads, next } = indexNets(identifiers.map((identifier) => identifier.net));
  const lastNumber = new Float64Array(count).fill(NaN);
  const lastOther: unknown[] = new Array<unknown>(count).fill(undefined);
  const marks = createMarks(count);
  let announce: (() => void) | undefined;

  /** Reads a value; true if it differs from the last one. */
  function update(i: number): boolean {
    return keep(i, reads[i]!());
  }

  function keep(i: number, value: unknown): boolean {
    if (typeof value === "number" && widths[i]! > 0) {
      const previous = lastNumber[i]!;
      if (value === previous) return false;
      lastNumber[i] = value;
      // NaN: the last value was none of these.
      if (previous !== previous) lastOther[i] = IS_NUMBER;
      return true;
    }
    // Reals have two zeros, and NaN is no change of NaN.
    if (Object.is(value, lastOther[i])) return false;
    lastOther[i] = value;
    lastNumber[i] = NaN;
    return true;
  }

  function put(i: number): void {
    reserve(out, CHANGE_ROOM);
    const number = lastNumber[i]!;
    if (number === number) putNumber(out, widths[i]!, number);
    else {
      putValue(out, types[i]!, lastOther[i]);
      reserve(out, CHANGE_ROOM);
    }
    let at = out.length;
    for (let code = codes[i]!; code !== 0; code >>>= 8) out.bytes[at++] = code & 255;
    out.bytes[at++] = NEWLINE;
    out.length = at;
  }

  function putIfChanged(i: number): void {
    if (!update(i)) return;
    if (announce !== undefined) {
      announce();
      announce = undefined;
    }
    put(i);
  }

  function markNets(changed: Iterable<number>): void {
    for (const net of changed) {
      for (let i = heads[net] ?? -1; i >= 0; i = next[i]!) mark(marks, i);
    }
  }

  function track(changed: Iterable<number> | undefined): void {
    if (changed === undefined) for (let i = 0; i < count; i++) update(i);
    else {
      markNets(changed);
      drainMarks(marks, update);
    }
  }

  function writeChanges(changed: Iterable<number> | undefined, onFirst: () => void): void {
    announce = onFirst;
    if (changed === undefined) for (let i = 0; i < count; i++) putIfChanged(i);
    else {
      markNets(changed);
      drainMarks(marks, putIfChanged);
    }
  }

  function writeAll(): void {
    for (let i = 0; i < count; i++) put(i);
  }

  function last(i: number): unknown {
    const number = lastNumber[i]!;
    return number === number ? number : lastOther[i];
  }

  function assume(of: (identifier: number) => unknown): void {
    for (let i = 0; i < count; i++) keep(i, of(i));
  }

  return { track, writeChanges, writeAll, last, assume };
}

/** Codes of up to four characters as one number each, the first character in the lowest byte. */
function packCodes(codes: readonly string[]): Uint32Array {
  return Uint32Array.from(codes, (code) => {
    let packed = 0;
    for (let i = 0; i < code.length; i++) packed |= code.charCodeAt(i) << (8 * i);
    return packed >>> 0;
  });
}

/** The identifiers of a net: the first in `heads`, further ones (of another size) chained in `next`; −1 ends. */
function indexNets(nets: readonly number[]): { readonly heads: Int32Array; readonly next: Int32Array } {
  const heads = new Int32Array(nets.reduce((most, net) => Math.max(most, net + 1), 0)).fill(-1);
  const next = new Int32Array(nets.length).fill(-1);
  nets.forEach((net, identifier) => {
    next[identifier] = heads[net]!;
    heads[net] = identifier;
  });
  return { heads, next };
}
