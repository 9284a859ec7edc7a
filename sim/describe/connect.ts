import { fail } from "../errors/index.ts";
import { type Bundle, isBundle } from "./bundle.ts";
import { isCompositeSignal } from "./signals/composite-signal.ts";
import type { Readable } from "./signals/declare.ts";
import { type AnyLeafSignal, isLeafSignal } from "./signals/signal.ts";
import { sameType, typeText } from "./types/type-text.ts";
import type { HardwareType, WriteOf } from "./types/type.ts";

/** One connection of two leaf signals, as it was written. Which end drives is decided when the owners are known. */
export interface Link {
  readonly from: AnyLeafSignal;
  readonly to: AnyLeafSignal;
  /** A field of two connected bundles, where some fields run backwards. */
  readonly eitherWay: boolean;
}

/** A signal that can be driven by a connection. */
export interface Writable<T extends HardwareType> {
  readonly type: T;
  readonly direction: "input" | "output" | "wire";
  set value(value: WriteOf<T>);
}

/**
 * Joins two signals of equal type, or two bundles with the same fields. Called in constructors, of modules and of what
 * builds them. In bundles each field runs the way its two ends allow: a stream's `valid` forwards, its `ready` backwards.
 *
 * Errors: E-CONNECT-TYPE, E-CONNECT-SHAPE, E-CONNECT-LATE.
 */
export function connect<T extends HardwareType>(from: Readable<T>, to: Writable<T>): void;
export function connect(from: Bundle, to: Bundle): void;
export function connect(from: unknown, to: unknown): void {
  join(from, to, isBundle(from) || isBundle(to), "");
}

function join(from: unknown, to: unknown, eitherWay: boolean, field: string): void {
  if (isLeafSignal(from) && isLeafSignal(to)) return joinLeaves(from, to, eitherWay, field);
  if (isCompositeSignal(from) && isCompositeSignal(to)) {
    if (!sameType(from.type, to.type))
      fail("E-CONNECT-TYPE", {
        field,
        from: typeText(from.type as HardwareType),
        to: typeText(to.type as HardwareType),
      });
    return joinFields(from, to, from.elements, eitherWay, field);
  }
  if (isBundle(from) && isBundle(to)) {
    const keys = Object.keys(from);
    const others = Object.keys(to);
    const missing = [...keys.filter((k) => !others.includes(k)), ...others.filter((k) => !keys.includes(k))];
    if (missing.length > 0)
      fail("E-CONNECT-SHAPE", { field, problem: `only one side has ${missing.join(", ")}` });
    return joinFields(from, to, keys, eitherWay, field);
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return joinFields(from, to, Object.keys(from), eitherWay, field);
  }
  if (eitherWay && field !== "" && !hasSignals(from) && !hasSignals(to)) return;
  fail("E-CONNECT-SHAPE", { field, problem: `${what(from)} can't be joined with ${what(to)}` });
}

function joinFields(
  from: object,
  to: object,
  keys: readonly string[],
  eitherWay: boolean,
  field: string,
): void {
  for (const key of keys) {
    const name = field === "" ? key : `${field}.${key}`;
    join((from as Record<string, unknown>)[key], (to as Record<string, unknown>)[key], eitherWay, name);
  }
}

function joinLeaves(from: AnyLeafSignal, to: AnyLeafSignal, eitherWay: boolean, field: string): void {
  if (!sameType(from.type, to.type))
    fail("E-CONNECT-TYPE", { field, from: typeText(from.type), to: typeText(to.type) });
  if (from.owner ?? to.owner) fail("E-CONNECT-LATE", { from: from.path, to: to.path }, { path: to.path });
  const link: Link = { from, to, eitherWay };
  addLink(from, link);
  if (to !== from) addLink(to, link);
}

function addLink(signal: AnyLeafSignal, link: Link): void {
  const { linked } = signal;
  if (linked === undefined) signal.linked = link;
  else if (Array.isArray(linked)) linked.push(link);
  else signal.linked = [linked, link];
}

/** Bundles may hold constants beside their signals. */
function hasSignals(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function what(value: unknown): string {
  if (isLeafSignal(value) || isCompositeSignal(value))
    return `a signal (${value.direction} ${typeText(value.type as HardwareType)})`;
  if (isBundle(value)) return `a bundle (${value.constructor.name})`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return value === undefined ? "undefined" : `a ${typeof value}`;
}
