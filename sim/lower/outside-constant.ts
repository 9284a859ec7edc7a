import { isModule } from "../describe/index.ts";
import { isTypescriptEnumeration } from "./typescript-enumeration.ts";

/**
 * A constant that a method reads in a property which a program could still assign: a static field of a class, a field of a prototype, a member
 * of TypeScript's own enumerations, or a global variable. The code holds its value (of a table or a function: what is in it); an engine that
 * runs the methods themselves would see the new one.
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
  if (isModule(holder)) return isOnPrototype(holder, key, value);
  // Of globals only values: the language's own objects and functions are globals too.
  if (holder === globalThis) return isValue(value) && isWritable(globalThis, key);
  // A frozen class may have a base that is not; and tables are long.
  if (typeof holder !== "function" && (Object.isFrozen(holder) || !isTypescriptEnumeration(holder)))
    return false;
  const owner = ownerOf(holder as object, key);
  return owner === null ? Object.isExtensible(holder) : isWritable(owner, key);
}

function isValue(value: unknown): boolean {
  return typeof value !== "object" && typeof value !== "function";
}

/** A field of a module is frozen, and its methods are the code itself. */
function isOnPrototype(module: object, key: PropertyKey, value: unknown): boolean {
  const owner = ownerOf(module, key);
  return owner !== null && owner !== module && typeof value !== "function" && isWritable(owner, key);
}

/** The object of a chain of prototypes that has a property. */
function ownerOf(holder: object, key: PropertyKey): object | null {
  let owner: object | null = holder;
  while (owner !== null && !Object.hasOwn(owner, key)) owner = Object.getPrototypeOf(owner) as object | null;
  return owner;
}

function isWritable(owner: object, key: PropertyKey): boolean {
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
