import type { Engine } from "../engine/engine.ts";
import { type Time, timeText } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import type { ClockStates } from "./clock-states.ts";
import type { Observer } from "./observer.ts";
import type { SimulationWire } from "./simulation-wires.ts";

/** The observers of a simulation, and whether there is anything that they have not seen. */
export class Records {
  /** Something has happened that is not recorded yet. */
  unrecorded = true;
  private readonly engine: Engine;
  /** Those of clocks and resets. */
  private readonly wireNets: readonly number[];
  /** Nets that had changed when an observer came, whose coming starts the engine's list anew. */
  private untold: readonly number[] = [];
  private entries: { readonly observer: Observer; begun: boolean }[] = [];

  constructor(engine: Engine, wires: readonly SimulationWire[]) {
    this.engine = engine;
    this.wireNets = wires.map(({ net }) => net);
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** Attaches an observer, for this moment and all later ones. */
  add(observer: Observer): void {
    this.entries.push({ observer, begun: false });
    this.unrecorded = true;
    if (this.entries.length > 1) this.untold = this.untold.concat(this.engine.takeChanged());
    const wanted = this.entries.map((entry) => entry.observer.nets);
    const isAll = wanted.includes(undefined);
    this.engine.watch(true, isAll ? undefined : [...new Set(wanted.flatMap((nets) => nets ?? []))]);
  }

  /** Shows this moment to the observers, if it has not been. */
  record(time: Time): void {
    if (!this.unrecorded || this.isEmpty) return;
    this.unrecorded = false;
    const changed = this.changed();
    for (const entry of this.entries) {
      if (entry.begun) entry.observer.record(time, changed);
      else entry.observer.begin(time);
      entry.begun = true;
    }
  }

  /** What has changed, found when somebody asks for it: who follows the engine's own way doesn't. */
  private changed(): Iterable<number> {
    let nets: readonly number[] | undefined;
    const find = (): readonly number[] => {
      const { untold, wireNets } = this;
      this.untold = [];
      return this.engine.takeChanged().concat(untold, wireNets);
    };
    return { [Symbol.iterator]: () => (nets ??= find())[Symbol.iterator]() };
  }

  /** Runs up to `most` edges of the only clock: as many as can be without a record between. The moment before them has been recorded. */
  ahead(most: number, run: (edges: number) => number): number {
    const [only, ...others] = this.entries;
    return only?.observer.ahead && others.length === 0 ? only.observer.ahead(most, run) : run(1);
  }

  /** Shows a moment in which something has happened. */
  recordNow(time: Time): void {
    this.unrecorded = true;
    this.record(time);
  }

  /** Records the moment of `now`, and the falling edges that lie between it and a later time; says before each that time has gone on to it. */
  passUpTo(time: Time, now: Time, clocks: ClockStates, moved: (falling: Time) => void): void {
    if (this.isEmpty) return;
    this.record(now);
    for (let at = clocks.nextFalling(now); at !== undefined && at < time; at = clocks.nextFalling(at)) {
      moved(at);
      this.recordNow(at);
    }
  }

  /** Time is about to jump from a moment to another: what was seen has to stay before what will be. Errors: E-SNAPSHOT-TIME. */
  jump(from: Time, to: Time): void {
    if (to > from) this.record(from);
    else if (to < from && this.entries.some(({ begun }) => begun))
      fail("E-SNAPSHOT-TIME", { time: timeText(to), now: timeText(from) });
    this.unrecorded = true;
  }

  /** Records the last moment, and ends all. */
  end(time: Time): void {
    this.record(time);
    for (const { observer } of this.entries.splice(0)) observer.end(time);
  }
}
