import { type AnyLeafSignal, isBehavioural, type Module, placeOf } from "../../describe/index.ts";
import type { Program } from "../../schedule/program.ts";
import { CallGuard } from "./call-guard.ts";
import { combUses } from "./comb-uses.ts";
import { type Gate, GuardedCell, guardedStore } from "./guarded-cell.ts";
import { PortGuard } from "./port-guard.ts";
import { tryOthers } from "./try-others.ts";

/** What the guards need of an engine that has bound its cells and stores. */
export interface GuardedEngine {
  /** Has the methods of the module called on another object. */
  standIn(module: Module, by: Module): void;
  /** The value of a signal now. */
  valueOf(signal: AnyLeafSignal): unknown;
  /** Whether each `propagate()` is also tried with other values of what it reads, to see which output depends on which. */
  readonly triesOthers: boolean;
}

/**
 * Has the methods of behavioural modules watched (SEMANTICS section 6), and leaves all others as they are: only what a behavioural module can
 * reach gets a cell that asks first.
 */
export function guardBehavioural({ bound }: Pick<Program, "bound">, engine: GuardedEngine): void {
  const gate: Gate = { guard: undefined, trial: undefined };
  for (const each of bound) {
    const { module, children, signals, memories } = each.instance;
    if (!isBehavioural(module)) continue;
    for (const signal of [...signals, ...children.flatMap((child) => child.signals)])
      if (signal.cell && !(signal.cell instanceof GuardedCell))
        signal.cell = new GuardedCell(signal.cell, signal, gate);
    const ports = memories.map((memory) => {
      const guard = new PortGuard(memory);
      memory.store = guardedStore(memory.store, memory, guard, gate);
      return guard;
    });
    keepTrialsQuiet(module, gate);
    const guard = new CallGuard(module, combUses(each), ports);
    engine.standIn(module, standInFor(guard, gate, engine));
  }
}

/** The module with methods that run under its guard. */
function standInFor(guard: CallGuard, gate: Gate, engine: GuardedEngine): Module {
  const { module } = guard;
  const call = (method: "propagate" | "update"): void => {
    guard.begin(method);
    gate.guard = guard;
    try {
      module[method]();
      guard.end();
      if (engine.triesOthers && method === "propagate")
        tryOthers(guard, gate, (signal) => engine.valueOf(signal));
    } finally {
      gate.guard = undefined;
    }
  };
  return Object.create(module, {
    propagate: { value: () => call("propagate") },
    update: { value: () => call("update") },
  }) as Module;
}

/** What a method claims while it is tried out is no claim about the design. */
function keepTrialsQuiet(module: Module, gate: Gate): void {
  const at = placeOf(module);
  const { onAssert } = at;
  at.onAssert = onAssert && ((holds, message) => (gate.trial ? undefined : onAssert(holds, message)));
}
