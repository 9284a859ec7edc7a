import { isLeafSignal, isMemory, isModule, type Module } from "../describe/index.ts";

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
    const key = String(name);
    const { value, get, enumerable } = Object.getOwnPropertyDescriptor(module, name) as PropertyDescriptor;
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
  }
  return found;
}

function isPart(value: unknown): boolean {
  return isLeafSignal(value) || isMemory(value) || isModule(value);
}
