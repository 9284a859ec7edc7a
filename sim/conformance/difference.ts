import type { Design } from "../elaborate/design.ts";
import type { ConformingEngine } from "./conforming-engine.ts";

/** One value in which a simulation differs from what it should be. */
export interface Difference {
  /** Edges before it, from 0. */
  readonly cycle: number;
  /** Path of the signal or word. */
  readonly where: string;
  readonly expected: unknown;
  readonly seen: unknown;
}

/** All nets of a design in order, then all words of its memories. */
export type Values = readonly unknown[];

export function valuesOf(design: Design, engine: ConformingEngine): Values {
  const values: unknown[] = design.nets.map(({ root }) => engine.read(root));
  for (const memory of design.memories)
    for (let address = 0; address < memory.depth; address++) values.push(engine.word(memory, address));
  return values;
}

/** Where two lists of a design's values differ. */
export function differencesOf(design: Design, expected: Values, seen: Values, cycle: number): Difference[] {
  const indices = expected.flatMap((value, i) => (Object.is(value, seen[i]) ? [] : [i]));
  if (indices.length === 0) return [];
  const paths = [
    ...design.nets.map(({ root }) => root.path),
    ...design.memories.flatMap(({ path, depth }) =>
      Array.from({ length: depth }, (_, at) => `${path}[${at}]`),
    ),
  ];
  return indices.map((i) => ({ cycle, where: paths[i]!, expected: expected[i], seen: seen[i] }));
}

export function differenceText({ cycle, where, expected, seen }: Difference): string {
  return `cycle ${cycle}: ${where} is ${valueText(seen)} and should be ${valueText(expected)}`;
}

function valueText(value: unknown): string {
  return Object.is(value, -0) ? "-0" : typeof value === "bigint" ? `${value}n` : String(value);
}
