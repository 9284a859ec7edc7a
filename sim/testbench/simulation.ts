import { type AnyLeafSignal, fitValue, misfit, type Module } from "../describe/index.ts";
import { isRegister } from "../engine/event/roles.ts";
import { type Condition, type Engine, holds, type MemoryAccess } from "../engine/engine.ts";
import { type Clock, fallingEdge, risingEdge } from "../engine/time/clock.ts";
import { parseTime, type Time, timeText } from "../engine/time/units.ts";
import { fail } from "../errors/index.ts";
import { DriveCollector, type Driver } from "./drive-collector.ts";
import { createLookup, type Lookup } from "./lookup.ts";
import type { Agent, Observer } from "./observer.ts";

export interface ResetOptions {
  /** `sync`: registers take `init` at edges; `async`: also at once. */
  readonly kind?: "sync" | "async" | undefined;
  /** The level of the reset wire that resets. */
  readonly active?: "high" | "low" | undefined;
}

const DEFAULT_DOMAIN = [0];

/**
 * A design that runs: its time, its clock, and access to it from outside.
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
  readonly clock: Clock;
  readonly reset: Required<{ [K in keyof ResetOptions]: NonNullable<ResetOptions[K]> }>;
  /** Net numbers of the clock and of the reset in records; they are no signals of the design. */
  readonly clockNet: number;
  readonly resetNet: number;
  resetIsActive = false;
  /** Set while tasks run: time is theirs. */
  owner: string | undefined = undefined;
  readonly drives: DriveCollector;
  private readonly outsider: Driver = { name: "the test" };
  private readonly apply: (net: number, value: unknown) => void;
  private readonly lookup: Lookup;
  private observers: { readonly observer: Observer; begun: boolean }[] = [];
  private readonly agents: Agent[] = [];
  /** The time, where it has moved since the last edge. */
  private later: Time | undefined = 0n;
  /** Something has happened that is not recorded yet. */
  private unrecorded = true;
  private inEdge = false;
  private sampling = false;

  constructor(top: Top, engine: Engine, clock: Clock, reset: ResetOptions = {}) {
    const { design } = engine.program;
    this.top = top;
    this.engine = engine;
    this.clock = clock;
    this.reset = { kind: reset.kind ?? "sync", active: reset.active ?? "high" };
    this.clockNet = design.nets.length;
    this.resetNet = design.nets.length + 1;
    this.lookup = createLookup(design);
    this.drives = new DriveCollector(
      this.outsider,
      (net) => design.nets[net]?.root.path ?? "",
      () => this.when(),
    );
    this.apply = (net, value) => engine.drive(net, value);
    engine.attach({ drive: (net, value) => this.onDrive(net, value), when: () => this.when() });
    engine.settle();
  }

  get time(): Time {
    return this.later ?? risingEdge(this.clock, this.cycle);
  }

  /** Rising edges so far: the number of the current cycle. */
  get cycle(): number {
    return this.engine.edges;
  }

  get clockIsHigh(): boolean {
    return this.cycle > 0 && this.time < fallingEdge(this.clock, this.cycle);
  }

  /** The moment for messages; during an edge, that of the edge. */
  when(): string {
    if (!this.inEdge) return `cycle ${this.cycle}, ${timeText(this.time)}`;
    return `cycle ${this.cycle + 1}, ${timeText(risingEdge(this.clock, this.cycle + 1))}`;
  }

  /** Runs `cycles` clock edges. */
  step(cycles = 1): void {
    this.refuseWhileOwned("step");
    this.runEdges(cycles, []);
  }

  /** Lets time pass, with the edges that are in it (also one at its end). */
  advance(duration: string): void {
    this.refuseWhileOwned("advance");
    const end = this.time + parseTime(duration);
    while (risingEdge(this.clock, this.cycle + 1) <= end) this.runEdges(1, []);
    this.moveTo(end);
  }

  /** Holds the reset for a number of edges. */
  applyReset(edges = 2): void {
    this.refuseWhileOwned("applyReset");
    this.setReset(true);
    this.runEdges(edges, []);
    this.setReset(false);
  }

  /** Starts or ends the reset; an asynchronous one acts at once. */
  setReset(active: boolean): void {
    this.resetIsActive = active;
    this.unrecorded = true;
    this.engine.setReset(0, active);
    if (active && this.reset.kind === "async") {
      this.engine.applyReset(0);
      this.engine.settle();
    }
  }

  /** The settled value of a signal by its path. Errors: E-TB-PATH. */
  peek(path: string): unknown {
    return this.engine.read(this.lookup.signal(path).net);
  }

  /** Sets a register by its path, outside the clock. Errors: E-TB-PATH, E-TB-POKE, E-VALUE. */
  poke(path: string, value: unknown): void {
    const signal = this.lookup.signal(path);
    const { root } = this.engine.program.design.nets[signal.net] as { root: AnyLeafSignal };
    if (!isRegister(root)) fail("E-TB-POKE", { signal: path, direction: root.direction }, { path });
    this.engine.poke(signal.net, checked(signal, value));
    this.settle();
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

  /** The words of a memory by its path. Errors: E-TB-PATH. */
  memory(path: string): MemoryAccess & { load(words: readonly unknown[], at?: number): void } {
    const access = this.engine.memory(this.lookup.memory(path));
    const settled = (change: () => void): void => {
      change();
      this.settle();
    };
    return {
      depth: access.depth,
      peek: (address) => access.peek(address),
      poke: (address, value) => settled(() => access.poke(address, value)),
      load: (words, at = 0) => settled(() => words.forEach((word, i) => access.poke(at + i, word))),
    };
  }

  /** Attaches an observer, for this moment and all later ones. */
  observe(observer: Observer): void {
    this.observers.push({ observer, begun: false });
    this.unrecorded = true;
    this.engine.watch(true);
  }

  /** Attaches an agent; gives the function that detaches it. */
  attach(agent: Agent): () => void {
    this.agents.push(agent);
    return () => {
      const at = this.agents.indexOf(agent);
      if (at >= 0) this.agents.splice(at, 1);
    };
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
   * Up to `most` edges in one synchronous loop; stops behind an edge after which one of the conditions, or the test, holds. What
   * agents drive at the last edge stays collected for a testbench, whose tasks' drives join it. Gives the number of edges.
   */
  runEdges(most: number, conditions: readonly Condition[], test?: () => boolean): number {
    if (this.agents.length === 0 && this.observers.length === 0 && !test) {
      this.enterEdge();
      try {
        return this.engine.run(DEFAULT_DOMAIN, most, conditions);
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
    this.passUpTo(this.observers.length > 0 ? risingEdge(this.clock, this.cycle + 1) : undefined);
    const cycle = this.cycle + 1;
    this.sampling = true;
    try {
      this.eachAgent((agent) => agent.sample?.(cycle));
    } finally {
      this.sampling = false;
    }
    this.enterEdge();
    try {
      this.engine.edge(DEFAULT_DOMAIN);
      this.eachAgent((agent) => agent.act?.(cycle));
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

  private eachAgent(use: (agent: Agent) => void): void {
    if (this.agents.length === 0) return;
    for (const agent of [...this.agents]) this.driveAs(agent, () => use(agent));
  }

  /** Lets time pass without an edge. */
  moveTo(time: Time): void {
    this.passUpTo(time);
    this.later = time;
    this.unrecorded = true;
    this.drives.startMoment();
  }

  /** Records this moment, and the clock's falling edge if it lies between now and then. */
  private passUpTo(time: Time | undefined): void {
    if (this.observers.length === 0 || time === undefined) return;
    this.record();
    const wasHigh = this.clockIsHigh;
    const falling = fallingEdge(this.clock, this.cycle);
    if (!wasHigh || falling >= time) return;
    this.later = falling;
    this.unrecorded = true;
    this.record();
  }

  /** Shows this moment to the observers, if it has not been. */
  private record(): void {
    if (!this.unrecorded || this.observers.length === 0) return;
    this.unrecorded = false;
    const { time } = this;
    const changed = [...this.engine.takeChanged(), this.clockNet, this.resetNet];
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

/** The value as the engine takes it. Errors: E-VALUE. */
function checked(signal: AnyLeafSignal, value: unknown): unknown {
  const problem = misfit(signal.type, value);
  if (problem) fail("E-VALUE", { target: signal.path, problem }, { path: signal.path });
  return fitValue(signal.type, value);
}
