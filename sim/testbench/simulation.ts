import type { AnyLeafSignal, Module, ResetKind } from "../describe/index.ts";
import { type Condition, type Engine, someHold } from "../engine/engine.ts";
import { type Clock, edgesUpTo } from "../engine/time/clock.ts";
import { parseTime, type Time, timeText, wholeCycles } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import type { Journal, Snapshot } from "../snapshot/index.ts";
import { AccessByPath, type MemoryHandle, type Words } from "./access-by-path.ts";
import { Agents } from "./agents.ts";
import { checkConstants } from "./check-constants.ts";
import { checked } from "./checked-value.ts";
import { ClockStates } from "./clock-states.ts";
import { Deeds } from "./deeds.ts";
import { DriveCollector, type Driver } from "./drive-collector.ts";
import { createLookup } from "./lookup.ts";
import type { Agent, Observer } from "./observer.ts";
import { ResetLines } from "./reset-lines.ts";
import { Records } from "./records.ts";
import { type SimulationWire, simulationWires } from "./simulation-wires.ts";
import { Snapshots } from "./snapshots.ts";

/**
 * A design that runs: its time, its clocks, and access to it from outside.
 *
 * Used directly, each drive of an input is applied and settled at once:
 * ```ts
 * const sim = simulate(counter);
 * counter.enable.value = 1;
 * sim.step(3); // counter.count.value is 3
 * ```
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
  private readonly access: AccessByPath;
  private readonly records: Records;
  private readonly agents = new Agents();
  readonly snapshots: Snapshots;
  readonly deeds: Deeds;
  /** The time, where it has moved since the last edge. */
  private later: Time | undefined = 0n;
  private inEdge = false;

  constructor(top: Top, engine: Engine, clocks: readonly Clock[], reset: ResetKind = {}) {
    const { design } = engine.program;
    this.top = top;
    this.engine = engine;
    this.clocks = new ClockStates(engine, clocks);
    const firstWire = design.nets.length;
    this.resets = new ResetLines(engine, firstWire + clocks.length, reset);
    this.wires = simulationWires(this.clocks, this.resets, firstWire, () => this.time);
    this.records = new Records(engine, this.wires);
    this.drives = new DriveCollector(
      this.outsider,
      (net) => (design.nets[net]?.root.path ?? this.wires[net - firstWire]?.name) as string,
      () => this.when(),
    );
    this.deeds = new Deeds(engine, this.resets, this.drives, () => this.settle());
    this.access = new AccessByPath(engine, createLookup(design), (deeds) => this.deeds.perform(deeds));
    this.snapshots = new Snapshots(this);
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
    const edges = this.clocks.isSingle ? edgesUpTo(this.clock, end) - this.cycle : 1;
    while (this.clocks.next().time <= end) this.runEdges(edges, NO_CONDITIONS);
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
      this.deeds.refuseSampling(() => line.name);
      this.drives.add(line.net, active);
      line.isActive = active;
    }
    this.records.unrecorded = true;
    if (this.owner === undefined && !this.inEdge) this.applyDrives();
  }

  /** Until each of the clocks (by their numbers) has had so many edges more. */
  private runCycles(cycles: number, of: readonly number[]): void {
    const { clocks } = this;
    if (clocks.isSingle) return void this.runEdges(wholeCycles(cycles), NO_CONDITIONS);
    const ends = of.map((clock) => clocks.cycleOf(clock) + wholeCycles(cycles));
    while (of.some((clock, i) => clocks.cycleOf(clock) < ends[i]!)) this.runEdges(1, NO_CONDITIONS);
  }

  /** The settled value of a signal, a memory's word (`top.bank[17]`) or a `state()` by its path; with `at`, a memory's word or range of words. Errors: E-TB-PATH, E-ADDRESS. */
  peek(path: string, at?: number): unknown;
  peek(path: string, range: readonly [first: number, last: number]): readonly unknown[];
  peek(path: string, at?: number | readonly [first: number, last: number]): unknown {
    return this.access.peek(path, at);
  }

  /** Sets a register, a memory's word or a state by its path, outside the clock. Errors: E-TB-PATH, E-TB-POKE, E-VALUE, E-ADDRESS, E-STATE. */
  poke(path: string, value: unknown): void {
    this.access.poke(path, value);
  }

  /** Sets the words of a memory by its path, from an address on: a list, or a file. Errors: E-TB-PATH, E-ADDRESS, E-VALUE, E-MEMORY-FILE. */
  load(path: string, words: Words, at = 0): void {
    this.access.memory(path).load(words, at);
  }

  /** Overrides a signal until it is released. */
  force(signal: AnyLeafSignal | { readonly net: number }, value: unknown): void {
    const fitted = checked(signal as AnyLeafSignal, value, this.engine.program.design.nets[signal.net]?.root);
    this.deeds.perform([{ kind: "force", net: signal.net, value: fitted }]);
  }

  release(signal: AnyLeafSignal | { readonly net: number }): void {
    this.deeds.perform([{ kind: "release", net: signal.net }]);
  }

  /** A memory by its path. Errors: E-TB-PATH. */
  memory(path: string): MemoryHandle {
    return this.access.memory(path);
  }

  /** The state as plain data: what the design keeps, and what is driven, held and forced (SEMANTICS 7). */
  snapshot(): Snapshot {
    return this.snapshots.take();
  }

  /**
   * Goes back, or on, to a state of this design, taken in whatever engine. Tasks are not restored: no testbench may own the simulation.
   * Errors: E-SNAPSHOT-FORM, -VERSION, -DESIGN; E-SNAPSHOT-LOGGED while a log is kept; E-SNAPSHOT-TIME where observers have seen later moments.
   */
  restore(snapshot: Snapshot): void {
    this.refuseWhileOwned("restore");
    this.drives.startMoment();
    this.snapshots.restore(snapshot, (time) => {
      this.records.jump(this.time, time);
      this.later = time;
    });
    this.settle();
    this.applyDrives();
  }

  /** Attaches an observer, for this moment and all later ones. */
  observe(observer: Observer): void {
    this.records.add(observer);
  }

  /** Tells a journal of all that is done to the design from now on; gives the function that ends it. */
  keep(journal: Journal): () => void {
    return this.deeds.keep(journal);
  }

  /** Attaches an agent to a clock, the default one if none is named; gives the function that detaches it. */
  attach(agent: Agent, clock?: string): () => void {
    return this.agents.add(agent, this.clocks.numberOf(clock, agent.name));
  }

  /** Records the last moment, ends all observers and lets the design go. `failure` is how the run failed. */
  close(failure?: string): void {
    this.deeds.end(failure);
    this.records.end(this.time);
    this.engine.close();
  }

  /** A drive from outside, by whoever runs now. */
  private onDrive(net: number, value: unknown): void {
    const signal = this.engine.program.design.nets[net]?.root as AnyLeafSignal;
    this.deeds.refuseSampling(() => signal.path);
    this.drives.add(net, checked(signal, value));
    if (this.owner === undefined && !this.inEdge) this.applyDrives();
  }

  /** Applies what was collected, and settles. */
  applyDrives(): void {
    this.deeds.applyDrives();
  }

  private settle(): void {
    this.records.unrecorded = true;
    checkConstants(this.engine.program, this);
    this.engine.settle();
  }

  /**
   * Up to `most` moments with edges in one synchronous loop; stops behind one after which one of the conditions, or the test, holds.
   * What agents drive at the last edge stays collected for a testbench, whose tasks' drives join it. Gives their number.
   */
  runEdges(most: number, conditions: readonly Condition[], test?: () => boolean): number {
    if (this.clocks.isSingle && this.agents.isEmpty && !test) return this.runFast(most, conditions);
    for (let done = 1; done <= most; done++) {
      this.deeds.beforeEdges();
      this.oneEdge();
      const last = done === most || this.isMet(conditions, test);
      if (!last || this.owner === undefined) this.applyDrives();
      if (last || this.isMet(conditions, test)) return done;
    }
    return 0;
  }

  private isMet(conditions: readonly Condition[], test: (() => boolean) | undefined): boolean {
    return someHold(conditions, this.engine) || test?.() === true;
  }

  /** The engine runs many edges by itself, up to where a journal wants to be asked, or an observer. */
  private runFast(most: number, conditions: readonly Condition[]): number {
    for (let done = 0; done < most;) {
      const asked = Math.min(most - done, this.deeds.beforeEdges());
      done += this.records.isEmpty
        ? this.atEdge(() => this.runEngine(asked, conditions))
        : this.runRecorded(asked, conditions);
      if (someHold(conditions, this.engine)) return done;
    }
    return most;
  }

  private runEngine(edges: number, conditions: readonly Condition[]): number {
    return this.engine.run(this.clocks.domains, edges, conditions);
  }

  private runRecorded(most: number, conditions: readonly Condition[]): number {
    const { edges } = this.engine;
    this.passUpTo(this.clocks.next().time);
    try {
      return this.atEdge(() => this.records.ahead(most, (count) => this.runEngine(count, conditions)));
    } catch (error) {
      // What lies in front of the edge that failed has been recorded.
      if (this.engine.edges > edges) this.later = this.clocks.nextFalling(this.clocks.lastEdge);
      throw error;
    }
  }

  private oneEdge(): void {
    const { clocks } = this;
    // The time is not needed, and not computed, where there is one clock that nobody watches.
    const tick = clocks.isSingle && this.records.isEmpty ? undefined : clocks.next();
    if (tick) this.passUpTo(tick.time);
    const rising = tick?.clocks ?? DEFAULT_CLOCK;
    this.deeds.sampling = true;
    try {
      this.eachAgent(rising, (agent, clock) => agent.sample?.(clocks.cycleOf(clock) + 1));
    } finally {
      this.deeds.sampling = false;
    }
    this.atEdge(() => {
      this.engine.edge(tick?.domains ?? clocks.domains);
      clocks.pass();
      this.eachAgent(rising, (agent, clock) => agent.act?.(clocks.cycleOf(clock)));
    });
  }

  /** Time is that of the edge, unless it does not take place. */
  private atEdge<T>(run: () => T): T {
    checkConstants(this.engine.program, this);
    const [later, edges] = [this.later, this.engine.edges];
    this.drives.startMoment();
    this.later = undefined;
    this.records.unrecorded = true;
    this.inEdge = true;
    try {
      return run();
    } finally {
      this.inEdge = false;
      if (this.engine.edges === edges) this.later = later;
    }
  }

  private eachAgent(rising: readonly number[], use: (agent: Agent, clock: number) => void): void {
    this.agents.each(rising, (agent, clock) => this.drives.driveAs(agent, () => use(agent, clock)));
  }

  /** Lets time pass without an edge. */
  moveTo(time: Time): void {
    if (time === this.time) return;
    this.passUpTo(time);
    this.later = time;
    this.records.unrecorded = true;
    this.drives.startMoment();
  }

  private passUpTo(time: Time): void {
    this.records.passUpTo(time, this.time, this.clocks, (falling) => void (this.later = falling));
  }

  private refuseWhileOwned(method: string): void {
    if (this.owner !== undefined) fail("E-TB-TIME", { method, owner: this.owner });
  }
}

const DEFAULT_CLOCK: readonly number[] = [0];
const NO_CONDITIONS: readonly Condition[] = [];
