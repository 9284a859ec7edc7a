import type { Module } from "../../describe/index.ts";

export type SignalValue = number | bigint | boolean | string;

/** The values of one signal over the cycles; a value that is no array holds in all of them. */
export type Column = SignalValue | readonly SignalValue[];

/**
 * A small design with its values, cycle by cycle. In each cycle the inputs are driven, the design settles, the values are compared
 * (those that the edge will use), and the edge follows.
 */
export interface TableEntry {
  readonly name: string;
  /** The section of SEMANTICS.md that it shows. */
  readonly rule: string;
  readonly make: () => Module;
  readonly cycles: number;
  /** Cycles whose edge is a reset. */
  readonly reset?: readonly number[];
  /** Inputs of the top by dotted path: `enable`, `in.valid`, `lane.2`. */
  readonly stimulus: Readonly<Record<string, Column>>;
  /** Signals by dotted path from the top, before the edge of each cycle. */
  readonly expected: Readonly<Record<string, Column>>;
}

/** The value of a column in a cycle, counted from 0. */
export function at(column: Column, cycle: number): SignalValue {
  if (typeof column !== "object") return column;
  const value = column[cycle];
  if (value === undefined) throw new Error(`a column of ${column.length} has no cycle ${cycle}`);
  return value;
}
