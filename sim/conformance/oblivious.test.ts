import { describe, expect, test } from "vitest";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";
import type { Process } from "../schedule/process.ts";
import type { Program } from "../schedule/program.ts";
import { conforming } from "./conforming.ts";
import {
  type CycleGene,
  designGenes,
  type SampledDesign,
  sampleDesigns,
  stimulusValue,
} from "./generator/index.ts";
import { conformanceSuite } from "./suite.ts";

// What a method reads and writes is recorded and compared with what lowering says: all engines trust that.
conformanceSuite("oblivious engine", (program) => conforming(new ObliviousEngine(program)), {
  designs: [8, 12, 6],
  clocks: true,
  seed: 4,
});

conformanceSuite(
  "oblivious engine, shuffled",
  (program) => conforming(new ObliviousEngine(program, { shuffle: 3 })),
  { designs: [3, 5, 3], seed: 5 },
);

/** The program as it would be if lowering had missed one thing of a method. */
function without(
  program: Program,
  key: "reads" | "writes",
  kind: "propagates" | "updates",
): Program | undefined {
  const at = program[kind].findIndex((process) => process[key].length > 0);
  if (at < 0) return undefined;
  const blind = (process: Process): Process => ({ ...process, [key]: process[key].slice(1) });
  return { ...program, [kind]: program[kind].map((process, i) => (i === at ? blind(process) : process)) };
}

/** The code of the error that running the stimuli ends with. */
function errorOf(program: Program, cycles: readonly CycleGene[]): string | undefined {
  let engine: ObliviousEngine | undefined;
  try {
    engine = new ObliviousEngine(program);
    const inputs = program.design.top.signals.filter((signal) => signal.direction === "input");
    for (const cycle of cycles) {
      for (const [i, { type, net }] of inputs.entries()) engine.drive(net, stimulusValue(type, cycle, i));
      engine.settle();
      engine.edge([0]);
    }
    return undefined;
  } catch (error) {
    if (error instanceof SystoleError) return error.code;
    throw error;
  } finally {
    engine?.close();
  }
}

let loaded: Promise<readonly SampledDesign[]> | undefined;
const designs = () => (loaded ??= sampleDesigns(designGenes(1), 12, 8));

describe.each(["propagates", "updates"] as const)("in the %s of random designs", (kind) => {
  test.each(["reads", "writes"] as const)("missing %s are found", async (key) => {
    let tried = 0;
    let found = 0;
    for (const { gene, make } of await designs()) {
      const blind = without(compile(make()), key, kind);
      if (!blind) continue;
      const code = errorOf(blind, gene.cycles);
      tried += 1;
      // A read behind a condition that never holds is missed by nobody.
      if (code === "E-SENSITIVITY") found += 1;
      else expect(code).toBeUndefined();
    }
    expect(tried).toBeGreaterThan(5);
    expect(found).toBeGreaterThan(tried / 3);
  });
});
