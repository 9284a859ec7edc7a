import { describe, test } from "vitest";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { WasmEngine } from "../engine/wasm/run/wasm-engine.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { conforming } from "./conforming.ts";
import { createNaiveRunner } from "./naive-runner.ts";
import { checkRandomDesigns, type RandomDesigns } from "./random-designs.ts";

// Ten thousand designs, others each time; a failure prints its seed, which SYSTOLE_SEED repeats. SYSTOLE_SLICE=3/8 runs the third
// eighth of them. Not part of the quick tests: each takes some 50 to 250 ms of a processor.
const seed = Number(process.env["SYSTOLE_SEED"] ?? Date.now() % 2 ** 31);

const [part = 1, of = 1] = (process.env["SYSTOLE_SLICE"] ?? "1/1").split("/").map(Number);

const engines: readonly (readonly [string, MakeEngine])[] = [
  ["event", (program) => conforming(new EventEngine(program))],
  ["event, shuffled", (program) => conforming(new EventEngine(program, { shuffle: seed }))],
  ["oblivious", (program) => conforming(new ObliviousEngine(program))],
  ["wasm", (program) => conforming(new WasmEngine(program))],
  ["the methods themselves", ({ design }) => createNaiveRunner(design.top.module)],
];

/** By size and clocks; the rich ones cost ten times what the small ones do. */
const tiers: readonly Omit<RandomDesigns, "seed" | "slice">[] = [
  { size: 0, clocks: false, count: 3000 },
  { size: 1, clocks: false, count: 2500 },
  { size: 1, clocks: true, count: 2500 },
  { size: 2, clocks: false, count: 1000 },
  { size: 2, clocks: true, count: 1000 },
];

describe(`event ≡ shuffled ≡ oblivious ≡ wasm ≡ the methods ≡ the IR's evaluator (SEMANTICS 7), seed ${seed}, part ${part} of ${of}`, () => {
  test.each(tiers)("$count designs of size $size, several clocks: $clocks", { timeout: 3_600_000 }, (tier) =>
    checkRandomDesigns(
      // A seed of its own: with the same one, designs with several clocks would be those without.
      { ...tier, seed: seed + 1000 * tiers.indexOf(tier), slice: { index: part - 1, of } },
      engines.map(([, make]) => make),
    ),
  );
});
