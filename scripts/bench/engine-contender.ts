import type { Engine } from "../../sim/engine/engine.ts";
import { EventEngine } from "../../sim/engine/event/event-engine.ts";
import { WasmEngine } from "../../sim/engine/wasm/run/wasm-engine.ts";
import { compile } from "../../sim/schedule/index.ts";
import type { Program } from "../../sim/schedule/program.ts";
import type { BenchDesign } from "./design.ts";
import { type Contender, timed } from "./measure.ts";

/** The engines that are measured, by name. */
export const ENGINES: Readonly<Record<string, (program: Program) => Engine>> = {
  event: (program) => new EventEngine(program),
  wasm: (program) => new WasmEngine(program),
};

export const CLOCK: readonly number[] = [0];

/** A design in one of Systole's engines. The time to set up is that from `new` to the end of the first cycle. */
export function engineContender(design: BenchDesign, engineName: string): Contender {
  const makeEngine = engineOf(engineName);
  return {
    name: `systole ${engineName}`,
    detail: `Node ${process.versions.node}`,
    setupSeconds: firstCycle(design, makeEngine),
    run(cycles) {
      const harness = design.harness();
      const engine = makeEngine(compile(harness));
      engine.settle();
      if (harness.prepareCycles > 0) engine.run(CLOCK, harness.prepareCycles, []);
      const took = timed(() => engine.run(CLOCK, cycles, []));
      const checksum = harness.checksum.value;
      engine.close();
      return { cycles, ...took, checksum };
    },
  };
}

export function engineOf(name: string): (program: Program) => Engine {
  const makeEngine = ENGINES[name];
  if (makeEngine === undefined) throw new Error(`no engine ${name}: ${Object.keys(ENGINES).join(", ")}`);
  return makeEngine;
}

/** Seconds from `new` to the end of the first cycle of the design, without a harness. */
export function firstCycle(design: BenchDesign, makeEngine: (program: Program) => Engine): number {
  return timed(() => {
    const engine = makeEngine(compile(design.bare()));
    engine.settle();
    engine.edge(CLOCK);
    engine.close();
  }).seconds;
}
