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

/** All nets and words in which `engine` differs from `oracle` now. */
export function differencesOf(
  design: Design,
  oracle: ConformingEngine,
  engine: ConformingEngine,
  cycle: number,
): Difference[] {
  const differences: Difference[] = [];
  const compare = (where: string, expected: unknown, seen: unknown) => {
    if (!Object.is(expected, seen)) differences.push({ cycle, where, expected, seen });
  };
  for (const { root } of design.nets) compare(root.path, oracle.read(root), engine.read(root));
  for (const memory of design.memories) {
    for (let address = 0; address < memory.depth; address++)
      compare(`${memory.path}[${address}]`, oracle.word(memory, address), engine.word(memory, address));
  }
  return differences;
}

export function differenceText({ cycle, where, expected, seen }: Difference): string {
  return `cycle ${cycle}: ${where} is ${valueText(seen)} and should be ${valueText(expected)}`;
}

function valueText(value: unknown): string {
  return Object.is(value, -0) ? "-0" : typeof value === "bigint" ? `${value}n` : String(value);
}
