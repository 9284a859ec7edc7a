import { createRandom } from "../../sim/random/random.ts";
import type { SourceFile } from "./source-files.ts";

/** Lines of a block: long enough to hold most statements whole. */
const BLOCK = 12;

/** Blocks of lines drawn by seed, none twice, as Stryker's `mutate` names them: `sim/check/rings.ts:25-36`. */
export function sampleBlocks(files: readonly SourceFile[], count: number, seed: number): readonly string[] {
  const all = files.flatMap(({ path, lines }) =>
    Array.from({ length: Math.ceil(lines / BLOCK) }, (_, block) => {
      const from = block * BLOCK + 1;
      return `${path}:${from}-${Math.min(from + BLOCK - 1, lines)}`;
    }),
  );
  return createRandom(seed).shuffle(all).slice(0, count);
}
