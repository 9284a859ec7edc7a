import type { Module } from "../../describe/index.ts";
import type { Finding } from "./findings.ts";
import type { MethodId } from "./method.ts";

/** Something that waits for the edge. */
export interface Pending {
  commit(): void;
  abandon(): void;
}

/** What runs methods one at a time, as the things that they use see it. */
export interface MethodHost {
  /** Who runs now. A write compares it with the signal's writer: that is phase rule and ownership in one. */
  current: MethodId;
  /** By method number: on which the methods are called, the instance's module or what stands in for it. */
  readonly modules: readonly Module[];
  /** Memories, states and streams that this edge changes. */
  storing: Pending[];
  /** Assertions that failed when their method last ran. */
  readonly findings: Map<MethodId, Finding[]>;
  /** Something that the method reads has changed. */
  markDirty(method: MethodId): void;
  /** For messages: `update() of top.queue`. */
  title(method: MethodId): string;
}
