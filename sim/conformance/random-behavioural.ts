import fc from "fast-check";
import { compile, createCompiler } from "../schedule/index.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { differenceText } from "./difference.ts";
import { createEvaluator } from "./evaluator/index.ts";
import { designGenes, loadDesigns } from "./generator/index.ts";
import { markBehavioural } from "./mark-behavioural.ts";
import type { RandomDesigns } from "./random-designs.ts";
import { differencesFrom, stepsOf } from "./run-random-design.ts";

/** Designs in one file. */
const batchSize = 50;

/**
 * Holds engines that run behavioural modules against the IR's evaluator: some classes of random designs are marked as behavioural, which
 * changes nothing of what they do. Gives how many classes were marked.
 *
 * @throws an Error with the difference, the seed and the designs' text
 */
export async function checkRandomBehavioural(
  { size, count, seed, clocks }: RandomDesigns,
  engines: readonly (readonly [name: string, make: MakeEngine])[],
): Promise<number> {
  let total = 0;
  for (let from = 0, batch = seed; from < count; from += batchSize, batch++) {
    const numRuns = Math.min(batchSize, count - from);
    const genes = fc.sample(designGenes(size, { clocks }), { numRuns, seed: batch });
    const loaded = await loadDesigns(genes);
    const compiler = createCompiler();
    for (const [index, gene] of genes.entries()) {
      const { make, text } = loaded[index]!;
      const program = compiler.compile(make());
      const pick = (name: string) =>
        /^M\d+$/.test(name) && (size === 0 || Number(name.slice(1)) % 2 === index % 2);
      const { marked, unmark } = markBehavioural(program, pick);
      total += marked;
      try {
        if (marked === 0) continue;
        const expected = stepsOf(program.design, gene.cycles, createEvaluator(program));
        const twin = compile(make());
        for (const [name, makeEngine] of engines) {
          const engine = makeEngine(twin);
          const differences = differencesFrom(expected, twin.design, gene.cycles, engine);
          engine.close?.();
          if (differences.length > 0)
            throw new Error(`${name}: ${differences.map(differenceText).join("\n")}`);
        }
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        throw new Error(`${problem}\ndesign ${index} of seed ${batch}\n\n${text}`, { cause: error });
      } finally {
        unmark();
      }
    }
  }
  return total;
}
