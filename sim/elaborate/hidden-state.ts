import {
  isBundle,
  isClockDomain,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  isType,
} from "../describe/index.ts";

/** A field, or a part of one, that methods could change without anybody seeing it. */
export interface HiddenState {
  /** Behind the field's name: `.limits`, `[3]`; empty for the field itself. */
  readonly at: string;
  /** Such as `a Map`. */
  readonly holds: string;
}

/**
 * What of a field's value stays mutable once the design is elaborated, which freezes arrays and records. Functions and frozen objects pass: they
 * are constants of the elaboration.
 */
export function hiddenState(value: unknown): HiddenState | undefined {
  return find(value, "", new Set());
}

function find(value: unknown, at: string, open: Set<object>): HiddenState | undefined {
  if (typeof value !== "object" || value === null || isPart(value) || open.has(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isList = Array.isArray(value);
  if (!isList && prototype !== Object.prototype && prototype !== null && !isBundle(value))
    return isConstant(value) ? undefined : { at, holds: named(value) };
  open.add(value);
  for (const [key, part] of Object.entries(value)) {
    const found = find(part, isList ? `${at}[${key}]` : `${at}.${key}`, open);
    if (found) return found;
  }
  return undefined;
}

function isPart(value: object): boolean {
  return (
    isLeafSignal(value) ||
    isCompositeSignal(value) ||
    isMemory(value) ||
    isState(value) ||
    isModule(value) ||
    isType(value) ||
    isClockDomain(value)
  );
}

/** Freezing a Map or Set does not keep its content. */
function isConstant(value: object): boolean {
  return (
    Object.isFrozen(value) && !(value instanceof Map) && !(value instanceof Set) && !(value instanceof Date)
  );
}

function named(value: object): string {
  const name = value.constructor?.name || "object";
  return /^[AEIO]/i.test(name) ? `an ${name}` : `a ${name}`;
}
