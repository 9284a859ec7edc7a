import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elaborate } from "../../elaborate/index.ts";
import { differenceText } from "../difference.ts";
import { mirror } from "../mirror.ts";
import { createNaiveRunner } from "../naive-runner.ts";
import { runRandomDesign, stepsOf } from "../run-random-design.ts";
import { constructs } from "./constructs.test-kit.ts";
import { printDesign } from "./design-text.ts";
import { designGenes } from "./genes.ts";
import { loadDesign, loadDesigns } from "./load-design.ts";

describe("generated designs", () => {
  test.each([0, 1, 2] as const)(
    "of size %i elaborate, settle, and don't depend on the order of modules",
    async (size) => {
      await fc.assert(
        fc.asyncProperty(designGenes(size, { clocks: size === 2 }), async (gene) => {
          const { make } = await loadDesign(gene);
          const design = elaborate(make());
          const twin = elaborate(make());
          const forwards = createNaiveRunner(design.top.module);
          const backwards = mirror(design, twin, createNaiveRunner(twin.top.module, "backwards"));
          expect(runRandomDesign(design, gene.cycles, forwards, backwards).map(differenceText)).toEqual([]);
        }),
        { numRuns: 25, seed: 1 },
      );
    },
  );

  const texts = fc
    .sample(designGenes(2, { clocks: true, failing: true }), { numRuns: 150, seed: 3 })
    .map((gene) => printDesign(gene, "systole"));

  describe("use all that is in the subset (SEMANTICS 3)", () => {
    // What every file declares, whether a design uses it or not, is not counted; what stands in several designs is used.
    const own = texts.map((text) => text.slice(text.indexOf("const design0")));
    test.each(Object.entries(constructs))("%s", (_, pattern) => {
      expect(own.filter((text) => pattern.test(text)).length).toBeGreaterThanOrEqual(2);
    });
  });

  test("use all types, at the widths at which engines change how they hold a value", () => {
    const all = texts.join("\n");
    const declared = (type: string) => new RegExp(`(input|output|wire|reg|memory|vec)\\(${type}`);
    for (const sign of ["u", "s"])
      for (const width of [1, 8, 16, 31, 32, 33, 52, 53])
        expect(all).toMatch(declared(`${sign}int\\(${width}\\)`));
    for (const sign of ["U", "S"])
      for (const width of [9, 54, 64, 65, 127, 128])
        expect(all).toMatch(declared(`big${sign}int\\(${width}\\)`));
    for (const type of ["bit", "fp16", "bf16", "fp24", "fp32", "flushing", "Mode", "Step", "Pair", "fixed"])
      expect(all).toMatch(declared(type));
  });

  test("have assertions that fail where that is asked for, and else none", async () => {
    const brokenOf = async (failing: boolean): Promise<number> => {
      const genes = fc.sample(designGenes(1, { failing }), { numRuns: 60, seed: 6 });
      let broken = 0;
      for (const [i, { make }] of (await loadDesigns(genes)).entries()) {
        const { top, ...others } = elaborate(make());
        const steps = stepsOf({ top, ...others }, genes[i]!.cycles, createNaiveRunner(top.module));
        broken += steps.filter((step) => step.broken.length > 0).length;
      }
      return broken;
    };
    expect(await brokenOf(true)).toBeGreaterThan(3);
    expect(await brokenOf(false)).toBe(0);
  });

  test("leave nothing behind in the folder for temporary files", async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("systole-random-"));
    const before = left();
    await loadDesign(fc.sample(designGenes(0), { numRuns: 1, seed: 1 })[0]!);
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
