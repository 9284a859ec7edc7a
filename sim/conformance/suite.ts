import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compile } from "../schedule/compile.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { differenceText } from "./difference.ts";
import { createEvaluator } from "./evaluator/index.ts";
import { type DesignGene, designGenes, loadDesign, printDesign } from "./generator/index.ts";
import { runRandomDesign } from "./run-random-design.ts";
import { runTableEntry } from "./run-table-entry.ts";
import { table } from "./table/index.ts";

export interface SuiteOptions {
  /** Random designs of each size. */
  readonly designs: readonly [small: number, middle: number, rich: number];
  /** Makes the random designs others; fixed, so that a run can be repeated. */
  readonly seed?: number;
  readonly timeout?: number;
}

/** Milliseconds for which a failure is made smaller. */
const shrinkTime = 15_000;

/**
 * Declares the tests that an engine has to pass: the table of small designs, and random designs on which every net and every word
 * equals the evaluator's at every settled point.
 */
export function conformanceSuite(
  name: string,
  makeEngine: MakeEngine,
  { designs, seed = 1, timeout = 60_000 }: SuiteOptions,
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
      let shrinksUntil = Infinity;
      const property = fc.asyncProperty(designGenes(size), async (gene) => {
        // Each step compiles a design: what is small enough after a while is good enough.
        if (Date.now() > shrinksUntil) return;
        try {
          await conforms(gene, makeEngine);
        } catch (error) {
          if (shrinksUntil === Infinity) shrinksUntil = Date.now() + shrinkTime;
          throw error;
        }
      });
      const result = await fc.check(property, { numRuns: designs[size], seed });
      if (!result.failed) return;
      const [gene] = result.counterexample as [DesignGene];
      const again = `seed ${seed}, path ${result.counterexamplePath}, ${result.numShrinks} shrinks`;
      const cycles = gene.cycles.map((cycle) => JSON.stringify(cycle)).join("\n");
      const problem =
        result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
      throw new Error([`${problem}\n${again}`, printDesign(gene, "systole"), cycles].join("\n\n"), {
        cause: result.errorInstance,
      });
    });
  });
}

/** Throws where an engine differs from the evaluator on the design of a gene. */
async function conforms(gene: DesignGene, makeEngine: MakeEngine): Promise<void> {
  const { make } = await loadDesign(gene);
  const program = compile(make());
  const engine = makeEngine(program);
  const differences = runRandomDesign(program.design, gene.cycles, createEvaluator(program), engine);
  engine.close?.();
  if (differences.length > 0) throw new Error(differences.slice(0, 10).map(differenceText).join("\n"));
}
