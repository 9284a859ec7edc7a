import { isModule, type Module, type ResetKind } from "../describe/index.ts";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { WasmEngine } from "../engine/wasm/run/wasm-engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { PowerOnOption } from "../engine/power-on.ts";
import type { ClockOptions } from "../engine/time/clock.ts";
import { type ClocksOptions, createClocks } from "../engine/time/clock-set.ts";
import { compile } from "../schedule/compile.ts";
import type { Program } from "../schedule/program.ts";
import { Simulation } from "./simulation.ts";

/** Engines by name. */
export type EngineName = "event" | "wasm" | "oblivious";

export interface SimulateOptions {
  readonly engine?: EngineName | undefined;
  /** What registers and memories without `init` hold at first. */
  readonly powerOn?: PowerOnOption | undefined;
  /** Order of the methods by seed. */
  readonly shuffle?: number | string | undefined;
  /** The default clock, which is that of the top: 1 GHz if nothing is said here or in `clocks`. */
  readonly clock?: ClockOptions | undefined;
  /** The clocks of the design's domains, by name. */
  readonly clocks?: ClocksOptions | undefined;
  /** Kind and level of the reset, where the design leaves them open. */
  readonly reset?: ResetKind | undefined;
}

/** Compiles a design, or takes a compiled one, and stands ready at time 0, settled. Errors: those of all stages. */
export function simulate<Top extends Module>(top: Top, options?: SimulateOptions): Simulation<Top>;
export function simulate(program: Program, options?: SimulateOptions): Simulation;
export function simulate(design: Module | Program, options: SimulateOptions = {}): Simulation {
  const program = isModule(design) ? compile(design) : design;
  const { top, clocks: names, domains, instances } = program.design;
  const clocks = createClocks(names, options.clock, options.clocks, (name) => {
    const found = instances.find(({ domain }) => names[domains[domain]?.clock ?? 0] === name);
    return (found ?? top).module.path;
  });
  return new Simulation(top.module, makeEngine(program, options), clocks, options.reset);
}

function makeEngine(program: Program, options: SimulateOptions): Engine {
  switch (options.engine) {
    case "wasm":
      return new WasmEngine(program, options);
    case "oblivious":
      return new ObliviousEngine(program, options);
    default:
      return new EventEngine(program, options);
  }
}
