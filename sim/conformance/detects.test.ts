import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { elaborate } from "../elaborate/index.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import { designGenes, type LoadedDesign, loadDesigns } from "./generator/index.ts";
import { createNaiveRunner } from "./naive-runner.ts";
import { runRandomDesign } from "./run-random-design.ts";
import { runTableEntry } from "./run-table-entry.ts";
import { table } from "./table/index.ts";

type Mutation = (engine: ConformingEngine) => ConformingEngine;

/** What no entry of the table shows: none has an assertion that fails. */
const ofAssertions: readonly (readonly [string, Mutation])[] = [
  ["says nothing of assertions", (engine) => ({ ...engine, edge: (reset) => (engine.edge(reset), []) })],
  [
    "says another message",
    (engine) => ({ ...engine, edge: (reset) => engine.edge(reset).map((text) => `${text} `) }),
  ],
  [
    "says one assertion of several",
    (engine) => ({ ...engine, edge: (reset) => engine.edge(reset).slice(0, 1) }),
  ],
];

/** Engines that are wrong in one thing. */
const mutations: readonly (readonly [string, Mutation])[] = [
  ["ignores reset", (engine) => ({ ...engine, edge: () => engine.edge(false) })],
  ["resets always", (engine) => ({ ...engine, edge: () => engine.edge(true) })],
  ["settles once only", (engine) => ({ ...engine, settle: once(() => engine.settle()) })],
  ["loses the sign of 0", (engine) => ({ ...engine, read: (signal) => unsigned(engine.read(signal)) })],
  ["drives zeros", (engine) => ({ ...engine, drive: () => undefined })],
];

function once(run: () => void): () => void {
  let left = 1;
  return () => {
    if (left-- > 0) run();
  };
}

function unsigned(value: unknown): unknown {
  return value === 0 ? 0 : value;
}

describe("the suite finds an engine that", () => {
  const genes = fc.sample(designGenes(1, { failing: true }), { numRuns: 100, seed: 1 });
  let loaded: readonly LoadedDesign[];
  beforeAll(async () => {
    loaded = await loadDesigns(genes);
  });

  test.each(mutations)("%s, by the table", (_, mutate) => {
    const found = table.filter((entry) => {
      const top = entry.make();
      return runTableEntry(entry, top, mutate(createNaiveRunner(top))).length > 0;
    });
    expect(found).not.toEqual([]);
  });

  test.each([...mutations, ...ofAssertions])("%s, by random designs", async (_, mutate) => {
    let found = 0;
    for (const [i, { make }] of loaded.entries()) {
      const gene = genes[i]!;
      const design = elaborate(make());
      const twin = elaborate(make());
      const oracle = createNaiveRunner(twin.top.module);
      const mirrored: ConformingEngine = {
        ...oracle,
        drive: (signal, value) => oracle.drive(twin.nets[signal.net]!.root, value),
        read: (signal) => oracle.read(twin.nets[signal.net]!.root),
        word: (memory, address) => oracle.word(twin.memories[design.memories.indexOf(memory)]!, address),
      };
      const engine = mutate(createNaiveRunner(design.top.module));
      if (runRandomDesign(design, gene.cycles, mirrored, engine).length > 0) found++;
    }
    expect(found).toBeGreaterThan(0);
  });
});
