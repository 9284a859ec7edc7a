import { isModule, type Module } from "../describe/index.ts";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { PowerOnOption } from "../engine/power-on.ts";
import { type ClockOptions, createClock } from "../engine/time/clock.ts";
import { compile } from "../schedule/compile.ts";
import type { Program } from "../schedule/program.ts";
import { type ResetOptions, Simulation } from "./simulation.ts";

/** Engines by name. */
export type EngineName = "event" | "oblivious";

export interface SimulateOptions {
  readonly engine?: EngineName | undefined;
  /** What registers and memories without `init` hold at first. */
  readonly powerOn?: PowerOnOption | undefined;
  /** Order of the methods by seed. */
  readonly shuffle?: number | string | undefined;
  /** Default: 1 GHz. */
  readonly clock?: ClockOptions | undefined;
  readonly reset?: ResetOptions | undefined;
}

/** Compiles a design, or takes a compiled one, and stands ready at time 0, settled. Errors: those of all stages. */
export function simulate<Top extends Module>(top: Top, options?: SimulateOptions): Simulation<Top>;
export function simulate(program: Program, options?: SimulateOptions): Simulation;
export function simulate(design: Module | Program, options: SimulateOptions = {}): Simulation {
  const clock = createClock(options.clock);
  const program = isModule(design) ? compile(design) : design;
  return new Simulation(program.design.top.module, makeEngine(program, options), clock, options.reset);
}

function makeEngine(program: Program, options: SimulateOptions): Engine {
  return options.engine === "oblivious"
    ? new ObliviousEngine(program, options)
    : new EventEngine(program, options);
}
