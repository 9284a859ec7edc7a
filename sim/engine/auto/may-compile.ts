import type { Program } from "../../schedule/program.ts";

/** Whether methods may run as compiled code: nobody watches them, by `console`, `debugger` (W-DEBUG) or breakpoints. */
export function mayCompile({ bound }: Program): boolean {
  if (isInspected()) return false;
  return !bound.some(
    ({ code: { propagate, update, behavioural } }) =>
      !behavioural && (propagate?.debugs === true || update?.debugs === true),
  );
}

/** Whether Node listens for a debugger, as with `--inspect`. */
function isInspected(): boolean {
  return process.getBuiltinModule("node:inspector").url() !== undefined;
}
