import type { Design } from "../elaborate/design.ts";
import type { Engine } from "../engine/engine.ts";
import { type Clock, fallingEdge, risingEdge } from "../engine/time/clock.ts";
import { EdgeSequence } from "../engine/time/edge-sequence.ts";
import type { Time } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";

/** A moment at which clocks rise. */
export interface Tick {
  readonly time: Time;
  /** Those that rise, by their position in `design.clocks`. */
  readonly clocks: readonly number[];
  /** Positions in `design.domains`, for the engine. */
  readonly domains: readonly number[];
}

/**
 * The clocks of a running design: the edges that each has had, and the next ones. Where there is one clock, nothing is counted
 * but by the engine, and no time is computed until somebody asks.
 */
export class ClockStates {
  readonly names: readonly string[];
  readonly clocks: readonly Clock[];
  readonly isSingle: boolean;
  /** All domains of the design. */
  readonly domains: readonly number[];
  private readonly engine: Engine;
  private readonly domainsOf: readonly (readonly number[])[];
  private readonly counts: number[];
  private readonly coming: readonly EdgeSequence[];
  private nextTick: Tick | undefined = undefined;
  private lastTime: Time = 0n;

  constructor(engine: Engine, clocks: readonly Clock[]) {
    const { design } = engine.program;
    this.engine = engine;
    this.names = design.clocks;
    this.clocks = clocks;
    this.isSingle = clocks.length === 1;
    this.domains = design.domains.map(({ index }) => index);
    this.domainsOf = clocks.map((_, clock) => domainsOfClock(design, clock));
    this.counts = clocks.map(() => 0);
    this.coming = this.isSingle ? [] : clocks.map((clock) => new EdgeSequence(clock));
  }

  /** The number of a clock by its name; the default one without. Errors: E-CLOCK-UNKNOWN. */
  numberOf(name: string | undefined, by: string): number {
    if (name === undefined) return 0;
    const { names } = this;
    if (!names.includes(name)) fail("E-CLOCK-UNKNOWN", { name, by, known: names });
    return names.indexOf(name);
  }

  clock(clock: number): Clock {
    return this.clocks[clock] as Clock;
  }

  /** Rising edges so far. */
  cycleOf(clock: number): number {
    return this.isSingle ? this.engine.edges : (this.counts[clock] as number);
  }

  /** Takes the edges that each clock has had. With one clock it is the engine that counts. */
  goTo(edges: readonly number[]): void {
    if (this.isSingle) return;
    this.lastTime = 0n;
    edges.forEach((count, number) => {
      const clock = this.clock(number);
      this.counts[number] = count;
      this.coming[number]?.goTo(count);
      const last = count === 0 ? 0n : risingEdge(clock, count);
      if (last > this.lastTime) this.lastTime = last;
    });
    this.nextTick = undefined;
  }

  /** The time of the last rising edge of any clock; there has been one. */
  get lastEdge(): Time {
    return this.isSingle ? risingEdge(this.clock(0), this.engine.edges) : this.lastTime;
  }

  /** The next moment at which a clock rises; edges that fall on the same femtosecond are one moment. */
  next(): Tick {
    if (this.isSingle)
      return {
        time: risingEdge(this.clock(0), this.engine.edges + 1),
        clocks: DEFAULT,
        domains: this.domains,
      };
    return (this.nextTick ??= this.findNext());
  }

  private findNext(): Tick {
    const { coming } = this;
    let { time } = coming[0] as EdgeSequence;
    for (const edge of coming) if (edge.time < time) time = edge.time;
    const clocks: number[] = [];
    coming.forEach((edge, clock) => edge.time === time && clocks.push(clock));
    const [only] = clocks as [number];
    const domains =
      clocks.length === 1
        ? (this.domainsOf[only] as readonly number[])
        : clocks.flatMap((clock) => this.domainsOf[clock] as readonly number[]);
    return { time, clocks, domains };
  }

  /** The engine has executed the next tick. */
  pass(): void {
    if (this.isSingle) return;
    const { time, clocks } = this.next();
    for (const clock of clocks) {
      this.counts[clock] = (this.counts[clock] as number) + 1;
      this.coming[clock]?.pass();
    }
    this.lastTime = time;
    this.nextTick = undefined;
  }

  /** Whether a clock is high at a time between its last edge and its next one. */
  isHigh(clock: number, time: Time): boolean {
    const cycle = this.cycleOf(clock);
    return cycle > 0 && time < fallingEdge(this.clock(clock), cycle);
  }

  /** When the next of the clocks falls that are high now. */
  nextFalling(time: Time): Time | undefined {
    let least: Time | undefined;
    for (let clock = 0; clock < this.clocks.length; clock++) {
      if (!this.isHigh(clock, time)) continue;
      const falling = fallingEdge(this.clock(clock), this.cycleOf(clock));
      if (least === undefined || falling < least) least = falling;
    }
    return least;
  }

  /** The first falling edge of a clock after a time that lies between its last edge and its next one. */
  fallingAfter(clock: number, time: Time): Time {
    const cycle = this.cycleOf(clock);
    return fallingEdge(this.clock(clock), this.isHigh(clock, time) ? cycle : cycle + 1);
  }
}

function domainsOfClock({ domains }: Design, clock: number): readonly number[] {
  return domains.filter((domain) => domain.clock === clock).map(({ index }) => index);
}

const DEFAULT: readonly number[] = [0];
