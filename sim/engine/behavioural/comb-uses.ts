import type { AnyLeafSignal } from "../../describe/index.ts";
import type { BoundModule } from "../../check/index.ts";
import type { LazyPlace } from "../../lower/index.ts";

/** What a behavioural module's description lets its methods do. */
export interface CombUses {
  /** The nets that `propagate()` may read: of what `static comb` names, and of the module's registers; by whatever name it reads them. */
  readonly reads: ReadonlySet<number>;
  /** What `propagate()` drives, and has to drive in each call. */
  readonly drives: ReadonlySet<AnyLeafSignal>;
  /** For each driven signal the nets that it may depend on, also through others that the same call drives. */
  readonly sources: ReadonlyMap<AnyLeafSignal, ReadonlySet<number>>;
  /** Where `propagate()` stands. */
  readonly place: LazyPlace | undefined;
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
    reads: netsOf(signalsOf(propagate?.reads ?? [])),
    drives: signalsOf(propagate?.writes ?? []),
    sources: new Map([...direct.keys()].map((target) => [target, netsOf(closure(direct, target))])),
    place: propagate?.place,
  };
}

function netsOf(signals: Iterable<AnyLeafSignal>): ReadonlySet<number> {
  return new Set([...signals].map(({ net }) => net));
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
