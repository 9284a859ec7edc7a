import { type AnyLeafSignal, type LeafType, type Module, placeOf, typeText } from "../../describe/index.ts";
import { type Code, fail, type FactsOf } from "../../errors/index.ts";
import type { CombUses } from "./comb-uses.ts";
import { misassigned } from "./misassigned.ts";
import type { PortGuard } from "./port-guard.ts";

/**
 * The rules that lowering proves of other modules and that only show of a behavioural one when it runs: what its methods read and assign, and
 * the kinds of the values. One an instance; the calls of its methods run between `begin` and `end`.
 */
export class CallGuard {
  readonly module: Module;
  readonly uses: CombUses;
  /** What the last `propagate()` has read of what it does not drive. */
  readonly seen = new Set<AnyLeafSignal>();
  /** The nets that it has driven. */
  readonly driven = new Set<number>();
  private readonly ports: readonly PortGuard[];
  private method: "propagate" | "update" = "propagate";

  constructor(module: Module, uses: CombUses, ports: readonly PortGuard[]) {
    this.module = module;
    this.uses = uses;
    this.ports = ports;
  }

  begin(method: "propagate" | "update"): void {
    this.method = method;
    this.seen.clear();
    this.driven.clear();
    for (const ports of this.ports) ports.begin(method);
  }

  /** Errors: E-LATCH, at the method, where `propagate()` has left something of `static comb` unassigned. */
  end(): void {
    const { drives, place } = this.uses;
    if (this.method !== "propagate" || this.driven.size === drives.size) return;
    for (const signal of drives) {
      if (this.driven.has(signal.net)) continue;
      const at = place?.();
      fail("E-LATCH", { signal: signal.path }, { path: signal.path, places: at ? [at] : [] });
    }
  }

  /** Errors: E-COMB-READ, E-READ-BEFORE-WRITE, E-HIERARCHY. */
  read(signal: AnyLeafSignal): void {
    if (!this.reaches(signal)) {
      const problem = `${this.module.path} reads the ${signal.direction} of another module, ${signal.path}`;
      this.refuse("E-HIERARCHY", { problem }, signal);
    }
    // What it has driven it may read, by any name of the net.
    if (this.method === "update" || this.driven.has(signal.net)) return;
    if (this.uses.drives.has(signal)) this.refuse("E-READ-BEFORE-WRITE", { signal: signal.path }, signal);
    if (!this.uses.reads.has(signal.net)) this.refuseRead(signal, undefined);
    this.seen.add(signal);
  }

  /** Before a signal is driven. Errors: E-COMB-WRITE, E-ASSIGN, E-RANGE-KEPT. */
  drive(signal: AnyLeafSignal, value: unknown): void {
    // In update(), and for what is no part of the module, the cell says what is wrong.
    if (this.method !== "propagate") return;
    if (!this.uses.drives.has(signal)) {
      if (this.reaches(signal) || this.isChildInput(signal))
        this.refuse(
          "E-COMB-WRITE",
          { method: this.title, signal: signal.path, name: this.nameOf(signal) },
          signal,
        );
      return;
    }
    this.checkValue(signal, value);
    this.driven.add(signal.net);
  }

  /** Before a register takes its next value. Errors: E-ASSIGN, E-RANGE-KEPT. */
  latch(signal: AnyLeafSignal, value: unknown): void {
    if (this.method === "update" && signal.owner === this.module) this.checkValue(signal, value);
  }

  /** Errors: E-ASSIGN. */
  checkWord(path: string, type: LeafType, value: unknown): void {
    const seen = misassigned(type, value);
    if (seen !== undefined) this.refuse("E-ASSIGN", { signal: path, type: typeText(type), seen }, { path });
  }

  /** Errors: E-COMB-READ, for one driven signal, or for all if `target` is undefined. */
  refuseRead(signal: AnyLeafSignal, target: AnyLeafSignal | undefined): never {
    const facts = {
      method: this.title,
      signal: signal.path,
      name: this.nameOf(signal),
      target: target && this.nameOf(target),
    };
    return this.refuse("E-COMB-READ", facts, signal);
  }

  private checkValue(signal: AnyLeafSignal, value: unknown): void {
    const { type, options } = signal;
    // The path is put together at each use, and seldom needed.
    if (misassigned(type, value) !== undefined) this.checkWord(signal.path, type, value);
    const { range } = options;
    if (range === undefined) return;
    const [least, most] = range;
    const seen = Number(value);
    if (seen < least || seen > most)
      this.refuse("E-RANGE-KEPT", { signal: signal.path, low: seen, high: seen, least, most }, signal);
  }

  private get title(): string {
    return `${this.method}() of ${this.module.path}`;
  }

  private nameOf(signal: AnyLeafSignal): string {
    return signal.path.slice(this.module.path.length + 1);
  }

  /** Whether the module may read the signal: its own, and the outputs of its direct children. */
  private reaches({ owner, direction }: AnyLeafSignal): boolean {
    if (owner === this.module) return true;
    return (direction === "output" || direction === "outputReg") && this.isChild(owner);
  }

  private isChildInput({ owner, direction }: AnyLeafSignal): boolean {
    return direction === "input" && this.isChild(owner);
  }

  private isChild(owner: Module | undefined): boolean {
    return owner !== undefined && placeOf(owner).parent === this.module;
  }

  private refuse<C extends Code>(code: C, facts: FactsOf<C>, { path }: { readonly path: string }): never {
    return fail(code, facts, { path });
  }
}
