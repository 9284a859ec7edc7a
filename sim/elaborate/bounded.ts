import {
  type CompositeSignal,
  isBundle,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  type Module,
} from "../describe/index.ts";
import { fail } from "../errors/index.ts";
import { isRecord } from "./record.ts";

/**
 * Lets the arrays of a behavioural module's signals, children and memories, and its vec signals, refuse an index that they don't have: what is
 * proven of other modules shows of these when it happens (E-INDEX). Before the module is frozen; its bundles have been through `boundBundle`.
 */
export function boundArrays(module: Module): void {
  boundFields(module, () => module.path);
}

/** The same for a bundle of a behavioural module, before it is frozen. */
export function boundBundle(bundle: object, path: () => string): void {
  if (!Object.isFrozen(bundle)) boundFields(bundle, path);
}

function boundFields(holder: object, path: () => string): void {
  const fields = holder as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const made = boundedParts(fields[key], () => `${path()}.${key}`);
    if (made !== fields[key]) fields[key] = made;
  }
}

/** Arrays and records are copied, which are frozen by now; signals are changed in place. A record that holds itself stays as it is there. */
function boundedParts(value: unknown, path: () => string, open: ReadonlySet<object> = new Set()): unknown {
  if (isCompositeSignal(value)) return boundedComposite(value, path);
  if (typeof value !== "object" || value === null || open.has(value) || !holdsHardware(value)) return value;
  const inside = new Set([...open, value]);
  if (Array.isArray(value)) {
    const parts = value.map((part, i) => boundedParts(part, () => `${path()}[${i}]`, inside));
    return bounded(Object.freeze(parts), path);
  }
  const entries = Object.entries(value).map(([key, part]) => [
    key,
    boundedParts(part, () => `${path()}.${key}`, inside),
  ]);
  return Object.freeze(Object.fromEntries(entries));
}

function boundedComposite(signal: CompositeSignal, path: () => string): unknown {
  const isVec = signal.type.kind === "vec";
  const elements = signal as unknown as Record<string, unknown>;
  for (const key of signal.elements) {
    const element = boundedParts(elements[key], () => (isVec ? `${path()}[${key}]` : `${path()}.${key}`));
    if (element !== elements[key]) Object.defineProperty(signal, key, { value: element });
  }
  return isVec ? bounded(signal, path) : signal;
}

/** Whether an array or a record has parts of the design; bundles, modules and signals in it look after themselves. */
function holdsHardware(value: object, open: ReadonlySet<object> = new Set()): boolean {
  if (open.has(value) || (!Array.isArray(value) && !isRecord(value))) return false;
  const inside = new Set([...open, value]);
  return Object.values(value).some(
    (part: unknown) =>
      isLeafSignal(part) ||
      isCompositeSignal(part) ||
      isModule(part) ||
      isMemory(part) ||
      isBundle(part) ||
      (typeof part === "object" && part !== null && holdsHardware(part, inside)),
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
