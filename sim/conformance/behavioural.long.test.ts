import { expect, test } from "vitest";
import { behaviouralEngines } from "./behavioural-engines.ts";
import { checkRandomBehavioural } from "./random-behavioural.ts";

// Others each time; a failure prints its seed, which SYSTOLE_SEED repeats. Not part of the quick tests.
const seed = Number(process.env["SYSTOLE_SEED"] ?? Date.now() % 2 ** 31);

test.each([
  { size: 0, clocks: false, count: 300 },
  { size: 1, clocks: false, count: 300 },
  { size: 1, clocks: true, count: 300 },
  { size: 2, clocks: false, count: 100 },
  { size: 2, clocks: true, count: 100 },
] as const)(
  `$count designs of size $size with some classes behavioural (SEMANTICS section 6), clocks $clocks, seed ${seed}`,
  { timeout: 3_600_000 },
  async (designs) => {
    expect(await checkRandomBehavioural({ ...designs, seed }, behaviouralEngines)).toBeGreaterThan(0);
  },
);
