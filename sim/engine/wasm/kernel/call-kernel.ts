import type { Callee, ModuleBuilder } from "../encode/index.ts";
import type { Kernel } from "../plan/plan.ts";

/** The module that imported functions come from which call behavioural modules. */
export const CALLS = "calls";

/** A kernel of kind `call`: a function of JavaScript, that of its number. */
export function importCall({ lanes }: Kernel, number: number, module: ModuleBuilder): Callee {
  return module.import(CALLS, `kernel${number}`, lanes.kind === "list" ? ["i32", "i32"] : [], []);
}
