import { type AnyLeafSignal, fitValue } from "../../describe/index.ts";
import { altered } from "./altered.ts";
import type { CallGuard } from "./call-guard.ts";
import type { Gate } from "./guarded-cell.ts";
import { misassigned } from "./misassigned.ts";

/**
 * Calls `propagate()` again with another value of one signal at a time, and compares what it drives: what changes must name the signal in
 * `static comb`. Finds what the list of reads can't, which output a read is for. Errors: E-COMB-READ.
 */
export function tryOthers(guard: CallGuard, gate: Gate, valueOf: (signal: AnyLeafSignal) => unknown): void {
  const { driven, uses } = guard;
  for (const source of [...guard.seen]) {
    const others = [...uses.sources].filter(
      ([target, sources]) => !sources.has(source) && driven.has(target),
    );
    if (others.length === 0) continue;
    const trial = {
      given: new Map([[source, altered(source, valueOf(source))]]),
      driven: new Map<AnyLeafSignal, unknown>(),
    };
    gate.trial = trial;
    try {
      guard.module.propagate();
    } catch {
      // The value may be one that never comes; what it would do then is no matter.
      continue;
    } finally {
      gate.trial = undefined;
    }
    for (const [target] of others) {
      if (misassigned(target.type, trial.driven.get(target)) !== undefined) continue;
      const [first, second] = [driven, trial.driven].map((values) =>
        fitValue(target.type, values.get(target)),
      );
      if (!Object.is(first, second)) guard.refuseRead(source, target);
    }
  }
}
