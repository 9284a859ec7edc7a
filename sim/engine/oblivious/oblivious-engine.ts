import { type AnyMemory, type Cell, isBehavioural, type MemoryStore } from "../../describe/index.ts";
import { fail } from "../../errors/index.ts";
import type { Program } from "../../schedule/program.ts";
import { EventEngine, type EventEngineOptions } from "../event/event-engine.ts";
import type { EventCell } from "../event/event-cell.ts";
import type { EventMemory } from "../event/event-memory.ts";
import { type MethodId, OUTSIDE } from "../event/method.ts";
import { type Recorder, recordingCell, recordingStore } from "./recording.ts";

/**
 * The slow engine that believes nothing: every `propagate()` runs until nothing changes, every `update()` at every edge.
 *
 * What the methods read and write is recorded and compared with their processes. So what lowering has missed shows here, as
 * E-SENSITIVITY, and not as a wrong value in two engines that trust the same mistake.
 */
export class ObliviousEngine extends EventEngine {
  override readonly name = "oblivious";
  /** Nets that the running method has written. */
  private written = new Set<number>();
  private listed: readonly { reads: ReadonlySet<unknown>; writes: ReadonlySet<unknown> }[] | undefined;

  constructor(program: Program, options: EventEngineOptions = {}) {
    super(program, { ...options, runAll: true });
  }

  protected override boundCell(cell: EventCell): Cell {
    return recordingCell(cell, this.recorder());
  }

  protected override boundStore(store: EventMemory): MemoryStore {
    return recordingStore(store, this.recorder());
  }

  protected override propagateAll(): void {
    const { kernel } = this;
    kernel.processes.forEach(
      (process, method) => process?.method === "propagate" && kernel.markDirty(method),
    );
    for (let round = 0; kernel.lowest < kernel.firstUpdate; round++) {
      if (round > this.mostRounds) this.failUnsettled();
      const before = this.storage.cells.map((cell) => cell.v);
      for (const method of this.orderOfPass()) this.propagate(method);
      kernel.dirty.fill(0, 0, kernel.firstUpdate >> 5);
      const changed = this.storage.cells.some((cell, net) => !Object.is(cell.v, before[net]));
      kernel.lowest = changed ? 0 : kernel.firstUpdate;
    }
  }

  private orderOfPass(): MethodId[] {
    const methods = this.program.propagates.map((_, method) => method);
    return this.shuffler ? this.shuffler.shuffle(methods) : methods;
  }

  protected override propagate(method: MethodId): void {
    this.written.clear();
    super.propagate(method);
  }

  protected override update(method: MethodId): void {
    this.written.clear();
    super.update(method);
  }

  private recorder(): Recorder {
    const check = (kind: "reads" | "writes", what: number | AnyMemory, path: () => string): void => {
      const { current } = this.kernel;
      if (current === OUTSIDE || this.uses(current)[kind].has(what)) return;
      // A method may read what it has just driven itself.
      if (kind === "reads" && typeof what === "number" && this.written.has(what)) return;
      const module = this.kernel.processes[current]?.instance.module;
      if (module && isBehavioural(module)) {
        // Nothing was lowered that could have been missed: the module reaches too far; what it writes, the cell refuses.
        if (kind === "writes") return;
        const problem = `${module.path} reads what belongs to another module, ${path()}`;
        fail("E-HIERARCHY", { problem }, { path: path() });
      }
      const action = kind === "reads" ? "read" : "wrote";
      fail("E-SENSITIVITY", { method: this.kernel.title(current), action, what: path() }, { path: path() });
    };
    const pathOf = (net: number): string => this.program.design.nets[net]?.root.path ?? "";
    return {
      read: (net) => check("reads", net, () => pathOf(net)),
      wrote: (net) => {
        check("writes", net, () => pathOf(net));
        this.written.add(net);
      },
      readMemory: ({ memory }) => check("reads", memory, () => memory.path),
      wroteMemory: ({ memory }) => check("writes", memory, () => memory.path),
    };
  }

  private uses(method: MethodId): { reads: ReadonlySet<unknown>; writes: ReadonlySet<unknown> } {
    this.listed ??= this.kernel.processes.map((process) => ({
      reads: new Set<unknown>([...(process?.reads ?? []), ...(process?.memoryReads ?? [])]),
      writes: new Set<unknown>([...(process?.writes ?? []), ...(process?.memoryWrites ?? [])]),
    }));
    return this.listed[method] as { reads: ReadonlySet<unknown>; writes: ReadonlySet<unknown> };
  }
}
