import { describe, expect, test } from "vitest";
import { compile } from "../schedule/compile.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { differenceText } from "./difference.ts";
import { checkRandomDesigns } from "./random-designs.ts";
import { runTableEntry } from "./run-table-entry.ts";
import { table } from "./table/index.ts";

export interface SuiteOptions {
  /** Random designs of each size. */
  readonly designs: readonly [small: number, middle: number, rich: number];
  /** Half as many designs with several clocks and resets of each kind: for engines that have `hold` and `tick`. */
  readonly clocks?: boolean;
  /** Makes the random designs others; fixed, so that a run can be repeated. */
  readonly seed?: number;
  readonly timeout?: number;
}

/**
 * Declares the tests that an engine has to pass: the table of small designs, and random designs on which every net and every word
 * equals the evaluator's at every settled point, and what the assertions say that keep an edge from happening.
 */
export function conformanceSuite(
  name: string,
  makeEngine: MakeEngine,
  { designs, clocks = false, seed = 1, timeout = 60_000 }: SuiteOptions,
): void {
  describe(`${name}: table`, () => {
    test.each(table)("$name (section $rule)", (entry) => {
      const program = compile(entry.make());
      const engine = makeEngine(program);
      expect(runTableEntry(entry, program.design.top.module, engine).map(differenceText)).toEqual([]);
      engine.close?.();
    });
  });

  describe(`${name}: random designs`, () => {
    test.each([0, 1, 2] as const)("size %i", { timeout }, async (size) => {
      await checkRandomDesigns({ size, count: designs[size], seed, clocks: false }, [makeEngine]);
    });
  });

  describe.runIf(clocks)(`${name}: random designs of several clocks`, () => {
    test.each([1, 2] as const)("size %i", { timeout }, async (size) => {
      const count = Math.ceil(designs[size] / 2);
      await checkRandomDesigns({ size, count, seed: seed + 1000, clocks: true }, [makeEngine]);
    });
  });
}
