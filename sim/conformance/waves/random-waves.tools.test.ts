import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { designGenes, sampleDesigns } from "../generator/index.ts";
import { runRandom } from "./random-run.ts";
import { needFstTools, throughFst } from "./through-fst.ts";
import { missingNames, vcdDifferences } from "./vcd-differences.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "systole-fst-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.for([0, 1, 2] as const)(
  "the waves of random designs of size %i, converted to FST and back, show what was seen",
  async (size, context) => {
    needFstTools(context);
    for (const { gene, make } of await sampleDesigns(designGenes(size), 12, 5)) {
      const { file, seen } = runRandom(make, gene.cycles, folder);
      const back = throughFst(file);
      expect(missingNames(back, seen)).toEqual([]);
      expect(vcdDifferences(back, seen, { roundsReals: true })).toEqual([]);
    }
  },
);
