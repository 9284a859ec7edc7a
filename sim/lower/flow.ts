import type { LocalIndex, SignalIndex, ValueType } from "./ir.ts";
import { joinTypes } from "./value-type.ts";

/**
 * What is known at one point of a method: the bounds of locals, the bounds of signals as conditions and assignments have narrowed them,
 * and which signals have been assigned on every path to here.
 */
export class Flow {
  reachable = true;
  readonly locals: Map<LocalIndex, ValueType>;
  readonly signals: Map<SignalIndex, ValueType>;
  readonly driven: Set<SignalIndex>;

  constructor(from?: Flow) {
    this.locals = new Map(from?.locals);
    this.signals = new Map(from?.signals);
    this.driven = new Set(from?.driven);
    if (from) this.reachable = from.reachable;
  }

  copy(): Flow {
    return new Flow(this);
  }

  /** A point that no path reaches. */
  static dead(): Flow {
    const flow = new Flow();
    flow.reachable = false;
    return flow;
  }

  /** What is known where several paths meet. */
  static join(paths: readonly Flow[]): Flow {
    const live = paths.filter((path) => path.reachable);
    const [first, ...others] = live;
    if (!first) return Flow.dead();
    const joined = first.copy();
    for (const other of others) {
      joinInto(joined.locals, other.locals);
      joinInto(joined.signals, other.signals);
      for (const signal of joined.driven) if (!other.driven.has(signal)) joined.driven.delete(signal);
    }
    return joined;
  }
}

/** Keeps what both sides know. */
function joinInto<K>(into: Map<K, ValueType>, other: ReadonlyMap<K, ValueType>): void {
  for (const [key, type] of into) {
    const otherType = other.get(key);
    const both = otherType && joinTypes(type, otherType);
    if (both) into.set(key, both);
    else into.delete(key);
  }
}
