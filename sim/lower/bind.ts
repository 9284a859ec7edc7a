import {
  type AnyLeafSignal,
  type AnyMemory,
  isCompositeSignal,
  isLeafSignal,
  type Module,
} from "../describe/index.ts";
import type { ModuleCode, RelativePath } from "./ir.ts";

/** The signals of `code.signals`, in that order, of one instance. */
export function bindSignals(code: ModuleCode, module: Module): readonly AnyLeafSignal[] {
  return code.signals.map((use) => follow(module, use.path) as AnyLeafSignal);
}

/** The memories of `code.memories`, in that order, of one instance. */
export function bindMemories(code: ModuleCode, module: Module): readonly AnyMemory[] {
  return code.memories.map((use) => follow(module, use.path) as AnyMemory);
}

/**
 * The object that a path leads to from a module; undefined where it ends early, as it does at a signal, whose value nobody has before the
 * design runs.
 */
export function follow(from: unknown, path: RelativePath): unknown {
  let at: unknown = from;
  for (const step of path) {
    if (at === null || at === undefined) return undefined;
    if ((step === "value" || step === "next") && (isLeafSignal(at) || isCompositeSignal(at)))
      return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}
