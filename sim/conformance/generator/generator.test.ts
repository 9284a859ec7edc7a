import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnyLeafSignal } from "../../describe/index.ts";
import type { Design } from "../../elaborate/design.ts";
import { elaborate } from "../../elaborate/index.ts";
import type { ConformingEngine } from "../conforming-engine.ts";
import { differenceText } from "../difference.ts";
import { createNaiveRunner } from "../naive-runner.ts";
import { runRandomDesign } from "../run-random-design.ts";
import { printDesign } from "./design-text.ts";
import { designGenes } from "./genes.ts";
import { loadDesign } from "./load-design.ts";

/** Lets a simulation of `twin` be asked for the signals of `design`. */
function mirror(design: Design, twin: Design, engine: ConformingEngine): ConformingEngine {
  const signal = (own: AnyLeafSignal) => twin.nets[own.net]!.root;
  return {
    ...engine,
    drive: (own, value) => engine.drive(signal(own), value),
    read: (own) => engine.read(signal(own)),
    word: (memory, address) => engine.word(twin.memories[design.memories.indexOf(memory)]!, address),
  };
}

describe("generated designs", () => {
  test.each([0, 1, 2] as const)(
    "of size %i elaborate, settle, and don't depend on the order of modules",
    async (size) => {
      await fc.assert(
        fc.asyncProperty(designGenes(size), async (gene) => {
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
      .sample(designGenes(2), { numRuns: 150, seed: 3 })
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
    ];
    expect(wanted.filter((one) => !all.includes(one))).toEqual([]);
    for (const width of [1, 8, 16, 31, 32, 33, 52, 53])
      expect(all).toMatch(new RegExp(`[us]int\\(${width}\\)`));
    for (const width of [54, 64, 65, 127, 128]) expect(all).toMatch(new RegExp(`big[US]int\\(${width}\\)`));
  });

  test("leave nothing behind in the folder for temporary files", async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("systole-random-"));
    const before = left();
    await loadDesign(fc.sample(designGenes(0), { numRuns: 1, seed: 1 })[0]!);
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
