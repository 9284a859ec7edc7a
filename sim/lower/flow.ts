import { IndexMap } from "./index-map.ts";
import { IndexSet } from "./index-set.ts";
import type { ValueType } from "./ir.ts";
import { joinTypes } from "./value-type.ts";

/**
 * What is known at one point of a method: the bounds of locals, the bounds of signals as conditions and assignments have narrowed them,
 * and which signals have been assigned on every path to here.
 */
export class Flow {
  reachable = true;
  /** By the local's number. */
  readonly locals: IndexMap<ValueType>;
  /** By the signal's number. */
  readonly signals: IndexMap<ValueType>;
  readonly driven: IndexSet;

  constructor(from?: Flow) {
    this.locals = from ? from.locals.copy() : new IndexMap();
    this.signals = from ? from.signals.copy() : new IndexMap();
    this.driven = from ? from.driven.copy() : new IndexSet();
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
      joined.locals.joinWith(other.locals, joinTypes);
      joined.signals.joinWith(other.signals, joinTypes);
      joined.driven.keepAll(other.driven);
    }
    return joined;
  }
}
