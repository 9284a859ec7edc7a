import { EventEngine } from "../engine/event/event-engine.ts";
import { conforming } from "./conforming.ts";
import { createNaiveRunner } from "./naive-runner.ts";
import { conformanceSuite } from "./suite.ts";

// Thousands of designs, others each time; a failure prints its seed, which SYSTOLE_SEED repeats. Not part of the quick tests.
const seed = Number(process.env["SYSTOLE_SEED"] ?? Date.now() % 2 ** 31);
const options = { designs: [1500, 2000, 800], seed, timeout: 3_600_000 } as const;

conformanceSuite("the methods themselves", ({ design }) => createNaiveRunner(design.top.module), options);
conformanceSuite("event engine", (program) => conforming(new EventEngine(program)), options);
conformanceSuite(
  "event engine, shuffled",
  (program) => conforming(new EventEngine(program, { shuffle: seed })),
  {
    ...options,
    designs: [300, 500, 200],
  },
);
