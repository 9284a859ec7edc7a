import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import type { Module } from "../../describe/index.ts";
import { printDesigns } from "./design-text.ts";
import type { DesignGene } from "./genes.ts";

export interface LoadedDesign {
  /** Builds the top, a new one each time. */
  readonly make: () => Module;
  readonly text: string;
}

const kit = new URL("../../describe/index.ts", import.meta.url).href;
const library = new URL("../../../hw/lib/index.ts", import.meta.url).href;

/** Prints a gene into a temporary file and imports it, through whatever transpiler runs this process. */
export async function loadDesign(gene: DesignGene): Promise<LoadedDesign> {
  const [loaded] = await loadDesigns([gene]);
  return loaded as LoadedDesign;
}

export interface SampledDesign extends LoadedDesign {
  readonly gene: DesignGene;
}

/** So many designs by seed, loaded together. */
export async function sampleDesigns(
  arbitrary: fc.Arbitrary<DesignGene>,
  count: number,
  seed: number,
): Promise<readonly SampledDesign[]> {
  const genes = fc.sample(arbitrary, { numRuns: count, seed });
  const loaded = await loadDesigns(genes);
  return genes.map((gene, i) => ({ gene, ...loaded[i]! }));
}

/** As `loadDesign`, of several in one file: a file costs some 30 ms to transpile, and 100 for V8's inspector to tell of. */
export async function loadDesigns(genes: readonly DesignGene[]): Promise<readonly LoadedDesign[]> {
  const text = printDesigns(genes, kit, library);
  const folder = await mkdtemp(join(tmpdir(), "systole-random-"));
  try {
    const file = join(folder, "design.mts");
    await writeFile(file, text);
    const loaded = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      default: readonly (() => Module)[];
    };
    return loaded.default.map((make) => ({ make, text }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
