import type { Module } from "../../describe/index.ts";
import type { Process } from "../../schedule/process.ts";
import type { Program } from "../../schedule/program.ts";
import type { EventCell } from "./event-cell.ts";
import type { Finding } from "./findings.ts";
import type { MethodHost, Pending } from "./method-host.ts";
import { type MethodId, methodTitle, OUTSIDE } from "./method.ts";

/** Dirty flags are bits of 32-bit words: method m is bit m & 31 of word m >> 5. */
export const WORD_BITS = 5;
const WORD = 1 << WORD_BITS;

/**
 * What the cells, the memories and the loop of one engine share.
 *
 * Methods are numbers and dirty methods are bits: marking one is one store, without a branch and without the garbage
 * collector's write barrier, and running them in order of number is running them in order of level.
 */
export class Kernel implements MethodHost {
  /** By method number; undefined for numbers that only fill a word of flags. */
  readonly processes: readonly (Process | undefined)[];
  /** By method number: on which the methods are called, the instance's module or what stands in for it. */
  readonly modules: Module[];
  /** `update()` methods have the numbers from here on; a multiple of 32. */
  readonly firstUpdate: number;
  readonly dirty: Int32Array;
  /** By domain: the words of flags that its `update()` methods have for themselves. */
  readonly updateWords: readonly { readonly from: number; readonly to: number }[];
  /** Who runs now. A write compares it with the signal's writer: that is phase rule and ownership in one. */
  current: MethodId = OUTSIDE;
  /** No `propagate()` with a lower number is dirty. */
  lowest = 0;
  /** Cells whose value the running `propagate()` has changed at least once. */
  readonly touched: EventCell[] = [];
  touchedCount = 0;
  /** Nets with a next value for this edge; some may be in it twice. */
  latched: Int32Array = new Int32Array(64);
  latchedCount = 0;
  /** Memories, states and streams that this edge changes. */
  storing: Pending[] = [];
  /** Assertions that failed when their method last ran. */
  readonly findings = new Map<MethodId, Finding[]>();
  /** Nets that changed since they were last asked for; kept only while somebody watches. */
  watching = false;
  changed: number[] = [];
  /** A write from outside the design to a net that is open to it. */
  onOutsideDrive: (net: number, value: unknown) => void = () => {};

  constructor(program: Program) {
    const { propagates, updates, design } = program;
    const processes: (Process | undefined)[] = [...propagates];
    const fill = (): void => {
      while (processes.length % WORD !== 0) processes.push(undefined);
    };
    fill();
    this.firstUpdate = processes.length;
    this.updateWords = design.domains.map(({ index }) => {
      const from = processes.length >> WORD_BITS;
      processes.push(...updates.filter((process) => process.domain === index));
      fill();
      return { from, to: processes.length >> WORD_BITS };
    });
    this.processes = processes;
    const { module: top } = program.design.top;
    this.modules = this.processes.map((process) => process?.instance.module ?? top);
    this.dirty = new Int32Array(processes.length >> WORD_BITS);
  }

  markDirty(method: MethodId): void {
    const word = method >> WORD_BITS;
    this.dirty[word] = (this.dirty[word] as number) | (1 << method);
    if (method < this.lowest) this.lowest = method;
  }

  isDirty(method: MethodId): boolean {
    return (((this.dirty[method >> WORD_BITS] as number) >>> method) & 1) === 1;
  }

  /** Dirty methods of a range of numbers that fills words; they count as run. */
  takeDirty(first: MethodId, end: MethodId): MethodId[] {
    const taken: MethodId[] = [];
    for (let method = first; method < end; method++) if (this.isDirty(method)) taken.push(method);
    this.dirty.fill(0, first >> WORD_BITS, end >> WORD_BITS);
    if (first < this.firstUpdate) this.lowest = this.firstUpdate;
    return taken;
  }

  addLatched(net: number): void {
    if (this.latchedCount === this.latched.length) {
      const longer = new Int32Array(2 * this.latchedCount);
      longer.set(this.latched);
      this.latched = longer;
    }
    this.latched[this.latchedCount++] = net;
  }

  markAllDirty(): void {
    this.processes.forEach((process, id) => process && this.markDirty(id));
  }

  markUpdatesDirty(domain: number): void {
    const { from, to } = this.updateWords[domain] as { from: number; to: number };
    for (let id = from << WORD_BITS; id < to << WORD_BITS; id++) if (this.processes[id]) this.markDirty(id);
  }

  /** Has the methods of a module called on another object, which has the module's place and name. */
  standIn(module: Module, by: Module): void {
    this.modules.forEach((each, method) => {
      if (each === module) this.modules[method] = by;
    });
  }

  title(method: MethodId): string {
    return methodTitle(this.processes[method]);
  }
}
