import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { elaborate } from "../../elaborate/index.ts";
import { differenceText } from "../difference.ts";
import { mirror } from "../mirror.ts";
import { createNaiveRunner } from "../naive-runner.ts";
import { runRandomDesign } from "../run-random-design.ts";
import { printDesign } from "./design-text.ts";
import { designGenes } from "./genes.ts";
import { loadDesign } from "./load-design.ts";

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

  test("use all of the language", () => {
    const texts = fc
      .sample(designGenes(2, { clocks: true }), { numRuns: 150, seed: 3 })
      .map((gene) => printDesign(gene, "systole"));
    const all = texts.join("\n");
    const wanted = [
      "and(",
      "bigSint(",
      "bigUint(",
      "bit(",
      "bits(",
      "concat(",
      "connect(",
      "enumeration(",
      "vec(Deep",
      "fixed(",
      "fma(",
      "sum(",
      "bitsOf(",
      "fromBits(",
      "fp16(",
      "bf16(",
      "fp24(",
      "(flushing",
      " bf16,",
      "reg(fixed(",
      "memory(fixed(",
      "memory(fp",
      "saturate(Math.",
      "fp32(",
      "memory(",
      "or(",
      "outputReg(",
      "saturate(",
      "shl(",
      "shr(",
      "struct(",
      "toFloat(",
      "vec(",
      "wire(",
      "wrap(",
      "xor(",
      "Math.trunc(",
      "Math.floor(",
      "Math.round(",
      "Math.min(",
      "Math.max(",
      "Math.abs(",
      "Math.clz32(",
      "Math.imul(",
      " % ",
      " & ",
      " | ",
      " ^ ",
      "~",
      " << ",
      " >> ",
      " >>> ",
      " && ",
      " || ",
      " ? ",
      "switch (",
      "for (",
      "return;",
      "break;",
      "continue;",
      "this.helper(",
      "mix(",
      "this.gain)",
      "Number(",
      "BigInt(",
      ".read(",
      ".write(",
      "mask:",
      'onCollision: "writeFirst"',
      'onCollision: "noChange"',
      "default:",
      "{ init:",
      "{ default:",
      "Math.floor(",
      "fp32(toFloat(",
      "!(",
      " === ",
      " !== ",
      " <= ",
      " >= ",
      " < ",
      " > ",
      " / ",
      "(-",
      "saturate(fixed(",
      "], fp32)",
      "} else {",
      "numbers[",
      "extends Base {",
      "super.propagate();",
      "super.update();",
      "super(gain);",
      "this.half",
      "this.level.value",
      "new Hold(vec(",
      "new Hold(Pair",
      "new Hold(vec(Deep",
      "new Hold(big",
      "new Hold(f",
      "new Pipe(",
      "new RegisterFifo(",
      "new AsyncFifo(",
      "new WriteFirst(",
      "new NoChange(",
      ".in.payload",
      ".out.ready",
      ": number): number => ",
      "let [",
      " += ",
      "for (const n of numbers)",
      ", bus);",
      ", ddr);",
      ", still);",
      "{ clock: bus, reset: { by:",
      'active: "low" }',
      "reset: false })",
    ];
    expect(wanted.filter((one) => !all.includes(one))).toEqual([]);
    const declared = (type: string) => new RegExp(`(input|output|wire|reg|memory|vec)\\(${type}`);
    for (const sign of ["u", "s"])
      for (const width of [1, 8, 16, 31, 32, 33, 52, 53])
        expect(all).toMatch(declared(`${sign}int\\(${width}\\)`));
    for (const sign of ["U", "S"])
      for (const width of [9, 54, 64, 65, 127, 128])
        expect(all).toMatch(declared(`big${sign}int\\(${width}\\)`));
  });

  test("leave nothing behind in the folder for temporary files", async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("systole-random-"));
    const before = left();
    await loadDesign(fc.sample(designGenes(0), { numRuns: 1, seed: 1 })[0]!);
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
