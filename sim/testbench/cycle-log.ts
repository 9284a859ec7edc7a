import { Module } from "../describe/index.ts";
import type { Simulation } from "./simulation.ts";

/** What one module said about one cycle. */
export interface CycleLine {
  readonly cycle: number;
  readonly path: string;
  readonly text: string;
}

/** Hands on what the modules' `trace()` say just before each edge, in the order of the hierarchy. Gives the function that ends it. */
export function cycleLog(sim: Simulation, onLine: (line: CycleLine) => void): () => void {
  const talking = sim.engine.program.design.instances
    .map(({ module }) => module)
    .filter((module) => module.trace !== Module.prototype.trace);
  return sim.attach({
    name: "the cycle log",
    sample(cycle) {
      for (const module of talking) {
        const text = module.trace();
        if (text !== undefined) onLine({ cycle, path: module.path, text });
      }
    },
  });
}
