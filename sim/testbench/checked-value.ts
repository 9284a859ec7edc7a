import { type AnyLeafSignal, fitValue, misfit, outOfRange } from "../describe/index.ts";
import { fail } from "../errors/index.ts";

/** A value from outside as the engine takes it; `root` is the signal that the net is named after. Errors: E-VALUE. */
export function checked(signal: AnyLeafSignal, value: unknown, root = signal): unknown {
  const { range } = root.options;
  const problem = misfit(signal.type, value) ?? (range && outOfRange(range, value));
  if (problem) fail("E-VALUE", { target: signal.path, problem }, { path: signal.path });
  return fitValue(signal.type, value);
}
