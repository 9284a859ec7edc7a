import { isModule } from "../describe/index.ts";

/**
 * A constant that a method reads in a property which a program could still assign: a static field of a class, a field of a prototype, or a global
 * variable. The code holds its value; an engine that runs the methods themselves would see the new one.
 */
export interface OutsideConstant {
  /** Such as `Cell.lanes`. */
  readonly name: string;
  readonly holder: object;
  readonly key: PropertyKey;
  readonly value: unknown;
}

/** Whether a member of an object is such a constant; what elaboration or the program has frozen is none, nor is what a getter computes. */
export function isOutside(holder: unknown, key: PropertyKey, value: unknown): holder is object {
  if (typeof value === "object" || typeof value === "function" || value === undefined) return false;
  if (typeof holder !== "function" && holder !== globalThis && !isModule(holder)) return false;
  let owner: object | null = holder;
  while (owner !== null && !Object.hasOwn(owner, key)) owner = Object.getPrototypeOf(owner) as object | null;
  if (owner === null || (owner === holder && isModule(holder))) return false;
  return Object.getOwnPropertyDescriptor(owner, key)?.writable === true;
}

/** The value that the property has now. */
export function valueNow({ holder, key }: OutsideConstant): unknown {
  return Reflect.get(holder, key);
}

/** Each property once, of those of many instances and shapes. */
export function distinct(constants: readonly OutsideConstant[]): readonly OutsideConstant[] {
  const seen = new Map<object, Set<PropertyKey>>();
  return constants.filter(({ holder, key }) => {
    const keys = seen.get(holder) ?? new Set();
    seen.set(holder, keys);
    return keys.size < keys.add(key).size;
  });
}

export function isUnchanged(constant: OutsideConstant): boolean {
  return Object.is(valueNow(constant), constant.value);
}
