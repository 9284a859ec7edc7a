import {
  type AnyLeafSignal,
  type AnyMemory,
  isBundle,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  type Module,
} from "../describe/index.ts";
import type { RelativePath } from "./ir.ts";

/** The signals of a module and of its direct children, and its memories, with the steps that lead to them. */
export interface OwnThings {
  readonly signals: ReadonlyMap<AnyLeafSignal, RelativePath>;
  readonly memories: ReadonlyMap<AnyMemory, RelativePath>;
}

/** Finds what a module may reach, in the order of its fields. */
export function ownThings(module: Module): OwnThings {
  const signals = new Map<AnyLeafSignal, RelativePath>();
  const memories = new Map<AnyMemory, RelativePath>();
  const seen = new Set<unknown>();
  const visit = (value: unknown, path: RelativePath, holder: Module): void => {
    if (typeof value !== "object" || value === null || seen.has(value) || isState(value)) return;
    seen.add(value);
    if (isLeafSignal(value)) {
      if (value.owner === holder) signals.set(value, path);
    } else if (isMemory(value)) {
      if (value.owner === module) memories.set(value, path);
    } else if (isModule(value)) {
      if (holder === module) enter(value, path);
    } else if (Array.isArray(value)) value.forEach((element, i) => visit(element, [...path, i], holder));
    else if (isBundle(value) || isCompositeSignal(value) || Object.getPrototypeOf(value) === Object.prototype)
      enter(value, path, holder);
  };
  const enter = (value: object, path: RelativePath, holder: Module = value as Module): void => {
    for (const [key, field] of Object.entries(value)) visit(field, [...path, key], holder);
  };
  seen.add(module);
  enter(module, []);
  return { signals, memories };
}
