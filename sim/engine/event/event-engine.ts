import type { Cell, MemoryStore, Module } from "../../describe/index.ts";
import { SystoleError } from "../../errors/index.ts";
import { createRandom, type Random } from "../../random/random.ts";
import type { Program } from "../../schedule/program.ts";
import { type Condition, type Engine, type EngineHost, holds } from "../engine.ts";
import type { Force, MemoryAccess, RandomAccess, StateAccess } from "../engine.ts";
import { guardBehavioural } from "../behavioural/guard-behavioural.ts";
import { createPowerOn, type PowerOnOption } from "../power-on.ts";
import { bindDesign, unbindDesign } from "./bind-design.ts";
import { buildStorage, type Storage } from "./build.ts";
import type { EventCell } from "./event-cell.ts";
import type { EventMemory } from "./event-memory.ts";
import type { EventState } from "./event-state.ts";
import type { EventStream } from "./event-stream.ts";
import { type DomainReset, domainResets, inReset, isActive, resetCells } from "./domain-reset.ts";
import { describeThrown, failUnsettled, judgeAssertions, noteAssertion } from "./findings.ts";
import { forceCell, forcesOf, releaseCell } from "./force.ts";
import { Kernel, WORD_BITS } from "./kernel.ts";
import { type MethodId, OUTSIDE } from "./method.ts";
import { runTwice } from "./run-twice.ts";

export interface EventEngineOptions {
  readonly powerOn?: PowerOnOption | undefined;
  /** Runs every `update()` at every edge, also where nothing that it reads has changed. */
  readonly runAll?: boolean | undefined;
  /** Where the random numbers of behavioural modules start; 1 if left out. */
  readonly seed?: number | string | undefined;
  /** Runs methods that may run in any order in an order by this seed; each `propagate()` twice, with equal results (E-IMPURE). */
  readonly shuffle?: number | string | undefined;
}

/**
 * The reference engine: runs the methods of the modules themselves, and only those that a change can reach.
 *
 * - `propagate()` runs when a net or memory that it reads has changed, level by level.
 * - `update()` runs at an edge when something that it reads has changed since it last ran: else it would assign what is there
 *   already. Reset, `poke`, `force` and `release` of what it writes make it run again.
 * - An assertion stands until its method runs again. In `propagate()` it is judged just before the edge, in `update()` at the
 *   edge; each at the edges of its module's domain, and not while the reset of that is active.
 * - At an edge of several domains all `update()` read values from before it, and one commit follows. Where a signal of the design
 *   is an asynchronous reset, it acts whenever that signal is settled: all active ones at once, then the design settles again.
 */
export class EventEngine implements Engine {
  readonly name: string = "event";
  readonly program: Program;
  edges = 0;
  protected readonly kernel: Kernel;
  protected readonly storage: Storage;
  protected readonly shuffler: Random | undefined;
  private host: EngineHost;
  /** By domain. */
  private readonly resets: readonly DomainReset[];
  /** The domains that a signal resets without an edge. */
  private readonly signalResets: readonly number[];
  /** By domain: `update()` methods that run at every edge. */
  private readonly always: readonly (readonly MethodId[])[];
  protected readonly mostRounds: number;

  constructor(program: Program, options: EventEngineOptions = {}) {
    const kernel = new Kernel(program);
    this.program = program;
    this.kernel = kernel;
    this.host = { drive: (net, value) => this.drive(net, value), when: () => `edge ${this.edges + 1}` };
    this.shuffler = options.shuffle === undefined ? undefined : createRandom(options.shuffle);
    const powerOn = createPowerOn(options.powerOn ?? "zero");
    this.storage = buildStorage(program, kernel, powerOn, options.seed ?? 1);
    const { cells, memories, states, streams } = this.storage;
    const { domains, instances } = program.design;
    const domainOfModule = new Map(instances.map(({ module, domain }) => [module, domain]));
    this.resets = domainResets(
      domains,
      this.storage,
      (owner) => domainOfModule.get(owner as Module) as number,
    );
    this.signalResets = domains.flatMap(({ index }) => (this.resets[index]!.by?.isAsync ? [index] : []));
    this.always = domains.map(({ index }) =>
      kernel.processes.flatMap((process, method) =>
        process?.method === "update" && process.domain === index && (options.runAll || process.debugs)
          ? [method]
          : [],
      ),
    );
    this.mostRounds = 100 + 2 * cells.length;
    kernel.onOutsideDrive = (net, value) => this.host.drive(net, value);
    kernel.markAllDirty();
    bindDesign(program.design, {
      cell: (net) => this.boundCell(cells[net] as EventCell),
      store: (index) => this.boundStore(memories[index] as EventMemory),
      state: (index) => states[index] as EventState,
      takeRandom: (index) => (streams[index] as EventStream).take(),
      onAssert: (holds, message) => noteAssertion(kernel, holds, message),
    });
    guardBehavioural(program, {
      standIn: (module, by) => kernel.standIn(module, by),
      valueOf: (signal) => this.read(signal.net),
      triesOthers: options.runAll === true || options.shuffle !== undefined,
    });
  }

  attach(host: EngineHost): void {
    this.host = host;
  }

  close(): void {
    unbindDesign(this.program.design);
  }

  /** What the signals of a net see. */
  protected boundCell(cell: EventCell): Cell {
    return cell;
  }

  protected boundStore(store: EventMemory): MemoryStore {
    return store;
  }

  read(net: number): unknown {
    return this.cell(net).v;
  }

  isOpen(net: number): boolean {
    return this.cell(net).about.open;
  }

  drive(net: number, value: unknown): void {
    const cell = this.cell(net);
    if (cell.about.hold) cell.about.hold.wanted = value;
    else cell.assign(value);
  }

  poke(net: number, value: unknown): void {
    const cell = this.cell(net);
    cell.assign(value);
    if (cell.latcher >= 0) this.kernel.markDirty(cell.latcher);
  }

  force(net: number, value: unknown): void {
    forceCell(this.cell(net), value);
  }

  release(net: number): void {
    releaseCell(this.cell(net));
  }

  forced(): readonly Force[] {
    return forcesOf(this.storage.cells);
  }

  memory(index: number): MemoryAccess {
    return this.storage.memories[index] as EventMemory;
  }

  state(index: number): StateAccess {
    return this.storage.states[index] as EventState;
  }

  random(index: number): RandomAccess {
    return this.storage.streams[index] as EventStream;
  }

  private cell(net: number): EventCell {
    return this.storage.cells[net] as EventCell;
  }

  setReset(domain: number, active: boolean): void {
    (this.resets[domain] as DomainReset).held = active;
  }

  applyReset(domain: number): void {
    resetCells(this.resets[domain] as DomainReset);
    this.kernel.markUpdatesDirty(domain);
  }

  settle(): void {
    try {
      this.settleAll();
    } catch (error) {
      this.recover(error);
    }
    this.kernel.current = OUTSIDE;
  }

  edge(domains: readonly number[]): void {
    const { kernel } = this;
    const resetting = inReset(this.resets, domains);
    const working =
      resetting.length === 0 ? domains : domains.filter((domain) => !resetting.includes(domain));
    if (kernel.findings.size > 0) judgeAssertions(kernel, 0, working, () => this.host.when());
    try {
      if (working.length > 0) this.updateAll(working);
      for (let i = 0; i < resetting.length; i++) this.applyReset(resetting[i] as number);
      this.settleAll();
      this.edges += 1;
    } catch (error) {
      this.recover(error);
    }
    kernel.current = OUTSIDE;
  }

  /** Settles, with the asynchronous resets that signals give: a register that has taken its `init` keeps it, so this ends. */
  private settleAll(): void {
    this.propagateAll();
    if (this.signalResets.length > 0) while (this.applySignalResets()) this.propagateAll();
  }

  private applySignalResets(): boolean {
    const { kernel, resets } = this;
    const active = this.signalResets.filter((domain) => isActive(resets[domain] as DomainReset));
    kernel.current = OUTSIDE;
    const changed = active.filter((domain) => resetCells(resets[domain] as DomainReset));
    for (const domain of changed) kernel.markUpdatesDirty(domain);
    return changed.length > 0;
  }

  run(domains: readonly number[], most: number, conditions: readonly Condition[]): number {
    for (let done = 1; done <= most; done++) {
      this.edge(domains);
      for (const condition of conditions) if (holds(condition, this.read(condition.net))) return done;
    }
    return most;
  }

  watch(on: boolean): void {
    this.takeChanged();
    this.kernel.watching = on;
  }

  takeChanged(): readonly number[] {
    const { changed } = this.kernel;
    for (const net of changed) this.cell(net).about.noted = false;
    this.kernel.changed = [];
    return changed;
  }

  /**
   * Runs dirty `propagate()` methods in order of number, which is the order of levels, until none is left. One that marks an
   * earlier one dirty (modules that pass signals both ways) causes another round from there.
   */
  protected propagateAll(): void {
    const { kernel } = this;
    const { dirty, firstUpdate } = kernel;
    const words = firstUpdate >> WORD_BITS;
    let rounds = 0;
    while (kernel.lowest < firstUpdate) {
      if (++rounds > this.mostRounds) this.failUnsettled();
      if (this.shuffler) {
        for (const method of this.shuffler.shuffle(kernel.takeDirty(0, firstUpdate))) this.propagate(method);
        continue;
      }
      const from = kernel.lowest >> WORD_BITS;
      kernel.lowest = firstUpdate;
      for (let word = from; word < words; word++) {
        // Later methods of the word that are marked during its turn are run in it, earlier ones in the next round.
        for (let ahead = -1; ;) {
          const flags = (dirty[word] as number) & ahead;
          if (flags === 0) break;
          const lowest = flags & -flags;
          dirty[word] = (dirty[word] as number) & ~lowest;
          ahead = -(lowest << 1);
          this.propagate((word << WORD_BITS) | (31 - Math.clz32(lowest)));
        }
      }
    }
  }

  /** Runs one `propagate()` and publishes what it has changed. */
  protected propagate(method: MethodId): void {
    const { kernel } = this;
    kernel.current = method;
    if (kernel.findings.size > 0) kernel.findings.delete(method);
    if (this.shuffler) runTwice(kernel, this.storage.cells, method);
    else (kernel.modules[method] as Module).propagate();
    const { touched, touchedCount } = kernel;
    kernel.touchedCount = 0;
    for (let i = 0; i < touchedCount; i++) (touched[i] as EventCell).publish();
  }

  /** Runs the `update()` methods that are due, then commits. Nothing is committed if one throws or an assertion fails. */
  protected updateAll(domains: readonly number[]): void {
    const { kernel } = this;
    for (let i = 0; i < domains.length; i++)
      for (const method of this.always[domains[i] as number] as MethodId[]) kernel.markDirty(method);
    if (this.shuffler) {
      const random = this.shuffler;
      const due = domains.flatMap((domain) => {
        const { from, to } = kernel.updateWords[domain] as { from: number; to: number };
        return random.shuffle(kernel.takeDirty(from << WORD_BITS, to << WORD_BITS));
      });
      for (const method of domains.length > 1 ? random.shuffle(due) : due) this.update(method);
    } else for (let i = 0; i < domains.length; i++) this.updateDomain(domains[i] as number);
    kernel.current = OUTSIDE;
    if (kernel.findings.size > 0)
      judgeAssertions(kernel, kernel.firstUpdate, domains, () => this.host.when());
    this.commit();
  }

  private updateDomain(domain: number): void {
    const { dirty, updateWords } = this.kernel;
    const { from, to } = updateWords[domain] as { from: number; to: number };
    for (let word = from; word < to; word++) {
      let flags = dirty[word] as number;
      if (flags === 0) continue;
      dirty[word] = 0;
      do {
        const bit = 31 - Math.clz32(flags & -flags);
        flags &= flags - 1;
        this.update((word << WORD_BITS) | bit);
      } while (flags !== 0);
    }
  }

  protected update(method: MethodId): void {
    this.kernel.current = method;
    (this.kernel.modules[method] as Module).update();
  }

  private commit(): void {
    const { kernel } = this;
    const { latched, latchedCount } = kernel;
    const { cells } = this.storage;
    for (let i = 0; i < latchedCount; i++) (cells[latched[i] as number] as EventCell).commit();
    kernel.latchedCount = 0;
    if (kernel.storing.length === 0) return;
    for (const memory of kernel.storing) memory.commit();
    kernel.storing = [];
  }

  protected failUnsettled(): never {
    failUnsettled(this.kernel, this.mostRounds, this.host.when());
  }

  /** Drops what the interrupted methods have latched, has all methods run again, and says where it happened. */
  private recover(error: unknown): never {
    const { kernel } = this;
    const method = kernel.current;
    kernel.current = OUTSIDE;
    for (let i = 0; i < kernel.touchedCount; i++) (kernel.touched[i] as EventCell).publish();
    kernel.touchedCount = 0;
    for (let i = 0; i < kernel.latchedCount; i++) this.cell(kernel.latched[i] as number).abandon();
    kernel.latchedCount = 0;
    for (const memory of kernel.storing) memory.abandon();
    kernel.storing = [];
    for (const id of [...kernel.findings.keys()]) if (id >= kernel.firstUpdate) kernel.findings.delete(id);
    kernel.markAllDirty();
    if (method === OUTSIDE) throw error;
    throw error instanceof SystoleError ? error : describeThrown(kernel, method, error, this.host.when());
  }
}
