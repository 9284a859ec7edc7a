import { type AnyLeafSignal, fitValue, misfit } from "../describe/index.ts";
import { fail } from "../errors/index.ts";

/** A value from outside as the engine takes it. Errors: E-VALUE. */
export function checked(signal: AnyLeafSignal, value: unknown): unknown {
  const problem = misfit(signal.type, value);
  if (problem) fail("E-VALUE", { target: signal.path, problem }, { path: signal.path });
  return fitValue(signal.type, value);
}
