import { describe, expect, test } from "vitest";
import { compile } from "../schedule/index.ts";
import { behaviouralEngines } from "./behavioural-engines.ts";
import { differenceText } from "./difference.ts";
import { checkRandomBehavioural } from "./random-behavioural.ts";
import { runTableEntry } from "./run-table-entry.ts";
import { behaviouralTable } from "./table/behavioural.ts";

describe.each(behaviouralEngines)("behavioural modules (SEMANTICS section 6): %s", (_, makeEngine) => {
  test.each(behaviouralTable)("$name", (entry) => {
    const program = compile(entry.make());
    const engine = makeEngine(program);
    expect(runTableEntry(entry, program.design.top.module, engine).map(differenceText)).toEqual([]);
    engine.close?.();
  });
});

test.each([
  { size: 0, clocks: false, count: 10, seed: 1 },
  { size: 1, clocks: false, count: 10, seed: 2 },
  { size: 1, clocks: true, count: 10, seed: 3 },
  { size: 2, clocks: true, count: 3, seed: 4 },
] as const)(
  "random designs with some classes behavioural do what they did: size $size, clocks $clocks",
  { timeout: 120_000 },
  async (designs) => {
    expect(await checkRandomBehavioural(designs, behaviouralEngines)).toBeGreaterThan(designs.count / 5);
  },
);
