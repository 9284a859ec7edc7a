import { isModule, type Module, type ResetKind } from "../describe/index.ts";
import { AutoEngine } from "../engine/auto/auto-engine.ts";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { WasmEngine } from "../engine/wasm/run/wasm-engine.ts";
import type { Engine } from "../engine/engine.ts";
import type { PowerOnOption } from "../engine/power-on.ts";
import type { Clock, ClockOptions } from "../engine/time/clock.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import { compile } from "../schedule/compile.ts";
import type { Program } from "../schedule/program.ts";
import { clockOf, type Snapshot } from "../snapshot/index.ts";
import { designClocks } from "./design-clocks.ts";
import { Simulation } from "./simulation.ts";

/** Engines by name. */
export type EngineName = "auto" | "event" | "wasm" | "oblivious";

export interface SimulateOptions {
  /** `auto` if nothing is said: the event engine at first, WebAssembly when a run turns out long. */
  readonly engine?: EngineName | undefined;
  /** Edges after which `auto` compiles; where nothing is said, as many as take as long as compiling. */
  readonly switchAfter?: number | undefined;
  /** What registers and memories without `init` hold at first. */
  readonly powerOn?: PowerOnOption | undefined;
  /** Where the random numbers of behavioural modules start; a testbench gives the seed of its run. */
  readonly seed?: number | string | undefined;
  /** Order of the methods by seed. */
  readonly shuffle?: number | string | undefined;
  /** The default clock, which is that of the top: 1 GHz if nothing is said here or in `clocks`. */
  readonly clock?: ClockOptions | undefined;
  /** The clocks of the design's domains, by name. */
  readonly clocks?: ClocksOptions | undefined;
  /** Kind and level of the reset, where the design leaves them open. */
  readonly reset?: ResetKind | undefined;
  /** A state to go on from, with its clocks and resets, unless others are given; of this design, from whatever engine. */
  readonly from?: Snapshot | undefined;
}

/** Compiles a design, or takes a compiled one, and stands ready at time 0, or where `from` is, settled. Errors: those of all stages. */
export function simulate<Top extends Module>(top: Top, options?: SimulateOptions): Simulation<Top>;
export function simulate(program: Program, options?: SimulateOptions): Simulation;
export function simulate(design: Module | Program, options: SimulateOptions = {}): Simulation {
  const program = isModule(design) ? compile(design) : design;
  const { from } = options;
  const sim = new Simulation(
    program.design.top.module,
    makeEngine(program, options),
    clocksOf(program, options),
    options.reset ?? from?.resets.find(({ name }) => name === "reset"),
  );
  if (from) restoreOrClose(sim, from);
  return sim;
}

/** A design whose snapshot is refused can be simulated again. */
function restoreOrClose(sim: Simulation, from: Snapshot): void {
  try {
    sim.restore(from);
  } catch (error) {
    sim.close();
    throw error;
  }
}

function clocksOf({ design }: Program, { clock, clocks, from }: SimulateOptions): readonly Clock[] {
  const { clocks: names } = design;
  const kept = names.map((name) => from?.clocks.find((state) => state.name === name));
  if (!clock && !clocks && kept.every((state) => state !== undefined)) return kept.map(clockOf);
  return designClocks(design, { clock, clocks });
}

function makeEngine(program: Program, options: SimulateOptions): Engine {
  switch (options.engine) {
    case "wasm":
      return new WasmEngine(program, options);
    case "oblivious":
      return new ObliviousEngine(program, options);
    case "event":
      return new EventEngine(program, options);
    default:
      return new AutoEngine(program, options);
  }
}
