import { get, i32, type Instruction, set, when } from "../../encode/index.ts";
import { type ScalarContext, temporary } from "./context.ts";

/**
 * Lets writes wait until the end of the run, since all reads of a run see the state from before it. `prepare` computes address and value, which
 * stay in variables, and gives the writes. Where this point may be skipped, a flag says whether they happen.
 */
export function deferred(cx: ScalarContext, prepare: () => readonly Instruction[]): void {
  const writes = prepare();
  if (!cx.conditional) return void cx.epilogue.push(...writes);
  const flag = temporary(cx, "i32", "happens");
  cx.prologue.push(set(flag, i32(0)));
  cx.out.push(set(flag, i32(1)));
  cx.epilogue.push(when(get(flag), writes));
}
