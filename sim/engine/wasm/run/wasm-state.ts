import { fitValue } from "../../../describe/index.ts";
import type { Program } from "../../../schedule/program.ts";
import type { Engine, EngineHost, Force, MemoryAccess, RandomAccess, StateAccess } from "../../engine.ts";
import { unbindDesign } from "../../event/bind-design.ts";
import type { Finding } from "../../event/findings.ts";
import { OUTSIDE } from "../../event/method.ts";
import { isInput, isRegister } from "../../event/roles.ts";
import { createPowerOn, type PowerOnOption } from "../../power-on.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { makePlan } from "../plan/make-plan.ts";
import { Behaviours } from "./behaviours.ts";
import { bindWasm } from "./bind-wasm.ts";
import { callKernels } from "./call-kernels.ts";
import { type Changes, changesOf, createChanges } from "./changes.ts";
import { compiledMachine } from "./compiled-kernels.ts";
import type { FollowedValue, Follower, FollowHost } from "../../follow.ts";
import { followInWasm } from "../follow/wasm-follower.ts";
import { Forces, isLatched, isShared } from "./forces.ts";
import { FLAGS } from "./header.ts";
import type { Calls, Machine, MakeMachine } from "./machine.ts";
import { memoryAccess } from "./memory-access.ts";
import { refuseWrite } from "./refuse-write.ts";
import { type DomainReset, domainResets } from "./resets.ts";
import { copyValues, createStorage, powerUp, type Storage } from "./storage.ts";

export interface WasmEngineOptions {
  readonly powerOn?: PowerOnOption | undefined;
  /** Where the random numbers of behavioural modules start; 1 if left out. */
  readonly seed?: number | string | undefined;
  /** An engine that runs the design until this one is ready. */
  readonly replaces?: Engine | undefined;
  /** What runs the plan; compiled kernels in WebAssembly where nothing is said. */
  readonly makeMachine?: MakeMachine | undefined;
}

/** A design in linear memory, with all that can be done to it between edges. */
export abstract class WasmState {
  readonly program: Program;
  edges = 0;
  private readonly makeMachine: MakeMachine;
  protected host: EngineHost;
  protected plan: DesignPlan;
  protected machine: Machine;
  protected storage: Storage;
  private changes: Changes | undefined = undefined;
  /** So few nets are watched that each is compared by itself. */
  private watched: readonly number[] | undefined = undefined;
  private follower: Follower | undefined = undefined;
  protected readonly resets: readonly DomainReset[];
  protected readonly forces = new Forces();
  protected readonly behaviours: Behaviours;
  /** By net: 1 for the inputs of the top. */
  private readonly open: Uint8Array;
  /** By net, of those that were written from outside. */
  private writers: (((value: unknown) => void) | undefined)[] = [];
  /** Something has changed since the design was settled. */
  protected dirty = true;
  /** The methods of the design run: what they write is theirs. */
  protected inMethod = false;
  protected findings: Finding[] | undefined = undefined;
  private callKernel: Calls["kernel"] | undefined = undefined;

  constructor(program: Program, options: WasmEngineOptions = {}) {
    this.program = program;
    this.makeMachine = options.makeMachine ?? compiledMachine;
    const { design } = program;
    this.host = { drive: (net, value) => this.drive(net, value), when: () => `edge ${this.edges + 1}` };
    this.behaviours = new Behaviours(program, options.seed ?? 1, {
      write: (net, value) => {
        if (!this.forces.has(net)) this.storage.write(net, value);
      },
      hasEdge: (domain) => this.storage.views.u8[FLAGS + domain] === 1,
      changed: () => this.touch(),
      when: () => this.when(),
    });
    this.plan = makePlan(program);
    this.machine = this.makeMachine(this.plan, this.calls);
    this.storage = createStorage(this.plan, this.machine.memory);
    powerUp(this.plan, this.storage, createPowerOn(options.powerOn ?? "zero"));
    this.open = new Uint8Array(design.nets.length);
    for (const signal of design.top.signals)
      if (isInput(signal) && design.nets[signal.net]!.root === signal) this.open[signal.net] = 1;
    this.resets = domainResets(design);
    options.replaces?.close();
    this.bind();
  }

  protected touch(): void {
    this.dirty = true;
  }

  /** The moment of the edge that is being executed. */
  protected abstract when(): string;
  /** Ends the run that goes on in front of its next edge. */
  protected abstract stop(error: unknown): void;
  /** What the machine's loop does in front of an edge; see `Calls`. */
  protected abstract before(): number;

  private bind(): void {
    const { program, plan, storage, behaviours } = this;
    this.writers = new Array(program.design.nets.length);
    this.callKernel = callKernels(plan, behaviours, () => storage.views.u32);
    bindWasm({
      program,
      plan,
      storage,
      behaviours,
      host: {
        drive: (net, value) => this.driveCell(net, value),
        latch: (net, value) => {
          if (behaviours.current !== OUTSIDE) behaviours.latch(net, value);
          else if (!this.inMethod) refuseWrite(program, net, "next");
        },
        inMethod: () => this.inMethod,
      },
      onAssert: (isHeld, message) => {
        if (behaviours.current !== OUTSIDE) behaviours.note(isHeld, message);
        else if (!isHeld) this.findings?.push({ message, site: new Error() });
      },
    });
  }

  /** What the machine asks for. */
  private readonly calls: Calls = {
    kernel: (number, from, to) => this.callKernel!(number, from, to),
    before: () => this.before(),
    behind: () => this.behaviours.commit(),
    reset: (domain) => (this.resetDomain(domain) ? 1 : 0),
  };

  state(index: number): StateAccess {
    return this.behaviours.state(index);
  }

  random(index: number): RandomAccess {
    return this.behaviours.random(index);
  }

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
    (this.writers[net] ??= this.storage.writerOf(net))(value);
    this.dirty = true;
  }

  /** A write by way of a cell. */
  private driveCell(net: number, value: unknown): void {
    if (this.behaviours.current !== OUTSIDE) this.behaviours.drive(net, value);
    else if (this.inMethod) {
      if (!this.forces.has(net))
        this.storage.write(net, fitValue(this.program.design.nets[net]!.type, value));
    } else if (this.isOpen(net)) this.host.drive(net, value);
    else refuseWrite(this.program, net, "value");
  }

  force(net: number, value: unknown): void {
    const { forces } = this;
    const wanted = forces.holds.get(net)?.wanted ?? this.read(net);
    if (!forces.has(net) && isShared(this.plan, net)) this.rebuild(net);
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

  /** Plans again, so that a net has a word of its own; all values stay. */
  private rebuild(net: number): void {
    const before = this.storage;
    const apart = new Set([...this.forces.holds.keys(), net]);
    const { design } = this.program;
    const flags = before.views.u8.slice(FLAGS, FLAGS + design.domains.length);
    this.follower?.end();
    this.plan = makePlan(this.program, { apart });
    this.machine = this.makeMachine(this.plan, this.calls);
    this.storage = createStorage(this.plan, this.machine.memory);
    powerUp(this.plan, this.storage, createPowerOn("zero"));
    this.storage.views.u8.set(flags, FLAGS);
    copyValues(design, before, this.storage);
    unbindDesign(design);
    this.bind();
    if (this.changes) {
      const changed = this.changes.take();
      this.changes = this.findChanges();
      this.changes.add(changed);
    }
  }

  memory(index: number): MemoryAccess {
    return memoryAccess(
      this.program,
      index,
      () => this.storage,
      () => this.touch(),
    );
  }

  /** Takes over what another engine of the design keeps, in which nothing is forced. It has to be settled then. */
  takeOver(from: Engine): void {
    const { nets, memories, states, behavioural } = this.program.design;
    // What is driven follows, and may share the word of what it passes on.
    for (const { index, root } of nets)
      if (isRegister(root) || this.isOpen(index)) this.storage.write(index, from.read(index));
    memories.forEach(({ depth }, index) => {
      const access = from.memory(index);
      for (let at = 0; at < depth; at++) this.storage.writeWord(index, at, access.peek(at));
    });
    states.forEach((_, index) => this.state(index).poke(from.state(index).peek()));
    behavioural.forEach((_, index) => this.random(index).poke(from.random(index).peek()));
    this.edges = from.edges;
    this.touch();
  }

  setReset(domain: number, active: boolean): void {
    this.resets[domain]!.held = active;
  }

  applyReset(domain: number): void {
    if (this.resetDomain(domain)) this.dirty = true;
  }

  /** Tells whether a register or a state had another value. */
  protected resetDomain(domain: number): boolean {
    const states = this.behaviours.reset(domain);
    return this.resets[domain]!.apply(this.storage, this.forces) || states;
  }

  protected isActive(domain: number): boolean {
    const { by, held } = this.resets[domain]!;
    return by ? this.storage.read(by.net) === by.active : held;
  }

  private findChanges(): Changes {
    const { plan, machine, storage, watched } = this;
    return watched ? changesOf(watched, plan, storage.views) : createChanges(plan, machine, storage.views);
  }

  watch(on: boolean, nets?: readonly number[]): void {
    const { length } = this.program.design.nets;
    this.watched = nets && nets.length < length / 4 ? nets.filter((net) => net < length) : undefined;
    this.changes = on ? this.findChanges() : undefined;
  }

  takeChanged(): readonly number[] {
    return this.changes?.take() ?? [];
  }

  follow(
    values: readonly FollowedValue[],
    host: FollowHost,
    last: (value: number) => unknown,
  ): Follower | undefined {
    const { plan, storage, machine } = this;
    if (!machine.follow || this.follower?.isGood) return undefined;
    const stop = (error: unknown): void => this.stop(error);
    this.follower = followInWasm({ plan, storage, code: machine.follow, stop }, values, host, last);
    return this.follower;
  }
}
