import { EventEngine } from "../engine/event/event-engine.ts";
import { conforming } from "./conforming.ts";
import { conformanceSuite } from "./suite.ts";

conformanceSuite("event engine", (program) => conforming(new EventEngine(program)), {
  designs: [20, 25, 12],
  clocks: true,
  seed: 2,
});

conformanceSuite(
  "event engine, shuffled",
  (program) => conforming(new EventEngine(program, { shuffle: 7 })),
  {
    designs: [5, 10, 5],
    seed: 3,
  },
);
