import {
  isBundle,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  type Module,
} from "../describe/index.ts";
import { fail } from "../errors/index.ts";

/**
 * Lets the arrays of a behavioural module's signals, children and memories, and its vec signals, refuse an index that they don't have: what is
 * proven of other modules shows of these when it happens (E-INDEX). Before the module is frozen.
 */
export function boundArrays(module: Module): void {
  const fields = module as unknown as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const bounded = boundedParts(fields[key], () => `${module.path}.${key}`);
    if (bounded !== fields[key]) fields[key] = bounded;
  }
}

function boundedParts(value: unknown, path: () => string): unknown {
  if (isCompositeSignal(value)) return value.type.kind === "vec" ? bounded(value, path) : value;
  if (!Array.isArray(value) || !holdsHardware(value)) return value;
  const parts = value.map((part, i) => boundedParts(part, () => `${path()}[${i}]`));
  return bounded(Object.freeze(parts), path);
}

function holdsHardware(value: readonly unknown[]): boolean {
  return value.some(
    (part) =>
      isLeafSignal(part) ||
      isCompositeSignal(part) ||
      isModule(part) ||
      isMemory(part) ||
      isBundle(part) ||
      (Array.isArray(part) && holdsHardware(part)),
  );
}

/** What an index becomes as the key of a property. */
const isIndex = /^(?:-?\d+(?:\.\d+)?(?:e[+-]\d+)?|NaN|-?Infinity|undefined)$/;

function bounded<T extends { readonly length: number }>(list: T, path: () => string): T {
  return new Proxy(list, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (value !== undefined || typeof key !== "string" || !isIndex.test(key)) return value;
      const index = Number(key);
      return fail(
        "E-INDEX",
        { what: `the index of ${path()}`, low: index, high: index, length: target.length },
        { path: path() },
      );
    },
  });
}
