import {
  type AnyLeafSignal,
  type HardwareType,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isType,
  type Module,
  placeOf,
  sameType,
  typeText,
} from "../describe/index.ts";
import { follow } from "./bind.ts";
import type { RelativePath } from "./ir.ts";

/** A fact about one instance that its lowered code relies on. */
interface Guard {
  readonly path: RelativePath;
  readonly holds: (value: unknown, module: Module) => boolean;
}

/**
 * Everything that lowering looked up below one instance. Another instance of the class for which all of it is the same has the
 * same code; what was never looked at (a bank's number, a router's place) may differ.
 */
export class Guards {
  readonly #guards = new Map<string, Guard>();
  /** Which of the signals and memories are one object, and which one net. */
  #sharing = "";

  readonly #module: Module;

  constructor(module: Module) {
    this.#module = module;
  }

  /** Notes that `value` was found at `path` and mattered. */
  note(path: RelativePath, value: unknown): void {
    const key = path.join("\u0000");
    if (!this.#guards.has(key)) this.#guards.set(key, { path, holds: expectation(value, this.#module) });
  }

  /** Notes that the length of the array at `path` mattered. */
  noteLength(path: RelativePath, length: number): void {
    this.note([...path, "length"], length);
  }

  hold(module: Module): boolean {
    this.#sharing ||= sharing(this.#guards.values(), this.#module);
    for (const { path, holds } of this.#guards.values())
      if (!holds(follow(module, path), module)) return false;
    return sharing(this.#guards.values(), module) === this.#sharing;
  }
}

/** Numbers the objects and nets behind the paths in the order of their first use. */
function sharing(guards: Iterable<Guard>, module: Module): string {
  const numbers = new Map<unknown, number>();
  const numberOf = (thing: unknown): number => {
    if (!numbers.has(thing)) numbers.set(thing, numbers.size);
    return numbers.get(thing)!;
  };
  const found: number[] = [];
  for (const { path } of guards) {
    const thing = follow(module, path);
    if (isLeafSignal(thing)) found.push(numberOf(thing), numberOf(thing.net));
    else if (isMemory(thing)) found.push(numberOf(thing));
  }
  return found.join(" ");
}

/** Whose a signal is, seen from a module. */
function relation(signal: AnyLeafSignal, module: Module): "own" | "child" | "other" {
  if (signal.owner === module) return "own";
  return signal.owner && placeOf(signal.owner).parent === module ? "child" : "other";
}

function expectation(value: unknown, home: Module): (other: unknown, module: Module) => boolean {
  if (isLeafSignal(value)) {
    const text = typeText(value.type);
    const { direction, options } = value;
    const whose = relation(value, home);
    return (other, module) =>
      isLeafSignal(other) &&
      relation(other, module) === whose &&
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
  if (isCompositeSignal(value))
    return (other) =>
      isCompositeSignal(other) &&
      other.direction === value.direction &&
      sameType(other.type as HardwareType, value.type as HardwareType);
  // Of other objects only the class matters; what is looked up in them is noted by itself.
  if (typeof value === "object" && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    return (other) =>
      typeof other === "object" && other !== null && Object.getPrototypeOf(other) === prototype;
  }
  return (other) => Object.is(other, value);
}
