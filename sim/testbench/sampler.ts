import type { Waiter } from "./task.ts";

/** A task that waits for the values just before the next edge. */
export interface Sampler {
  readonly waiter: Waiter;
  readonly signals: readonly { readonly value: unknown }[];
}

export function valuesOf({ signals }: Sampler): readonly unknown[] {
  return signals.map((signal) => signal.value);
}
