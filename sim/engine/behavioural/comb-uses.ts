import type { AnyLeafSignal } from "../../describe/index.ts";
import type { BoundModule } from "../../check/index.ts";

/** What a behavioural module's description lets its methods do, as signals. */
export interface CombUses {
  /** What `propagate()` may read: what `static comb` names, and the module's registers. */
  readonly reads: ReadonlySet<AnyLeafSignal>;
  /** What `propagate()` drives, and has to drive in each call. */
  readonly drives: ReadonlySet<AnyLeafSignal>;
  /** For each driven signal all that it may depend on, also through others that the same call drives. */
  readonly sources: ReadonlyMap<AnyLeafSignal, ReadonlySet<AnyLeafSignal>>;
}

export function combUses({ code, signals }: Pick<BoundModule, "code" | "signals">): CombUses {
  const signalsOf = (some: Iterable<number>) =>
    new Set([...some].map((index) => signals[index] as AnyLeafSignal));
  const { propagate } = code;
  const direct = new Map(
    [...(propagate?.dependences ?? [])].map(([target, from]) => [
      signals[target] as AnyLeafSignal,
      signalsOf(from.signals),
    ]),
  );
  return {
    reads: signalsOf(propagate?.reads ?? []),
    drives: signalsOf(propagate?.writes ?? []),
    sources: new Map([...direct.keys()].map((target) => [target, closure(direct, target)])),
  };
}

function closure(
  direct: ReadonlyMap<AnyLeafSignal, ReadonlySet<AnyLeafSignal>>,
  target: AnyLeafSignal,
): ReadonlySet<AnyLeafSignal> {
  const found = new Set<AnyLeafSignal>();
  const visit = (signal: AnyLeafSignal): void => {
    for (const source of direct.get(signal) ?? []) {
      if (found.has(source)) continue;
      found.add(source);
      visit(source);
    }
  };
  visit(target);
  return found;
}
