import { compile } from "../../sim/schedule/index.ts";
import type { BenchDesign } from "./design.ts";
import { CLOCK, engineOf, firstCycle } from "./engine-contender.ts";
import { type Contender, timed } from "./measure.ts";
import { Checksum, createWords } from "./stimulus.ts";

/**
 * A design in an engine as a testbench drives it: every input is written and every output read in JavaScript, in every cycle. What it is
 * slower than the same engine with the harness as hardware is what that costs. Undefined where the design has no such harness.
 */
export function drivenContender(design: BenchDesign, engineName: string): Contender | undefined {
  const { driven: make } = design;
  if (make === undefined) return undefined;
  const makeEngine = engineOf(engineName);
  return {
    name: `systole ${engineName}, driven from JavaScript`,
    detail: `Node ${process.versions.node}`,
    setupSeconds: firstCycle(design, makeEngine),
    run(cycles) {
      const driven = make();
      const engine = makeEngine(compile(driven.top));
      const random = createWords();
      const checksum = new Checksum();
      for (let k = 0; k < driven.prepareCycles; k++) {
        driven.prepare(random);
        engine.settle();
        engine.edge(CLOCK);
      }
      const took = timed(() => {
        for (let k = 0; k < cycles; k++) {
          driven.drive(random);
          engine.settle();
          driven.fold(checksum);
          checksum.endCycle();
          engine.edge(CLOCK);
        }
      });
      engine.close();
      return { cycles, ...took, checksum: checksum.value };
    },
  };
}
