import type { Instance } from "../../../elaborate/design.ts";
import type { Program } from "../../../schedule/program.ts";
import { type Condition, type Engine, someHold } from "../../engine.ts";
import type { Finding } from "../../event/findings.ts";
import { failedChecks, throwFindings } from "./assertions.ts";
import { type PlaceOfNet, writeConditions } from "./conditions.ts";
import { DONE, FLAGS, FOLLOWING, PENDING } from "./header.ts";
import { chunkOf, LoopRun, setDomains } from "./loop-run.ts";
import { edgeSteps, stepThrough } from "./step-through.ts";
import { type WasmEngineOptions, WasmState } from "./wasm-state.ts";
import type { Views } from "./words.ts";

/**
 * The fast engine: one kernel a class for all of its instances, in linear memory, by a static schedule (DESIGN section 5).
 *
 * - Methods run as kernels. The methods themselves run only to say what a failed assertion says, and beside forced nets.
 * - Those of behavioural modules are called from the loop: `propagate()` whenever the design settles, `update()` at every edge. Beside what the
 *   method does a call costs about 300 ns, and 600 ns more for each signal that it reads and assigns (measured on Node 20.20): twice of
 *   what the event engine needs, which calls only what a change can reach. A few such modules do no harm to a design of many others.
 * - Cells of signals read linear memory: at settled points they show what all engines show.
 * - A drive, poke or reset is settled once, by the next `settle` or edge.
 */
export class WasmEngine extends WasmState implements Engine {
  readonly name = "wasm";
  /** The domains that a signal resets without an edge. */
  private readonly signalResets: readonly number[];
  private readonly loop = new LoopRun();
  private readonly placeOf = (net: number): PlaceOfNet => ({
    type: this.program.design.nets[net]!.type,
    address: this.plan.addressOf[net]!,
  });

  constructor(program: Program, options: WasmEngineOptions = {}) {
    super(program, options);
    this.signalResets = program.design.domains.flatMap(({ index }) =>
      this.resets[index]!.by?.isAsync ? [index] : [],
    );
  }

  /** The moment, also while the machine's loop runs. */
  protected when(): string {
    this.edges = this.loop.edges ?? this.edges;
    return this.host.when();
  }

  settle(): void {
    if (!this.dirty) return;
    this.propagateAll();
    if (this.signalResets.length > 0) while (this.applySignalResets()) this.propagateAll();
    this.dirty = false;
  }

  private applySignalResets(): boolean {
    const active = this.signalResets.filter((domain) => this.isActive(domain));
    const changed = active.filter((domain) => this.resetDomain(domain));
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

  protected stop(error: unknown): void {
    this.loop.stop(error);
  }

  edge(domains: readonly number[]): void {
    this.settle();
    const { machine, storage, forces, plan, behaviours } = this;
    const { u8, u32 } = storage.views;
    if (u32[PENDING / 4] === 1 && machine.follow!.moment() !== 0) this.loop.throwStopped();
    const resetting = domains.filter((domain) => this.isActive(domain));
    u8.fill(0, FLAGS, FLAGS + this.resets.length);
    for (const domain of domains) u8[FLAGS + domain] = resetting.includes(domain) ? 0 : 1;
    const checksFail = plan.checks.length > 0 && machine.check();
    if (checksFail || behaviours.fails("propagate")) this.judgeAll("propagate", checksFail);
    if (behaviours.updates) this.updateBehaviours(checksFail);
    else if (checksFail) this.judgeAll("update", true);
    if (forces.isEmpty) machine.edge();
    else {
      stepThrough(edgeSteps(plan, storage.views), storage.views, machine.kernel);
      forces.restore(storage);
    }
    behaviours.commit();
    for (const domain of resetting) this.applyReset(domain);
    this.dirty = true;
    this.settle();
    this.edges += 1;
    u32[PENDING / 4] = u32[FOLLOWING / 4]!;
  }

  protected before(): number {
    if (this.behaviours.fails("propagate")) return 1;
    try {
      this.updateBehaviours();
      return 0;
    } catch (error) {
      this.loop.stop(error);
      return 1;
    }
  }

  /** Runs the `update()` methods of behavioural modules. Whatever is wrong, nothing of it stays. */
  private updateBehaviours(checksFail = false): void {
    const { behaviours } = this;
    try {
      behaviours.update();
      if (checksFail || behaviours.fails("update")) this.judgeAll("update", checksFail);
    } catch (error) {
      behaviours.abandon();
      throw error;
    }
  }

  /** Throws the failed assertions of one method of all modules, if there are any. */
  private judgeAll(method: "propagate" | "update", checksFail: boolean): void {
    const { plan, storage, machine, behaviours } = this;
    const instances = checksFail ? failedChecks(plan, storage.views, machine, method) : [];
    const own = instances.map((instance) => ({ instance, findings: this.judge(instance, method) }));
    throwFindings([...own, ...behaviours.failed(method)], this.when());
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
    const inside = this.machine.run !== undefined && this.mayRun(conditions);
    const others = this.notHeld(domains);
    for (let done = 0; done < most; done++) {
      // Behind its first edge a held reset leaves nothing to do for its domain.
      if (inside && (done > 0 || others === domains))
        return done + this.runInside(domains, others, most - done, conditions);
      this.edge(domains);
      if (someHold(conditions, this)) return done + 1;
    }
    return most;
  }

  /** Those of the domains that are not held in reset: the same list where none is. */
  private notHeld(domains: readonly number[]): readonly number[] {
    for (const domain of domains)
      if (this.isHeld(domain)) return domains.filter((other) => !this.isHeld(other));
    return domains;
  }

  private isHeld(domain: number): boolean {
    const { held, by } = this.resets[domain]!;
    return held && by === undefined;
  }

  /** Whether nothing has to be done between edges that the machine's own loop can't do. */
  private mayRun(conditions: readonly Condition[]): boolean {
    return this.forces.isEmpty && writeConditions(conditions, this.storage.views, this.placeOf);
  }

  /** Edges of `domains`, of which the `others` are not held in reset. */
  private runInside(
    domains: readonly number[],
    others: readonly number[],
    most: number,
    conditions: readonly Condition[],
  ): number {
    this.settle();
    const { views } = this.storage;
    setDomains(views, others, this.resets.length);
    for (let done = 0; done < most;) {
      const asked = chunkOf(done, most);
      const ran = this.runChunk(views, asked);
      done += ran;
      if (ran > 0 && someHold(conditions, this)) return done;
      // It has stopped at an assertion: the edge says which.
      if (ran < asked) this.edge(domains);
    }
    return most;
  }

  private runChunk(views: Views, asked: number): number {
    const { machine, loop, edges } = this;
    try {
      const ran = loop.run(machine, views, edges, asked);
      this.edges = edges + ran;
      return ran;
    } catch (error) {
      this.edges = edges + views.u32[DONE / 4]!;
      this.dirty = true;
      throw error;
    }
  }
}
