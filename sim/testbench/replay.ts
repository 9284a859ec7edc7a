import type { Module } from "../describe/index.ts";
import { type Time, timeText } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import type { Program } from "../schedule/program.ts";
import { deedWords, type DriveLog, type LogBatch, type LogPart } from "../snapshot/index.ts";
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
 * Runs a design again from its drive log, without the testbench: the same values at every record. Gives the simulation at the last
 * moment; `close()` ends its waves.
 *
 * Errors: E-LOG-RANGE, E-SNAPSHOT-FORM, E-SNAPSHOT-DESIGN, and what the design does wrong, at the moment of the run.
 */
export function replay(design: Module | Program, log: DriveLog, options: ReplayOptions = {}): Simulation {
  const steps = replaySteps(design, log, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `replay`, with a pause every few thousand edges, at which it gives the simulation. */
export function* replaySteps(
  design: Module | Program,
  log: DriveLog,
  options: ReplayOptions = {},
): Generator<Simulation, Simulation, undefined> {
  const first = partBefore(log, options.from);
  const sim = simulate(design as Module, {
    engine: options.engine,
    shuffle: options.shuffle,
    from: (log.parts[first] as LogPart).snapshot,
  });
  for (const observer of options.observers?.(sim) ?? []) sim.observe(observer);
  const words = deedWords(
    sim.engine.program.design,
    sim.resets.held.map(({ net }) => net),
  );
  try {
    for (let part = first; part < log.parts.length; part++)
      for (const [edges, time, ...deeds] of (log.parts[part] as LogPart).batches) {
        if (options.to !== undefined && BigInt(time) > options.to)
          return yield* goTo(sim, Infinity, options.to);
        yield* goTo(sim, edges, BigInt(time));
        sim.deeds.perform(deeds.map(words.read));
      }
    const last = lastOf(log);
    const to = options.to !== undefined && options.to < last.time ? options.to : last.time;
    return yield* goTo(sim, to === last.time ? last.edges : Infinity, to);
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

/** The position of the last part that begins at a moment or before it. */
function partBefore(log: DriveLog, from: Time | undefined): number {
  if (from === undefined) return 0;
  const found = log.parts.findLastIndex(({ snapshot }) => BigInt(snapshot.time) <= from);
  const last = lastOf(log).time;
  if (found < 0 || from > last)
    fail("E-LOG-RANGE", {
      from: timeText(from),
      first: timeText(BigInt(log.parts[0]?.snapshot.time ?? 0)),
      last: timeText(last),
    });
  return found;
}

/** The last moment that a log knows: its end, or where it was cut off. */
export function lastOf({ end, parts }: DriveLog): { readonly edges: number; readonly time: Time } {
  if (end) return { edges: end.edges, time: BigInt(end.time) };
  const { snapshot, batches } = parts.at(-1) as LogPart;
  const [edges, time] = batches.at(-1) ?? ([snapshot.edges, snapshot.time] as unknown as LogBatch);
  return { edges, time: BigInt(time) };
}
