import { createNaiveRunner } from "./naive-runner.ts";
import { conformanceSuite } from "./suite.ts";

// The methods under plain Node against the lowered code: the oracle itself is judged here.
conformanceSuite("the methods themselves", ({ design }) => createNaiveRunner(design.top.module), {
  designs: [25, 25, 12],
});
