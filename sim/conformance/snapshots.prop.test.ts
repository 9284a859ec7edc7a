import { describe, expect, test } from "vitest";
import type { Module } from "../describe/index.ts";
import { createRandom } from "../random/random.ts";
import { createCompiler } from "../schedule/index.ts";
import type { Snapshot } from "../snapshot/index.ts";
import { type EngineName, simulate } from "../testbench/simulate.ts";
import type { Simulation } from "../testbench/simulation.ts";
import { designGenes, sampleDesigns } from "./generator/index.ts";
import { clocksFor, courseOf, everything, randomSteps } from "./snapshots.test-kit.ts";
import { clocksTable } from "./table/clocks.ts";
import { table } from "./table/index.ts";

// SEMANTICS section 7: snapshots are architectural. Restore and go on equals going on, in the same simulation, in a new one, in another engine.

const compiler = createCompiler();
const seed = Number(process.env["SYSTOLE_SEED"] ?? 1);

/** What a file would give back. */
const throughText = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

/** Gives how many steps were compared behind a restore. */
function restoreAndGoOn(top: Module, name: string, byWasm = true): number {
  const program = compiler.compile(top);
  const steps = randomSteps(program, 40, `${seed} ${name}`);
  const cuts = createRandom(`${seed} cuts ${name}`);
  const powerOn = { seed: seed + 3 };
  let compared = 0;

  /** Goes on from a snapshot of step `cut` in an engine; gives the course from there, and a later snapshot. */
  function goOn(engine: EngineName, from: Snapshot, cut: number, until: number): Snapshot {
    const sim = simulate(program, { engine, from, powerOn: { seed: seed + 4 } });
    expect(everything(sim), `${engine}, restored at step ${cut}`).toEqual(course[cut - 1]);
    const seen = courseOf(sim, steps.slice(cut, until));
    expect(seen, `${engine}, behind step ${cut}`).toEqual(course.slice(cut, until));
    compared += seen.length;
    const later = throughText(sim.snapshot());
    sim.close();
    return later;
  }

  const sim: Simulation = simulate(program, { clocks: clocksFor(program), powerOn });
  const course = courseOf(sim, steps);
  sim.close();
  // The last step may have thrown: nobody goes on from there.
  const last = course.at(-1)?.length === 1 ? course.length - 1 : course.length;
  if (last < 3) return 0;
  const cut = cuts.integer(1, last - 1);
  const second = cuts.integer(cut, last - 1);

  const again: Simulation = simulate(program, { clocks: clocksFor(program), powerOn });
  courseOf(again, steps.slice(0, cut));
  const snapshot = throughText(again.snapshot());
  // Taking it changes nothing; what it goes back from does not matter.
  expect(courseOf(again, steps.slice(cut))).toEqual(course.slice(cut));
  again.restore(snapshot);
  expect(courseOf(again, steps.slice(cut))).toEqual(course.slice(cut));
  compared += course.length - cut;
  again.close();

  const byOblivious = goOn("oblivious", snapshot, cut, second);
  const byEvent = goOn("event", byOblivious, second, second);
  // The architectural form is the same whoever took it.
  expect(byEvent).toEqual(byOblivious);
  if (byWasm && program.design.behavioural.length === 0) {
    const byKernels = goOn("wasm", byEvent, second, second);
    expect(byKernels).toEqual(byEvent);
    goOn("wasm", snapshot, cut, course.length);
  }
  goOn("event", byEvent, second, course.length);
  goOn("oblivious", byEvent, second, course.length);
  return compared;
}

describe("restore and go on equals going on", () => {
  test.each(table)("$name", ({ make, name }) => void restoreAndGoOn(make(), name));
  test.each(clocksTable)("many clocks: $name", ({ make, name }) => void restoreAndGoOn(make(), name));

  test("random designs", { timeout: 300_000 }, async () => {
    let compared = 0;
    for (const size of [0, 1, 2] as const)
      for (const [i, { make }] of (await sampleDesigns(designGenes(size), 12, seed)).entries())
        // Kernels of large designs take long to compile.
        compared += restoreAndGoOn(make(), `random ${size} ${i}`, i % 4 === 0);
    expect(compared).toBeGreaterThan(500);
  });
});
