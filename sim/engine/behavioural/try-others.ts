import type { AnyLeafSignal } from "../../describe/index.ts";
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
  const suspects = [...guard.seen].flatMap((source) => {
    const others = [...uses.sources].filter(
      ([target, sources]) => !sources.has(source.net) && driven.has(target.net),
    );
    return others.length > 0 ? [{ source, others: others.map(([target]) => target) }] : [];
  });
  if (suspects.length === 0) return;
  // Not what was driven: where a connection leads back to the module, it has changed what the method reads.
  const usual = tryWith(guard, gate, new Map());
  for (const { source, others } of suspects) {
    const seen = tryWith(guard, gate, new Map([[source.net, altered(source, valueOf(source))]]));
    for (const target of others)
      if (differ(target, usual?.get(target.net), seen?.get(target.net))) guard.refuseRead(source, target);
  }
}

/** What a call drives that reads some nets as given; undefined if it throws: the values may be such that never come. */
function tryWith(
  guard: CallGuard,
  gate: Gate,
  given: ReadonlyMap<number, unknown>,
): ReadonlyMap<number, unknown> | undefined {
  const trial = { given, driven: new Map<number, unknown>() };
  gate.trial = trial;
  try {
    guard.module.propagate();
    return trial.driven;
  } catch {
    return undefined;
  } finally {
    gate.trial = undefined;
  }
}

function differ({ type }: AnyLeafSignal, one: unknown, other: unknown): boolean {
  if (misassigned(type, one) !== undefined || misassigned(type, other) !== undefined) return false;
  return !Object.is(one, other);
}
