import { fitValue, type MemoryStore } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import type { Program } from "../../../schedule/program.ts";
import { type Condition, type Engine, type EngineHost, holds } from "../../engine.ts";
import type { Force, MemoryAccess } from "../../engine.ts";
import { bindDesign, unbindDesign } from "../../event/bind-design.ts";
import { isInput } from "../../event/roles.ts";
import { noBehaviour, refuseBehavioural } from "../../refuse-behavioural.ts";
import { createPowerOn, type PowerOnOption } from "../../power-on.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { makePlan } from "../plan/make-plan.ts";
import { type Finding, throwFindings } from "./assertions.ts";
import { compiledMachine } from "./compiled-kernels.ts";
import { writeConditions } from "./conditions.ts";
import { type Changes, createChanges } from "./changes.ts";
import { Forces, isLatched } from "./forces.ts";
import { FLAGS } from "./header.ts";
import type { Machine, MakeMachine } from "./machine.ts";
import { memoryAccess, memoryStore } from "./memory-access.ts";
import { refuseWrite } from "./refuse-write.ts";
import { type DomainReset, domainResets } from "./resets.ts";
import { edgeSteps, stepThrough } from "./step-through.ts";
import { createStorage, powerUp, type Storage } from "./storage.ts";
import { FormatCell, PlainCell } from "./wasm-cells.ts";

export interface WasmEngineOptions {
  readonly powerOn?: PowerOnOption | undefined;
  /** What runs the plan; compiled kernels in WebAssembly where nothing is said. */
  readonly makeMachine?: MakeMachine | undefined;
}

/**
 * The fast engine: one kernel a class for all of its instances, in linear memory, by a static schedule (DESIGN section 5).
 *
 * - Methods run as kernels. The methods themselves run only to say what a failed assertion says, and beside forced nets.
 * - Cells of signals read linear memory: at settled points they show what all engines show.
 * - A drive, poke or reset is settled once, by the next `settle` or edge.
 */
export class WasmEngine implements Engine {
  readonly name = "wasm";
  readonly program: Program;
  edges = 0;
  private readonly makeMachine: MakeMachine;
  private host: EngineHost;
  private plan: DesignPlan;
  private machine: Machine;
  private storage: Storage;
  private changes: Changes | undefined = undefined;
  private readonly resets: readonly DomainReset[];
  /** The domains that a signal resets without an edge. */
  private readonly signalResets: readonly number[];
  private readonly forces = new Forces();
  /** By net: 1 for the inputs of the top. */
  private readonly open: Uint8Array;
  private dirty = true;
  /** The methods of the design run: what they write is theirs. */
  private inMethod = false;
  private findings: Finding[] | undefined = undefined;

  constructor(program: Program, options: WasmEngineOptions = {}) {
    this.program = program;
    this.makeMachine = options.makeMachine ?? compiledMachine;
    const { design } = program;
    this.host = { drive: (net, value) => this.drive(net, value), when: () => `edge ${this.edges + 1}` };
    refuseBehavioural(design, this.name);
    this.plan = makePlan(program);
    this.machine = this.makeMachine(this.plan);
    this.storage = createStorage(this.plan, this.machine.memory);
    powerUp(this.plan, this.storage, createPowerOn(options.powerOn ?? "zero"));
    this.open = new Uint8Array(design.nets.length);
    for (const signal of design.top.signals)
      if (isInput(signal) && design.nets[signal.net]!.root === signal) this.open[signal.net] = 1;
    this.resets = domainResets(design);
    this.signalResets = design.domains.flatMap(({ index }) =>
      this.resets[index]!.by?.isAsync ? [index] : [],
    );
    this.bind();
  }

  private bind(): void {
    const { design } = this.program;
    const { plan, storage } = this;
    bindDesign(design, {
      isLazy: true,
      cell: (net) => {
        const { type } = design.nets[net]!;
        const address = plan.addressOf[net]!;
        const plain = storage.plainOf(type);
        return plain
          ? new PlainCell(plain, address / plain.BYTES_PER_ELEMENT, net, this.cellHost)
          : new FormatCell(storage.formatOf(type), address, net, this.cellHost);
      },
      store: (index) => this.boundStore(index),
      onAssert: (isHeld, message) => {
        if (!isHeld) this.findings?.push({ message, site: new Error() });
      },
    });
  }

  private readonly cellHost = {
    drive: (net: number, value: unknown): void => this.driveCell(net, value),
    latch: (net: number): void => {
      if (!this.inMethod) refuseWrite(this.program, net, "next");
    },
  };

  private boundStore(index: number): MemoryStore {
    return memoryStore(
      this.program,
      index,
      () => this.storage,
      () => this.inMethod,
    );
  }

  readonly state = noBehaviour;
  readonly random = noBehaviour;

  attach(host: EngineHost): void {
    this.host = host;
  }

  close(): void {
    unbindDesign(this.program.design);
  }

  read(net: number): unknown {
    return this.storage.read(net);
  }

  isOpen(net: number): boolean {
    return this.open[net] === 1;
  }

  drive(net: number, value: unknown): void {
    const hold = this.forces.isEmpty ? undefined : this.forces.holds.get(net);
    if (hold) hold.wanted = value;
    else this.assign(net, value);
  }

  poke(net: number, value: unknown): void {
    const hold = this.forces.holds.get(net);
    if (hold) hold.value = value;
    this.assign(net, value);
  }

  private assign(net: number, value: unknown): void {
    const { type } = this.program.design.nets[net]!;
    this.storage.formatOf(type).write(this.plan.addressOf[net]!, fitValue(type, value));
    this.dirty = true;
  }

  /** A write by way of a cell. */
  private driveCell(net: number, value: unknown): void {
    if (this.inMethod) {
      if (!this.forces.has(net))
        this.storage.write(net, fitValue(this.program.design.nets[net]!.type, value));
    } else if (this.isOpen(net)) this.host.drive(net, value);
    else refuseWrite(this.program, net, "value");
  }

  force(net: number, value: unknown): void {
    const { forces } = this;
    const wanted = forces.holds.get(net)?.wanted ?? this.read(net);
    if (!forces.has(net) && this.isShared(net)) this.rebuild(net);
    forces.holds.set(net, { value: fitValue(this.program.design.nets[net]!.type, value), wanted });
    forces.prepare(this.plan);
    forces.restore(this.storage);
    this.dirty = true;
  }

  release(net: number): void {
    const hold = this.forces.holds.get(net);
    if (!hold) return;
    this.forces.holds.delete(net);
    this.forces.prepare(this.plan);
    if (!isLatched(this.program, net)) this.storage.write(net, hold.wanted);
    this.dirty = true;
  }

  readonly forced = (): readonly Force[] => this.forces.list();

  /** Whether another net has the same word. */
  private isShared(net: number): boolean {
    const { wordOf } = this.plan;
    return wordOf[net] !== net || wordOf.some((word, other) => word === net && other !== net);
  }

  /** Plans again, so that a net has a word of its own; all values stay. */
  private rebuild(net: number): void {
    const before = this.storage;
    const apart = new Set([...this.forces.holds.keys(), net]);
    const { design } = this.program;
    const flags = before.views.u8.slice(FLAGS, FLAGS + design.domains.length);
    this.plan = makePlan(this.program, { apart });
    this.machine = this.makeMachine(this.plan);
    this.storage = createStorage(this.plan, this.machine.memory);
    powerUp(this.plan, this.storage, createPowerOn("zero"));
    this.storage.views.u8.set(flags, FLAGS);
    for (const { index } of design.nets) this.storage.write(index, before.read(index));
    design.memories.forEach(({ depth }, index) => {
      for (let at = 0; at < depth; at++) this.storage.writeWord(index, at, before.readWord(index, at));
    });
    unbindDesign(design);
    this.bind();
    if (this.changes) {
      const changed = this.changes.take();
      this.changes = createChanges(this.plan, this.machine, this.storage.views);
      this.changes.add(changed);
    }
  }

  memory(index: number): MemoryAccess {
    return memoryAccess(
      this.program,
      index,
      () => this.storage,
      () => {
        this.dirty = true;
      },
    );
  }

  setReset(domain: number, active: boolean): void {
    this.resets[domain]!.held = active;
  }

  applyReset(domain: number): void {
    if (this.resets[domain]!.apply(this.storage, this.forces)) this.dirty = true;
  }

  private isActive(domain: number): boolean {
    const { by, held } = this.resets[domain]!;
    return by ? this.storage.read(by.net) === by.active : held;
  }

  settle(): void {
    if (!this.dirty) return;
    this.propagateAll();
    if (this.signalResets.length > 0) while (this.applySignalResets()) this.propagateAll();
    this.dirty = false;
  }

  private applySignalResets(): boolean {
    const active = this.signalResets.filter((domain) => this.isActive(domain));
    const changed = active.filter((domain) => this.resets[domain]!.apply(this.storage, this.forces));
    return changed.length > 0;
  }

  private propagateAll(): void {
    if (this.forces.isEmpty) return this.machine.settle();
    const { forces, machine, storage } = this;
    forces.restore(storage);
    stepThrough(this.plan.settle, storage.views, machine.kernel, (kernel) =>
      forces.behind(kernel, storage, (instance) => this.runMethod(() => instance.module.propagate())),
    );
  }

  private runMethod(method: () => void): void {
    this.inMethod = true;
    try {
      method();
    } finally {
      this.inMethod = false;
    }
  }

  edge(domains: readonly number[]): void {
    this.settle();
    const { machine, storage, forces, plan } = this;
    const { u8 } = storage.views;
    const resetting = domains.filter((domain) => this.isActive(domain));
    u8.fill(0, FLAGS, FLAGS + this.resets.length);
    for (const domain of domains) u8[FLAGS + domain] = resetting.includes(domain) ? 0 : 1;
    if (plan.checks.length > 0 && machine.check())
      throwFindings(plan, storage.views, machine, (...what) => this.judge(...what), this.host.when());
    if (forces.isEmpty) machine.edge();
    else {
      stepThrough(edgeSteps(plan, storage.views), storage.views, machine.kernel);
      forces.restore(storage);
    }
    for (const domain of resetting) this.applyReset(domain);
    this.dirty = true;
    this.settle();
    this.edges += 1;
  }

  /** The assertions of one method that fail on the values of now. */
  private judge({ module }: Instance, method: "propagate" | "update"): readonly Finding[] {
    const findings: Finding[] = [];
    this.findings = findings;
    try {
      this.runMethod(() => (method === "propagate" ? module.propagate() : module.update()));
    } finally {
      this.findings = undefined;
    }
    return findings;
  }

  run(domains: readonly number[], most: number, conditions: readonly Condition[]): number {
    if (this.machine.run && this.mayRun(domains, conditions))
      return this.runInside(domains, most, conditions);
    for (let done = 1; done <= most; done++) {
      this.edge(domains);
      for (const condition of conditions) if (holds(condition, this.read(condition.net))) return done;
    }
    return most;
  }

  /** Whether nothing has to be done between edges that the machine's own loop can't do. */
  private mayRun(domains: readonly number[], conditions: readonly Condition[]): boolean {
    const { plan, storage, forces, resets, signalResets } = this;
    const isReset = (domain: number): boolean => resets[domain]!.by !== undefined || resets[domain]!.held;
    if (!forces.isEmpty || signalResets.length > 0 || domains.some(isReset)) return false;
    const { nets } = this.program.design;
    const placeOf = (net: number) => ({ type: nets[net]!.type, address: plan.addressOf[net]! });
    return writeConditions(conditions, storage.views, placeOf);
  }

  private runInside(domains: readonly number[], most: number, conditions: readonly Condition[]): number {
    this.settle();
    const { machine, storage } = this;
    const { u8 } = storage.views;
    u8.fill(0, FLAGS, FLAGS + this.resets.length);
    for (const domain of domains) u8[FLAGS + domain] = 1;
    let done = 0;
    for (let chunk = FIRST_CHUNK; done < most; chunk *= 4) {
      const asked = Math.min(chunk, most - done);
      const ran = machine.run!(asked);
      done += ran;
      this.edges += ran;
      if (ran > 0 && conditions.some((condition) => holds(condition, this.read(condition.net)))) return done;
      // It has stopped at an assertion: the edge says which.
      if (ran < asked) this.edge(domains);
    }
    return done;
  }

  watch(on: boolean): void {
    this.changes = on ? createChanges(this.plan, this.machine, this.storage.views) : undefined;
  }

  takeChanged(): readonly number[] {
    return this.changes?.take() ?? [];
  }
}

/** Edges of the first call of the machine's loop: V8 replaces code by better code between calls, not within one. */
const FIRST_CHUNK = 64;
