import type { FollowCode } from "../follow/follow-calls.ts";
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
  /** The numbers of the blocks of nets that differ from the last call; undefined where a machine can't tell. */
  changed?(): ArrayLike<number>;
  /** Where values can be followed. */
  readonly follow?: FollowCode;
}

/** What a machine asks of JavaScript while it runs. */
export interface Calls {
  /** Runs a kernel of kind `call`, as `Machine.kernel` would. */
  kernel(number: number, from: number, to: number): void;
  /** In front of an edge of the domains whose flags are set: `update()` of behavioural modules. Gives 0, or 1 where the edge can't take place. */
  before(): number;
  /** Behind the kernels of that edge: what `before` has collected takes effect. */
  behind(): void;
  /** Registers of a domain take their `init`, since a signal resets it. Gives 1 where one had another value, else 0. */
  reset(domain: number): number;
}

export type MakeMachine = (plan: DesignPlan, calls: Calls) => Machine;
