import fc from "fast-check";
import { type Compiler, createCompiler } from "../schedule/index.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { differenceText } from "./difference.ts";
import { createEvaluator } from "./evaluator/index.ts";
import {
  type DesignGene,
  designGenes,
  loadDesign,
  loadDesigns,
  type LoadedDesign,
  printDesign,
} from "./generator/index.ts";
import { differencesFrom, stepsOf } from "./run-random-design.ts";

export interface RandomDesigns {
  readonly size: 0 | 1 | 2;
  readonly count: number;
  /** Batch b draws its designs from `seed + b`. */
  readonly seed: number;
  /** With several clocks and resets of each kind. */
  readonly clocks: boolean;
  /** Every `of`-th batch only, from number `index` on: for several processes, or several evenings. */
  readonly slice?: { readonly index: number; readonly of: number };
}

/** Designs in one file: more would not be cheaper, and would hold up a failure. */
const batchSize = 50;
/** Milliseconds for which a failure is made smaller. */
const shrinkTime = 15_000;

/**
 * Holds engines against the IR's evaluator on random designs, which are loaded a batch at a time. Every net and every word is compared
 * at every settled point, and what the assertions say that keep an edge from happening.
 *
 * @throws an Error with the difference, the seed, the design's text and its stimuli, made small
 */
export async function checkRandomDesigns(
  { size, count, seed, clocks, slice = { index: 0, of: 1 } }: RandomDesigns,
  engines: readonly MakeEngine[],
): Promise<void> {
  const arbitrary = designGenes(size, { clocks, failing: true });
  for (let from = 0, batch = seed; from < count; from += batchSize, batch++) {
    if ((batch - seed) % slice.of !== slice.index) continue;
    const genes = fc.sample(arbitrary, { numRuns: Math.min(batchSize, count - from), seed: batch });
    const loaded = await loadDesigns(genes);
    // The classes that the designs of a file share are lowered once.
    const compiler = createCompiler();
    for (const [index, gene] of genes.entries()) {
      if (isRight(gene, loaded[index]!, engines, compiler)) continue;
      await shrink(arbitrary, batch, index, engines);
    }
  }
}

function isRight(
  gene: DesignGene,
  loaded: LoadedDesign,
  engines: readonly MakeEngine[],
  compiler: Compiler,
): boolean {
  try {
    conforms(gene, loaded, engines, compiler);
    return true;
  } catch {
    return false;
  }
}

/** The same design once more, as the value of a property that shrinks. A sample with a seed draws what a property with it draws. */
async function shrink(
  arbitrary: fc.Arbitrary<DesignGene>,
  seed: number,
  index: number,
  engines: readonly MakeEngine[],
): Promise<never> {
  const until = Date.now() + shrinkTime;
  const property = fc.asyncProperty(arbitrary, async (gene) => {
    // Each step compiles a design: what is small enough after a while is good enough.
    if (Date.now() > until) return;
    conforms(gene, await loadDesign(gene), engines, createCompiler());
  });
  const result = await fc.check(property, { numRuns: 1, seed, path: String(index) });
  if (!result.failed) throw new Error(`design ${index} of seed ${seed} fails among others, and not alone`);
  const [gene] = result.counterexample as [DesignGene];
  const again = `seed ${seed}, path ${result.counterexamplePath}, ${result.numShrinks} shrinks`;
  const cycles = gene.cycles.map((cycle) => JSON.stringify(cycle)).join("\n");
  const { errorInstance: error } = result;
  const problem = error instanceof Error ? error.message : String(error);
  throw new Error([`${problem}\n${again}`, printDesign(gene, "systole"), cycles].join("\n\n"), {
    cause: error,
  });
}

/** Throws where an engine differs from the evaluator on a design. The evaluator runs once; engines take the compiled design in turn. */
function conforms(
  gene: DesignGene,
  { make }: LoadedDesign,
  engines: readonly MakeEngine[],
  compiler: Compiler,
): void {
  const program = compiler.compile(make());
  const expected = stepsOf(program.design, gene.cycles, createEvaluator(program));
  for (const makeEngine of engines) {
    const engine = makeEngine(program);
    const differences = differencesFrom(expected, program.design, gene.cycles, engine);
    engine.close?.();
    if (differences.length > 0) throw new Error(differences.slice(0, 10).map(differenceText).join("\n"));
  }
}
