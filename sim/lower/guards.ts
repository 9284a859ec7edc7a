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
} from "../describe/index.ts";
import { follow } from "./bind.ts";
import type { RelativePath } from "./ir.ts";
import { isUnchanged, type OutsideConstant } from "./outside-constant.ts";

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
  /** What was noted, in the form in which other instances are compared with it. */
  #noted: Noted | undefined;

  readonly #module: Module;
  readonly #outside: OutsideConstant[] = [];

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

  /** Notes that a constant mattered which no module holds. */
  noteOutside(constant: OutsideConstant): void {
    this.#outside.push(constant);
  }

  get outside(): readonly OutsideConstant[] {
    return this.#outside;
  }

  /** Whether the constants that no module holds are what they were. */
  get holdOutside(): boolean {
    return this.#outside.every(isUnchanged);
  }

  hold(module: Module): boolean {
    this.#noted ??= this.#finish();
    const { guards, shared, sharing } = this.#noted;
    const found: Shareable[] = [];
    for (let i = 0; i < guards.length; i++) {
      const { path, holds } = guards[i]!;
      const thing = follow(module, path);
      if (!holds(thing, module)) return false;
      if (shared[found.length] === i) found.push(thing as Shareable);
    }
    return isShared(found, sharing);
  }

  #finish(): Noted {
    const guards = [...this.#guards.values()];
    const things = guards.map(({ path }) => follow(this.#module, path));
    const shared = things.flatMap((thing, i) => (isLeafSignal(thing) || isMemory(thing) ? [i] : []));
    return { guards, shared, sharing: sharingOf(shared.map((guard) => things[guard] as Shareable)) };
  }
}

interface Noted {
  readonly guards: readonly Guard[];
  /** The guards of signals and memories, in order. */
  readonly shared: readonly number[];
  /** Which of those are one object, and which one net. */
  readonly sharing: Int32Array;
}

/** A signal has the number of its net. */
interface Shareable {
  readonly net?: number;
}

/** With more things than this, maps find the first equal one. */
const FEW = 24;

/** For each thing the first place in the list of the same one, then for each that of the first one with the same net. */
function sharingOf(things: readonly Shareable[]): Int32Array {
  const count = things.length;
  const places = new Int32Array(2 * count);
  if (count > FEW) {
    const firstThing = firstPlaces(things);
    const firstNet = firstPlaces(things.map(({ net }) => net));
    things.forEach((thing, i) => {
      places[i] = firstThing.get(thing) as number;
      places[count + i] = firstNet.get(thing.net) as number;
    });
    return places;
  }
  for (let i = 0; i < count; i++) {
    const thing = things[i] as Shareable;
    let same = 0;
    while (things[same] !== thing) same += 1;
    let joined = 0;
    while (things[joined]!.net !== thing.net) joined += 1;
    places[i] = same;
    places[count + i] = joined;
  }
  return places;
}

/** Whether things share as others do, of which `sharingOf` tells. */
function isShared(things: readonly Shareable[], sharing: Int32Array): boolean {
  const count = things.length;
  if (count > FEW) return sharingOf(things).every((place, i) => place === sharing[i]);
  for (let i = 0; i < count; i++) {
    const thing = things[i]!;
    let same = 0;
    while (things[same] !== thing) same += 1;
    if (same !== sharing[i]) return false;
    let joined = 0;
    while (things[joined]!.net !== thing.net) joined += 1;
    if (joined !== sharing[count + i]) return false;
  }
  return true;
}

function firstPlaces<T>(things: readonly T[]): ReadonlyMap<T, number> {
  const places = new Map<T, number>();
  things.forEach((thing, i) => {
    if (!places.has(thing)) places.set(thing, i);
  });
  return places;
}

/** Whose a signal is, seen from a module. */
function relation(signal: AnyLeafSignal, module: Module): "own" | "child" | "other" {
  if (signal.owner === module) return "own";
  return signal.owner && placeOf(signal.owner).parent === module ? "child" : "other";
}

function expectation(value: unknown, home: Module): (other: unknown, module: Module) => boolean {
  if (isLeafSignal(value)) {
    const { direction, options } = value;
    const whose = relation(value, home);
    return (other, module) =>
      isLeafSignal(other) &&
      relation(other, module) === whose &&
      other.direction === direction &&
      sameType(other.type, value.type) &&
      other.options.range?.[0] === options.range?.[0] &&
      other.options.range?.[1] === options.range?.[1];
  }
  if (isMemory(value)) {
    return (other) =>
      isMemory(other) &&
      other.depth === value.depth &&
      other.options.onCollision === value.options.onCollision &&
      sameType(other.type, value.type);
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
