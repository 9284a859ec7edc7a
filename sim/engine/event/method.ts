import type { Process } from "../../schedule/process.ts";

/** Number of a method in the kernel's tables. `propagate()` methods come first, in order of level, then `update()`. */
export type MethodId = number;

/** Whoever is no method of the design: testbenches, observers, constructors. */
export const OUTSIDE: MethodId = -1;
/** The writer of a net that nobody may write without being looked at first. */
export const NOBODY: MethodId = -2;

/** The methods of one module. */
export interface MethodPair {
  readonly propagate: MethodId;
  readonly update: MethodId;
}

/** For messages: `update() of top.queue`. */
export function methodTitle(process: Pick<Process, "method" | "instance"> | undefined): string {
  return process ? `${process.method}() of ${process.instance.module.path}` : "a testbench";
}
