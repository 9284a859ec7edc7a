import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import type { MakeEngine } from "./conforming-engine.ts";
import { conforming } from "./conforming.ts";
import { createNaiveRunner } from "./naive-runner.ts";

/** Engines that run the methods of behavioural modules. The naive ones, which never let a design go, come last. */
export const behaviouralEngines: readonly (readonly [name: string, make: MakeEngine])[] = [
  ["event", (program) => conforming(new EventEngine(program))],
  ["event, shuffled", (program) => conforming(new EventEngine(program, { shuffle: 5 }))],
  ["oblivious", (program) => conforming(new ObliviousEngine(program))],
  ["the methods themselves", ({ design }) => createNaiveRunner(design.top.module)],
  ["the methods themselves, backwards", ({ design }) => createNaiveRunner(design.top.module, "backwards")],
];
