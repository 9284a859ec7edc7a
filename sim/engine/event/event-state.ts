import type { AnyState, StateStore } from "../../describe/index.ts";
import { fail } from "../../errors/index.ts";
import type { StateAccess } from "../engine.ts";
import type { MethodHost } from "./method-host.ts";
import { type MethodPair, NOBODY } from "./method.ts";

/** The value of a behavioural module's `state()`. Writes wait for the edge; reads give the value before it. */
export class EventState implements StateStore, StateAccess {
  readonly state: AnyState;
  private readonly kernel: MethodHost;
  private readonly methods: MethodPair;
  private now: unknown;
  private next: unknown;
  private waits = false;

  constructor(kernel: MethodHost, state: AnyState, methods: MethodPair) {
    this.kernel = kernel;
    this.state = state;
    this.methods = methods;
    this.now = state.initial;
    this.next = state.initial;
  }

  read(): unknown {
    return this.now;
  }

  pending(): unknown {
    return this.next;
  }

  write(value: unknown): void {
    const { kernel } = this;
    if (kernel.current !== this.methods.update) this.refuseWriter();
    this.next = this.checked(value);
    if (this.waits) return;
    this.waits = true;
    kernel.storing.push(this);
  }

  commit(): void {
    this.waits = false;
    this.set(this.next);
  }

  abandon(): void {
    this.waits = false;
    this.next = this.now;
  }

  /** The initial value, at once; tells whether it was another. */
  reset(): boolean {
    const changed = !Object.is(this.now, this.state.initial);
    this.set(this.state.initial);
    return changed;
  }

  peek(): unknown {
    return this.now;
  }

  poke(value: unknown): void {
    this.set(this.checked(value));
  }

  private set(value: unknown): void {
    this.next = value;
    if (Object.is(this.now, value)) return;
    this.now = value;
    if (this.methods.propagate !== NOBODY) this.kernel.markDirty(this.methods.propagate);
  }

  private checked(value: unknown): unknown {
    const { data, path } = this.state;
    const problem = data.problemOf(value);
    if (problem) fail("E-STATE", { state: path, problem }, { path });
    return value;
  }

  private refuseWriter(): never {
    const { kernel, methods, state } = this;
    const { path: signal } = state;
    const by = kernel.title(kernel.current);
    const owner = methods.update === NOBODY ? undefined : kernel.title(methods.update);
    const isOwn = kernel.current === methods.propagate && owner !== undefined;
    fail(isOwn ? "E-PHASE" : "E-WRITER", { signal, field: "next", by, owner }, { path: signal });
  }
}
