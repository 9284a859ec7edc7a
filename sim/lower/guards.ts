import {
  isLeafSignal,
  isMemory,
  isModule,
  isType,
  type Module,
  sameType,
  typeText,
} from "../describe/index.ts";
import { follow } from "./bind.ts";
import type { RelativePath } from "./ir.ts";

/** A fact about one instance that its lowered code relies on. */
interface Guard {
  readonly path: RelativePath;
  readonly holds: (value: unknown) => boolean;
}

/**
 * Everything that lowering looked up below one instance. Another instance of the class for which all of it is the same has the
 * same code; what was never looked at (a bank's number, a router's place) may differ.
 */
export class Guards {
  readonly #guards = new Map<string, Guard>();

  /** Notes that `value` was found at `path` and mattered. */
  note(path: RelativePath, value: unknown): void {
    const key = path.join("\u0000");
    if (!this.#guards.has(key)) this.#guards.set(key, { path, holds: expectation(value) });
  }

  /** Notes that the length of the array at `path` mattered. */
  noteLength(path: RelativePath, length: number): void {
    this.note([...path, "length"], length);
  }

  hold(module: Module): boolean {
    for (const guard of this.#guards.values()) if (!guard.holds(follow(module, guard.path))) return false;
    return true;
  }
}

function expectation(value: unknown): (other: unknown) => boolean {
  if (isLeafSignal(value)) {
    const text = typeText(value.type);
    const { direction, options } = value;
    return (other) =>
      isLeafSignal(other) &&
      other.direction === direction &&
      (other.type === value.type || typeText(other.type) === text) &&
      other.options.range?.[0] === options.range?.[0] &&
      other.options.range?.[1] === options.range?.[1];
  }
  if (isMemory(value)) {
    return (other) => isMemory(other) && other.depth === value.depth && sameType(other.type, value.type);
  }
  if (isModule(value)) return (other) => isModule(other) && other.constructor === value.constructor;
  if (isType(value)) return (other) => isType(other) && sameType(other, value);
  return (other) => Object.is(other, value);
}
