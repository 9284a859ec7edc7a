import type { AnyMemory } from "../describe/index.ts";
import type { Instance } from "../elaborate/design.ts";
import type { LazyPlace } from "../lower/ir.ts";

/** One method of one instance as the engines schedule it: what it reads and writes, as nets of the design. */
export interface Process {
  readonly instance: Instance;
  readonly method: "propagate" | "update";
  /** Position of the instance's domain in `design.domains`. */
  readonly domain: number;
  /** Nets that the method may read, each once. */
  readonly reads: readonly number[];
  /** Nets that the method drives (propagate) or latches (update), each once. */
  readonly writes: readonly number[];
  readonly memoryReads: readonly AnyMemory[];
  readonly memoryWrites: readonly AnyMemory[];
  /** Has effects outside the hardware and must run at every edge. */
  readonly debugs: boolean;
  /**
   * propagate: level in the order of evaluation, 0 first; what a level writes is read by later levels, except inside a group of
   * modules that pass signals to each other both ways, which share a level and are repeated until nothing changes. update: 0.
   */
  readonly level: number;
  /** Where the method stands. */
  readonly place: LazyPlace | undefined;
}
