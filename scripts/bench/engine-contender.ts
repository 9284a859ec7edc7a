import type { Engine } from "../../sim/engine/engine.ts";
import { EventEngine } from "../../sim/engine/event/event-engine.ts";
import { WasmEngine } from "../../sim/engine/wasm/run/wasm-engine.ts";
import { compile } from "../../sim/schedule/index.ts";
import type { Program } from "../../sim/schedule/program.ts";
import { type EngineName, simulate } from "../../sim/testbench/index.ts";
import type { BenchDesign } from "./design.ts";
import { type Runner, timed } from "./measure.ts";

/** The engines that are measured, by name. */
export const ENGINES = {
  event: (program) => new EventEngine(program),
  wasm: (program) => new WasmEngine(program),
} as const satisfies Partial<Record<EngineName, (program: Program) => Engine>>;

export type MeasuredEngine = keyof typeof ENGINES;

/** The only clock domain of all designs. */
export const CLOCK: readonly number[] = [0];

/** A design in one of Systole's engines. The time to set up is that from `new` to the end of the first cycle. */
export function engineContender(design: BenchDesign, engine: MeasuredEngine): Runner {
  return {
    name: `systole ${engine}`,
    detail: `Node ${process.versions.node}`,
    setup: () => firstCycle(design, engine),
    run(cycles) {
      const harness = design.harness();
      const sim = simulate(harness, { engine });
      design.load?.(harness, sim);
      if (harness.prepareCycles > 0) sim.step(harness.prepareCycles);
      const took = timed(() => sim.step(cycles));
      const checksum = harness.checksum.value;
      sim.close();
      return { cycles, ...took, checksum };
    },
  };
}

/** Seconds from `new` to the end of the first cycle of the design, without a harness. */
export function firstCycle(design: BenchDesign, engineName: MeasuredEngine): number {
  design.warm?.();
  return timed(() => {
    const engine = ENGINES[engineName](compile(design.bare()));
    engine.settle();
    engine.edge(CLOCK);
    engine.close();
  }).seconds;
}
