import { compile } from "../../sim/schedule/index.ts";
import type { BenchDesign } from "./design.ts";
import { CLOCK, ENGINES, firstCycle, type MeasuredEngine } from "./engine-contender.ts";
import { type Runner, timed } from "./measure.ts";
import { Checksum, createWords } from "./stimulus.ts";

/**
 * A design in an engine as a testbench drives it: every input is written and every output read in JavaScript, in every cycle. What it is
 * slower than the same engine with the harness as hardware is what that costs. Undefined where the design has no such harness.
 */
export function drivenContender(design: BenchDesign, engine: MeasuredEngine): Runner | undefined {
  const { driven: make } = design;
  if (make === undefined) return undefined;
  return {
    name: `systole ${engine}, driven from JavaScript`,
    detail: `Node ${process.versions.node}`,
    setup: () => firstCycle(design, engine),
    run(cycles) {
      const driven = make();
      const running = ENGINES[engine](compile(driven.top));
      const random = createWords();
      const checksum = new Checksum();
      for (let k = 0; k < driven.prepareCycles; k++) {
        driven.prepare(random);
        running.settle();
        running.edge(CLOCK);
      }
      const took = timed(() => {
        for (let k = 0; k < cycles; k++) {
          driven.drive(random);
          running.settle();
          driven.fold(checksum);
          checksum.endCycle();
          running.edge(CLOCK);
        }
      });
      running.close();
      return { cycles, ...took, checksum: checksum.value };
    },
  };
}
