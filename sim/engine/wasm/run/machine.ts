import type { DesignPlan } from "../plan/design-plan.ts";

/** What runs the steps of a plan in linear memory. */
export interface Machine {
  readonly memory: ArrayBufferLike;
  /** Runs a kernel: all instances, or those of its list for from ≤ k < to. Gives 1 if it is a check that fails. */
  kernel(number: number, from: number, to: number): number;
  settle(): void;
  /** All updates and commits of the domains whose flags are set. */
  edge(): void;
  /** Whether an assertion of the domains whose flags are set fails. */
  check(): boolean;
  /**
   * Edges of the domains whose flags are set, each with its settling, until one of the conditions in the header holds or an assertion fails
   * before the next one; at most so many. Gives their number; undefined where a machine has no such loop.
   */
  run?(most: number): number;
}

export type MakeMachine = (plan: DesignPlan) => Machine;

/** In the header: a byte a domain, 1 where the edge is also its edge. */
export const FLAGS = 0;
/** Domains that have a flag. */
export const MOST_DOMAINS = 1024;
