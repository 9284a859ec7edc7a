import type { AnyLeafSignal, Module, ResetKind } from "../describe/index.ts";
import { type Condition, type Engine, holds } from "../engine/engine.ts";
import type { Clock } from "../engine/time/clock.ts";
import { parseTime, type Time, timeText } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import { AccessByPath, type MemoryHandle, type Words } from "./access-by-path.ts";
import { checked } from "./checked-value.ts";
import { ClockStates } from "./clock-states.ts";
import { DriveCollector, type Driver } from "./drive-collector.ts";
import { createLookup } from "./lookup.ts";
import type { Agent, Observer } from "./observer.ts";
import { ResetLines } from "./reset-lines.ts";
import { type SimulationWire, simulationWires } from "./simulation-wires.ts";

/**
 * A design that runs: its time, its clocks, and access to it from outside.
 *
 * Used directly, each drive of an input is applied and settled at once:
 *
 * ```ts
 * const sim = simulate(counter);
 * counter.enable.value = 1;
 * sim.step(3);
 * expect(counter.count.value).toBe(3);
 * ```
 *
 * In a testbench its tasks decide when time moves, and drives are collected.
 */
export class Simulation<Top extends Module = Module> {
  readonly top: Top;
  readonly engine: Engine;
  /** The clocks, and the edges that they have had; the default one, that of the top, has the number 0. */
  readonly clocks: ClockStates;
  /** The reset wires, which testbenches hold. */
  readonly resets: ResetLines;
  /** The clocks and resets as records know them, beside the nets of the design. */
  readonly wires: readonly SimulationWire[];
  /** Set while tasks run: time is theirs. */
  owner: string | undefined = undefined;
  readonly drives: DriveCollector;
  private readonly outsider: Driver = { name: "the test" };
  private readonly apply: (net: number, value: unknown) => void;
  private readonly access: AccessByPath;
  private observers: { readonly observer: Observer; begun: boolean }[] = [];
  private readonly agents = new Set<{ readonly agent: Agent; readonly clock: number }>();
  /** The time, where it has moved since the last edge. */
  private later: Time | undefined = 0n;
  /** Something has happened that is not recorded yet. */
  private unrecorded = true;
  private inEdge = false;
  private sampling = false;

  constructor(top: Top, engine: Engine, clocks: readonly Clock[], reset: ResetKind = {}) {
    const { design } = engine.program;
    this.top = top;
    this.engine = engine;
    this.clocks = new ClockStates(engine, clocks);
    const firstWire = design.nets.length;
    this.resets = new ResetLines(engine, firstWire + clocks.length, reset);
    this.wires = simulationWires(this.clocks, this.resets, firstWire, () => this.time);
    this.access = new AccessByPath(engine, createLookup(design), () => this.settle());
    this.drives = new DriveCollector(
      this.outsider,
      (net) => (design.nets[net]?.root.path ?? this.wires[net - firstWire]?.name) as string,
      () => this.when(),
    );
    this.apply = (net, value) => {
      if (net < firstWire) engine.drive(net, value);
      else this.resets.apply(net);
    };
    engine.attach({ drive: (net, value) => this.onDrive(net, value), when: () => this.when() });
    engine.settle();
  }

  /** The default clock. */
  get clock(): Clock {
    return this.clocks.clock(0);
  }

  get time(): Time {
    return this.later ?? this.clocks.lastEdge;
  }

  /** Rising edges of the default clock so far: the number of the current cycle. */
  get cycle(): number {
    return this.clocks.cycleOf(0);
  }

  /** Whether the default clock is high. */
  get clockIsHigh(): boolean {
    return this.clocks.isHigh(0, this.time);
  }

  /** Whether the top is in reset. */
  get resetIsActive(): boolean {
    return this.resets.isActive(0);
  }

  /** The number of a clock by its name; the default one without. Errors: E-CLOCK-UNKNOWN. */
  clockNumber(name: string | undefined, by: string): number {
    if (name === undefined) return 0;
    const { names } = this.clocks;
    if (!names.includes(name)) fail("E-CLOCK-UNKNOWN", { name, by, known: names });
    return names.indexOf(name);
  }

  /** The moment for messages; during an edge, that of the edge. */
  when(): string {
    if (!this.inEdge) return `cycle ${this.cycle}, ${timeText(this.time)}`;
    const { time, clocks } = this.clocks.next();
    return `cycle ${this.cycle + (clocks.includes(0) ? 1 : 0)}, ${timeText(time)}`;
  }

  /** Runs `cycles` edges of the default clock, with those of the other clocks up to the last of them. */
  step(cycles = 1): void {
    this.refuseWhileOwned("step");
    this.runCycles(cycles, DEFAULT_CLOCK);
  }

  /** Lets time pass, with the edges that are in it (also those at its end). */
  run(duration: string): void {
    this.refuseWhileOwned("run");
    const end = this.time + parseTime(duration);
    while (this.clocks.next().time <= end) this.runEdges(1, NO_CONDITIONS);
    this.moveTo(end);
  }

  /** Holds all reset wires until each clock has had a number of edges. */
  applyReset(edges = 2): void {
    this.refuseWhileOwned("applyReset");
    this.setReset(true);
    this.runCycles(edges, [...this.clocks.names.keys()]);
    this.setReset(false);
  }

  /**
   * Starts or ends the reset, by the name of its wire, or all of them. It is a drive: in a testbench it is applied with those of the
   * tasks, when all of them sleep, and an asynchronous reset acts then. Errors: E-RESET-UNKNOWN, E-TB-CONFLICT.
   */
  setReset(active: boolean, name?: string): void {
    for (const line of this.resets.named(name)) {
      if (this.sampling) fail("E-TB-SAMPLE-DRIVE", { signal: line.name, by: this.drives.driver.name });
      this.drives.add(line.net, active);
      line.isActive = active;
    }
    this.unrecorded = true;
    if (this.owner === undefined && !this.inEdge) this.applyDrives();
  }

  /** Until each of the clocks (by their numbers) has had so many edges more. */
  private runCycles(cycles: number, of: readonly number[]): void {
    const { clocks } = this;
    if (clocks.isSingle) return void this.runEdges(cycles, NO_CONDITIONS);
    const ends = of.map((clock) => clocks.cycleOf(clock) + cycles);
    while (of.some((clock, i) => clocks.cycleOf(clock) < ends[i]!)) this.runEdges(1, NO_CONDITIONS);
  }

  /** The settled value of a signal or of a memory's word (`top.bank[17]`) by its path. Errors: E-TB-PATH, E-ADDRESS. */
  peek(path: string): unknown {
    return this.access.peek(path);
  }

  /** Sets a register or a memory's word by its path, outside the clock. Errors: E-TB-PATH, E-TB-POKE, E-VALUE, E-ADDRESS. */
  poke(path: string, value: unknown): void {
    this.access.poke(path, value);
  }

  /** Sets the words of a memory by its path, from an address on: a list, or a file. Errors: E-TB-PATH, E-ADDRESS, E-VALUE, E-MEMORY-FILE. */
  load(path: string, words: Words, at = 0): void {
    this.access.memory(path).load(words, at);
  }

  /** Overrides a signal until it is released. */
  force(signal: AnyLeafSignal | { readonly net: number }, value: unknown): void {
    this.engine.force(signal.net, checked(signal as AnyLeafSignal, value));
    this.settle();
  }

  release(signal: AnyLeafSignal | { readonly net: number }): void {
    this.engine.release(signal.net);
    this.settle();
  }

  /** A memory by its path. Errors: E-TB-PATH. */
  memory(path: string): MemoryHandle {
    return this.access.memory(path);
  }

  /** Attaches an observer, for this moment and all later ones. */
  observe(observer: Observer): void {
    this.observers.push({ observer, begun: false });
    this.unrecorded = true;
    this.engine.watch(true);
  }

  /** Attaches an agent to a clock, the default one if none is named; gives the function that detaches it. */
  attach(agent: Agent, clock?: string): () => void {
    const entry = { agent, clock: this.clockNumber(clock, agent.name) };
    this.agents.add(entry);
    return () => void this.agents.delete(entry);
  }

  /** Records the last moment, ends all observers and lets the design go. */
  close(): void {
    this.record();
    for (const { observer } of this.observers.splice(0)) observer.end(this.time);
    this.engine.close();
  }

  /** A drive from outside, by whoever runs now. */
  private onDrive(net: number, value: unknown): void {
    const signal = this.engine.program.design.nets[net]?.root as AnyLeafSignal;
    if (this.sampling) fail("E-TB-SAMPLE-DRIVE", { signal: signal.path, by: this.drives.driver.name });
    this.drives.add(net, checked(signal, value));
    if (this.owner === undefined && !this.inEdge) this.applyDrives();
  }

  /** Runs code that drives inputs in somebody's name. */
  driveAs(driver: Driver, code: () => void): void {
    const before = this.drives.driver;
    this.drives.driver = driver;
    try {
      code();
    } finally {
      this.drives.driver = before;
    }
  }

  /** Applies what was collected, and settles. */
  applyDrives(): void {
    if (this.drives.isEmpty) return;
    this.drives.take(this.apply);
    this.settle();
  }

  private settle(): void {
    this.unrecorded = true;
    this.engine.settle();
  }

  /**
   * Up to `most` moments with edges in one synchronous loop; stops behind one after which one of the conditions, or the test, holds.
   * What agents drive at the last edge stays collected for a testbench, whose tasks' drives join it. Gives their number.
   */
  runEdges(most: number, conditions: readonly Condition[], test?: () => boolean): number {
    if (this.clocks.isSingle && this.agents.size === 0 && this.observers.length === 0 && !test) {
      this.enterEdge();
      try {
        return this.engine.run(this.clocks.domains, most, conditions);
      } finally {
        this.inEdge = false;
      }
    }
    const stop = (): boolean =>
      conditions.some((condition) => holds(condition, this.engine.read(condition.net))) || test?.() === true;
    for (let done = 1; done <= most; done++) {
      this.oneEdge();
      const last = done === most || stop();
      if (!last || this.owner === undefined) this.applyDrives();
      if (last || stop()) return done;
    }
    return 0;
  }

  private oneEdge(): void {
    const { clocks } = this;
    // The time is not needed, and not computed, where there is one clock that nobody watches.
    const tick = clocks.isSingle && this.observers.length === 0 ? undefined : clocks.next();
    if (tick) this.passUpTo(tick.time);
    const rising = tick?.clocks ?? DEFAULT_CLOCK;
    this.sampling = true;
    try {
      this.eachAgent(rising, (agent, clock) => agent.sample?.(clocks.cycleOf(clock) + 1));
    } finally {
      this.sampling = false;
    }
    this.enterEdge();
    try {
      this.engine.edge(tick?.domains ?? clocks.domains);
      clocks.pass();
      this.eachAgent(rising, (agent, clock) => agent.act?.(clocks.cycleOf(clock)));
    } finally {
      this.inEdge = false;
    }
  }

  private enterEdge(): void {
    this.drives.startMoment();
    this.later = undefined;
    this.unrecorded = true;
    this.inEdge = true;
  }

  private eachAgent(rising: readonly number[], use: (agent: Agent, clock: number) => void): void {
    if (this.agents.size === 0) return;
    for (const { agent, clock } of [...this.agents])
      if (rising.includes(clock)) this.driveAs(agent, () => use(agent, clock));
  }

  /** Lets time pass without an edge. */
  moveTo(time: Time): void {
    if (time === this.time) return;
    this.passUpTo(time);
    this.later = time;
    this.unrecorded = true;
    this.drives.startMoment();
  }

  /** Records this moment, and the falling edges that lie between now and then. */
  private passUpTo(time: Time): void {
    if (this.observers.length === 0) return;
    this.record();
    for (;;) {
      const falling = this.clocks.nextFalling(this.time);
      if (falling === undefined || falling >= time) return;
      this.later = falling;
      this.unrecorded = true;
      this.record();
    }
  }

  /** Shows this moment to the observers, if it has not been. */
  private record(): void {
    if (!this.unrecorded || this.observers.length === 0) return;
    this.unrecorded = false;
    const { time } = this;
    const changed = [...this.engine.takeChanged(), ...this.wires.map(({ net }) => net)];
    for (const entry of this.observers) {
      if (entry.begun) entry.observer.record(time, changed);
      else entry.observer.begin(time);
      entry.begun = true;
    }
  }

  private refuseWhileOwned(method: string): void {
    if (this.owner !== undefined) fail("E-TB-TIME", { method, owner: this.owner });
  }
}

const DEFAULT_CLOCK: readonly number[] = [0];
const NO_CONDITIONS: readonly Condition[] = [];
