import {
  isBundle,
  isClockDomain,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  isType,
  type Module,
} from "../describe/index.ts";
import { isRecord } from "./record.ts";

/** A field that is none as modules have them, and what to do instead. */
export interface StrangeField {
  readonly key: string;
  readonly problem: string;
  readonly cure: string;
}

/**
 * Fields that engines would see in different ways: methods of hardware live in the class, where they are read; fields are plain values with a
 * name, so that they can be frozen.
 */
export function strangeFields(module: Module): readonly StrangeField[] {
  const found: StrangeField[] = [];
  for (const name of Reflect.ownKeys(module)) {
    const { value, get, enumerable } = Object.getOwnPropertyDescriptor(module, name) as PropertyDescriptor;
    // Most fields by far.
    if (enumerable && isLeafSignal(value) && isPlainName(name)) continue;
    const key = String(name);
    if (key === "propagate" || key === "update")
      found.push({
        key,
        problem: "is a field of the object, and hides the method of the class, which is read and lowered",
        cure: `write ${key}() { … } as a method of the class`,
      });
    else if (get)
      found.push({
        key,
        problem: "is an accessor of the object: it could give another value each time",
        cure: "make it a constant, or write the getter in the class",
      });
    else if ((typeof name === "symbol" || !enumerable) && isPart(value))
      found.push({
        key,
        problem: "holds a part of the design, and can't be found: it is no enumerable field with a name",
        cure: "keep it in an ordinary field, so that it has a name and an owner",
      });
    else if (hidesPart(value))
      found.push({
        key,
        problem: `holds a part of the design in a ${value.constructor.name}, where it can't be found`,
        cure: "keep it in a field, an array, a record or a class that extends Bundle",
      });
  }
  return found;
}

function isPlainName(name: string | symbol): boolean {
  return typeof name === "string" && name !== "propagate" && name !== "update";
}

/** Objects that the walk does not enter: maps, sets, and instances of classes that are no bundles. */
function hidesPart(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isKept(value) || ArrayBuffer.isView(value)) return false;
  if (value instanceof Map || value instanceof Set) return [...value.values()].some(isPart);
  if (Array.isArray(value) || isRecord(value) || isBundle(value)) return false;
  return Object.values(value).some(isPart);
}

/** What the walk finds by itself, or what holds signals for its own use. */
function isKept(value: object): boolean {
  return isPart(value) || isCompositeSignal(value) || isState(value) || isType(value) || isClockDomain(value);
}

function isPart(value: unknown): boolean {
  return isLeafSignal(value) || isMemory(value) || isModule(value);
}
