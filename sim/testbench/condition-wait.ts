import type { Condition } from "../engine/engine.ts";
import type { Waiter } from "./task.ts";

/** A task that waits until something holds: a comparison that the engine watches, or a test in JavaScript. */
export interface ConditionWait {
  readonly waiter: Waiter;
  readonly condition: Condition | undefined;
  readonly test: (() => unknown) | undefined;
}

export function isSatisfiedTest({ test }: ConditionWait): boolean {
  try {
    return Boolean(test?.());
  } catch {
    // Stops the loop; the throw is repeated where the waits are looked at.
    return true;
  }
}
