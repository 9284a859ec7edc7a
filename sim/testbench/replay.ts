import { isModule, type Module } from "../describe/index.ts";
import { type Time, timeText } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";
import type { Program } from "../schedule/program.ts";
import {
  checkDesign,
  deedWords,
  type DriveLog,
  type LogSource,
  logSource,
  type LogStart,
  printOf,
} from "../snapshot/index.ts";
import type { Observer } from "./observer.ts";
import { simulate, type SimulateOptions } from "./simulate.ts";
import type { Simulation } from "./simulation.ts";

export interface ReplayOptions extends Pick<SimulateOptions, "engine" | "shuffle"> {
  /** The first moment that is asked for, in femtoseconds: the replay starts from the last snapshot before it. Default: the log's first. */
  readonly from?: Time | undefined;
  /** The last one. Default: the end of the run. */
  readonly to?: Time | undefined;
  /** Gives who is to see the records: waves. */
  readonly observers?: ((sim: Simulation) => readonly Observer[]) | undefined;
}

/** Edges between two looks at whether a replay is to go on. */
const CHUNK = 2000;

/**
 * Runs a design again from its drive log, without the testbench: the same values at every record. A log in a file (`openDriveLog`) is read as the
 * replay goes on. Gives the simulation at the last moment; `close()` ends its waves.
 *
 * Errors: E-LOG-RANGE, E-LOG-FILE, E-SNAPSHOT-FORM, E-SNAPSHOT-DESIGN, and what the design does wrong, at the moment of the run.
 */
export function replay(
  design: Module | Program,
  log: DriveLog | LogSource,
  options: ReplayOptions = {},
): Simulation {
  const steps = replaySteps(design, log, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `replay`, with a pause every few thousand edges, at which it gives the simulation. */
export function* replaySteps(
  design: Module | Program,
  log: DriveLog | LogSource,
  options: ReplayOptions = {},
): Generator<Simulation, Simulation, undefined> {
  const source = "parts" in log ? logSource(log) : log;
  const program = isModule(design) ? compile(design) : design;
  checkDesign(source.design, printOf(program), "drive log", program.design.top.module.path);
  const { snapshot, batches } = startFor(source, options);
  const sim = simulate(program, { engine: options.engine, shuffle: options.shuffle, from: snapshot });
  try {
    for (const observer of options.observers?.(sim) ?? []) sim.observe(observer);
    const words = deedWords(
      sim.engine.program.design,
      sim.resets.held.map(({ net }) => net),
    );
    for (const [edges, time, ...deeds] of batches) {
      if (options.to !== undefined && BigInt(time) > options.to)
        return yield* goTo(sim, Infinity, options.to);
      yield* goTo(sim, edges, BigInt(time));
      sim.deeds.perform(deeds.map(words.read));
    }
    const lastTime = BigInt(source.last.time);
    if (options.to !== undefined && options.to < lastTime) return yield* goTo(sim, Infinity, options.to);
    return yield* goTo(sim, source.last.edges, lastTime);
  } catch (error) {
    // The waves end where the run did.
    sim.close();
    throw error;
  }
}

/** Lets time pass, with edges up to a number of them, or up to a time where that is less. */
function* goTo(sim: Simulation, edges: number, time: Time): Generator<Simulation, Simulation, undefined> {
  for (;;) {
    const left = edges - sim.engine.edges;
    if (left <= 0) break;
    if (edges !== Infinity) sim.runEdges(Math.min(left, CHUNK), []);
    else if (sim.clocks.next().time <= time) sim.runEdges(1, []);
    else break;
    if (sim.engine.edges % CHUNK === 0) yield sim;
  }
  if (time > sim.time) sim.moveTo(time);
  return sim;
}

/** Errors: E-LOG-RANGE. */
function startFor(source: LogSource, { from, to }: ReplayOptions): LogStart {
  const [first, last] = [BigInt(source.first.time), BigInt(source.last.time)];
  const refuse = (moment: Time): never =>
    fail("E-LOG-RANGE", { from: timeText(moment), first: timeText(first), last: timeText(last) });
  if (to !== undefined && to < first) refuse(to);
  if (from !== undefined && from > last) refuse(from);
  return source.startingAt(from) ?? refuse(from ?? first);
}
