import { fitValue, type Module, type StateStore } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import { SystoleError } from "../../../errors/index.ts";
import { createRandom, type Random } from "../../../random/random.ts";
import type { Program } from "../../../schedule/program.ts";
import type { RandomAccess, StateAccess } from "../../engine.ts";
import { EventState } from "../../event/event-state.ts";
import { EventStream } from "../../event/event-stream.ts";
import { describeThrown, type Finding, noteAssertion } from "../../event/findings.ts";
import type { MethodHost, Pending } from "../../event/method-host.ts";
import { type MethodId, type MethodPair, methodTitle, NOBODY, OUTSIDE } from "../../event/method.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { refuseWrite } from "./refuse-write.ts";

/** What behavioural modules need of the engine. */
export interface BehaviourEngine {
  /** Sets a net at once, unless it is forced. */
  write(net: number, value: unknown): void;
  /** Whether the edge that is being executed is one of the domain's, which is not in reset. */
  hasEdge(domain: number): boolean;
  /** A state was changed from outside. */
  changed(): void;
  when(): string;
}

/** The method of one instance. */
interface Method {
  readonly instance: Instance;
  readonly method: "propagate" | "update";
  /** Nets that it writes. */
  readonly writes: ReadonlySet<number>;
}

/**
 * The behavioural modules of a design, whose methods run in JavaScript beside the kernels: `propagate()` at its place in the schedule, with its
 * writes at once; `update()` in front of the kernels of an edge, with its writes behind them.
 *
 * They have the numbers 2i (propagate) and 2i + 1 (update), i by their position in `design.behavioural`.
 */
export class Behaviours implements MethodHost {
  current: MethodId = OUTSIDE;
  storing: Pending[] = [];
  readonly findings = new Map<MethodId, Finding[]>();
  readonly modules: Module[];
  /** Whether an edge has to call something. */
  readonly updates: boolean;
  private readonly program: Program;
  private readonly engine: BehaviourEngine;
  private readonly methods: readonly (Method | undefined)[];
  private readonly states: readonly EventState[];
  private readonly streams: readonly EventStream[];
  private readonly numberOf: ReadonlyMap<Module, number>;
  /** Of the running `propagate()`: what of its writes counts; undefined where all do. */
  private part: ReadonlySet<number> | undefined = undefined;
  /** What has been latched for this edge, in order. */
  private readonly latched: number[] = [];
  private readonly values: unknown[] = [];

  constructor(program: Program, seed: number | string, engine: BehaviourEngine) {
    const { behavioural, states } = program.design;
    this.program = program;
    this.engine = engine;
    this.modules = behavioural.flatMap(({ module }) => [module, module]);
    this.numberOf = new Map(behavioural.map(({ module }, number) => [module, number]));
    this.methods = behavioural.flatMap((instance) => [
      methodOf(program, instance, "propagate"),
      methodOf(program, instance, "update"),
    ]);
    this.updates = this.methods.some((method) => method?.method === "update");
    this.states = states.map((state) => new EventState(this, state, this.pairOf(state.owner as Module)));
    const random = createRandom(seed).split("behavioural");
    this.streams = behavioural.map(
      ({ module: { path } }, number) =>
        new EventStream(
          this,
          path,
          random.split(path),
          this.methods[2 * number + 1] ? 2 * number + 1 : NOBODY,
        ),
    );
  }

  private pairOf(module: Module): MethodPair {
    const number = this.numberOf.get(module) ?? -1;
    const find = (method: MethodId): MethodId => (this.methods[method] ? method : NOBODY);
    return { propagate: find(2 * number), update: find(2 * number + 1) };
  }

  markDirty(): void {
    this.engine.changed();
  }

  title(method: MethodId): string {
    return methodTitle(this.methods[method]);
  }

  standIn(module: Module, by: Module): void {
    const number = this.numberOf.get(module)!;
    this.modules[2 * number] = by;
    this.modules[2 * number + 1] = by;
  }

  state(index: number): StateAccess & StateStore {
    return this.states[index]!;
  }

  random(index: number): RandomAccess {
    return this.streams[index]!;
  }

  takeRandom(index: number): Random {
    return this.streams[index]!.take();
  }

  /** Who writes a module's memory. */
  writerOf(owner: Module | undefined): MethodId {
    return owner ? this.pairOf(owner).update : NOBODY;
  }

  note(isHeld: boolean, message: string): void {
    noteAssertion(this, isHeld, message);
  }

  /** Gives the states of a domain their initial values; tells whether one of them had another. */
  reset(domain: number): boolean {
    const { behavioural, domains } = this.program.design;
    let changed = false;
    for (const state of this.states) {
      const { owner, options } = state.state;
      const own = behavioural[this.numberOf.get(owner as Module)!]!.domain;
      if (own !== domain || !domains[domain]!.reset || options.reset === false) continue;
      if (state.reset()) changed = true;
    }
    return changed;
  }

  /** Runs the `propagate()` of an instance; of its writes only those in `part` count, if one is given. */
  propagate(module: Module, part: ReadonlySet<number> | undefined): void {
    const method = 2 * this.numberOf.get(module)!;
    this.part = part;
    this.findings.delete(method);
    this.run(method, "propagate");
  }

  /** Runs the `update()` of all whose domain has an edge. What they write waits for `commit`, or is dropped by `abandon`. */
  update(): void {
    for (let method = 1; method < this.methods.length; method += 2) {
      this.findings.delete(method);
      const own = this.methods[method];
      if (own && this.engine.hasEdge(own.instance.domain)) this.run(method, "update");
    }
  }

  private run(method: MethodId, name: "propagate" | "update"): void {
    this.current = method;
    try {
      this.modules[method]![name]();
    } catch (error) {
      this.current = OUTSIDE;
      throw error instanceof SystoleError ? error : describeThrown(this, method, error, this.engine.when());
    }
    this.current = OUTSIDE;
  }

  /** A write of the running method by way of a cell. */
  drive(net: number, value: unknown): void {
    const own = this.methods[this.current]!;
    if (own.method !== "propagate" || !own.writes.has(net)) refuseWrite(this.program, net, "value", own);
    if (!this.part || this.part.has(net)) this.engine.write(net, this.fitted(net, value));
  }

  latch(net: number, value: unknown): void {
    const own = this.methods[this.current]!;
    if (own.method !== "update" || !own.writes.has(net)) refuseWrite(this.program, net, "next", own);
    this.latched.push(net);
    this.values.push(this.fitted(net, value));
  }

  private fitted(net: number, value: unknown): unknown {
    return fitValue(this.program.design.nets[net]!.type, value);
  }

  commit(): void {
    const { latched, values, storing } = this;
    for (let i = 0; i < latched.length; i++) this.engine.write(latched[i]!, values[i]);
    latched.length = 0;
    values.length = 0;
    if (storing.length === 0) return;
    for (const each of storing) each.commit();
    this.storing = [];
  }

  abandon(): void {
    this.latched.length = 0;
    this.values.length = 0;
    for (const each of this.storing) each.abandon();
    this.storing = [];
  }

  /** Whether an assertion of one of the domains that have an edge has failed. */
  fails(method: "propagate" | "update"): boolean {
    return this.findings.size > 0 && this.failed(method).length > 0;
  }

  /** The failed assertions of the domains that have an edge. */
  failed(
    method: "propagate" | "update",
  ): readonly { readonly instance: Instance; readonly findings: readonly Finding[] }[] {
    return [...this.findings].flatMap(([number, findings]) => {
      const own = this.methods[number];
      if (own?.method !== method || !this.engine.hasEdge(own.instance.domain)) return [];
      return [{ instance: own.instance, findings }];
    });
  }

  /** What each position of a call kernel drives; undefined where it is all that `propagate()` drives. */
  partsOf(plan: DesignPlan, kernel: number): readonly (ReadonlySet<number> | undefined)[] {
    const cls = plan.classOf(kernel);
    const drives = plan.kernels[kernel]!.drives ?? [];
    const isWhole = drives.length === cls.code.propagate!.writes.length;
    return cls.instances.map((_, position) =>
      isWhole ? undefined : new Set(drives.map((signal) => cls.words[position * cls.stride + signal]!)),
    );
  }
}

function methodOf(
  { bound }: Program,
  instance: Instance,
  method: "propagate" | "update",
): Method | undefined {
  const { code, nets } = bound[instance.index]!;
  const body = code[method];
  if (!body) return undefined;
  const writes = new Set(body.writes.map((signal) => nets[signal]!));
  return { instance, method, writes };
}
