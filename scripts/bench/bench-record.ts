import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ComparisonResult } from "./measure-comparison.ts";
import type { Start } from "./start-of.ts";
import type { WakeCost } from "./wakes.ts";

/** What a run of the bench found. */
export interface BenchRecord {
  readonly date: string;
  readonly machine: string;
  readonly rounds: number;
  /** About, of a round. */
  readonly seconds: number;
  readonly results: readonly ComparisonResult[];
  readonly starts: readonly NamedStart[];
  readonly wakes: readonly WakeCost[];
}

/** From `new` to the first cycle of a design in an engine. */
export interface NamedStart extends Start {
  readonly design: string;
  readonly engine: string;
}

const FILE = "bench-results.json";

export function writeRecord(record: BenchRecord): void {
  writeFileSync(FILE, `${JSON.stringify(record, null, 2)}\n`);
}

/** The record of the last run, in the working directory. Errors: a sentence for the user. */
export function readRecord(): BenchRecord {
  if (!existsSync(FILE)) throw new Error(`there is no ${FILE}: run npm run bench first`);
  return JSON.parse(readFileSync(FILE, "utf8")) as BenchRecord;
}
