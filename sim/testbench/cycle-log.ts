import { Module } from "../describe/index.ts";
import type { Simulation } from "./simulation.ts";

/** What one module said about one cycle. */
export interface CycleLine {
  /** Of the module's clock. */
  readonly cycle: number;
  readonly path: string;
  readonly text: string;
}

/** Hands on what the modules' `trace()` say just before each edge of their clock, in the order of the hierarchy. Gives the function that ends it. */
export function cycleLog(sim: Simulation, onLine: (line: CycleLine) => void): () => void {
  const { instances, domains, clocks } = sim.engine.program.design;
  const talking = instances.filter(({ module }) => module.trace !== Module.prototype.trace);
  const detaches = clocks.map((name, clock) => {
    const modules = talking
      .filter(({ domain }) => domains[domain]?.clock === clock)
      .map(({ module }) => module);
    const sample = (cycle: number): void => {
      for (const module of modules) {
        const text = module.trace();
        if (text !== undefined) onLine({ cycle, path: module.path, text });
      }
    };
    return sim.attach({ name: "the cycle log", sample }, name);
  });
  return () => detaches.forEach((detach) => detach());
}
