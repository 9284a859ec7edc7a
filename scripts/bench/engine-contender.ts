import type { Engine } from "../../sim/engine/engine.ts";
import { EventEngine } from "../../sim/engine/event/event-engine.ts";
import { WasmEngine } from "../../sim/engine/wasm/run/wasm-engine.ts";
import { compile } from "../../sim/schedule/index.ts";
import type { Program } from "../../sim/schedule/program.ts";
import type { BenchDesign } from "./design.ts";
import { type Contender, timed } from "./measure.ts";
import { Checksum, createWords } from "./stimulus.ts";

/** The engines that are measured, by name. */
export const ENGINES: Readonly<Record<string, (program: Program) => Engine>> = {
  event: (program) => new EventEngine(program),
  wasm: (program) => new WasmEngine(program),
};

const CLOCK = [0];

/** A design in one of Systole's engines. The time to set up is that from `new` to the end of the first cycle. */
export function engineContender(design: BenchDesign, engineName: string): Contender {
  const makeEngine = ENGINES[engineName];
  if (makeEngine === undefined)
    throw new Error(`no engine ${engineName}: ${Object.keys(ENGINES).join(", ")}`);
  return {
    name: `systole ${engineName}`,
    detail: `Node ${process.versions.node}`,
    setupSeconds: timed(() => firstCycle(design, makeEngine)).seconds,
    run(cycles) {
      const driven = design.make();
      const engine = makeEngine(compile(driven.top));
      const random = createWords();
      const checksum = new Checksum();
      const cycle = (): void => {
        engine.settle();
        engine.edge(CLOCK);
      };
      for (let k = 0; k < driven.prepareCycles; k++) {
        driven.prepare(random);
        cycle();
      }
      const { seconds } = timed(() => {
        for (let k = 0; k < cycles; k++) {
          driven.drive(random);
          cycle();
          driven.fold(checksum);
          checksum.endCycle();
        }
      });
      engine.close();
      return { cyclesPerSecond: cycles / seconds, checksum: checksum.value };
    },
  };
}

function firstCycle(design: BenchDesign, makeEngine: (program: Program) => Engine): void {
  const { top } = design.make();
  const engine = makeEngine(compile(top));
  engine.settle();
  engine.edge(CLOCK);
  engine.close();
}
