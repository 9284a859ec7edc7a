import { bigSint, bigUint, bit, fixed, type LeafType, sint, uint } from "../../../describe/index.ts";
import type { Body, Constant, Expression, ModuleCode, ValueType } from "../../../lower/index.ts";
import { mayBeData } from "./skeleton.ts";

/** A constant that differs between instances: a signal that nobody writes. */
export interface DataSignal {
  /** Its number in the merged code, behind the signals of the source. */
  readonly signal: number;
  readonly type: LeafType;
  /** By merged code, in the form of `signal.value`. */
  readonly values: readonly unknown[];
}

export interface MergedCode {
  readonly code: ModuleCode;
  readonly data: readonly DataSignal[];
}

/**
 * One code for several that have one skeleton (anti-unification): where their constants differ it reads a signal instead, and
 * ranges hold those of all.
 */
export function mergeCodes(codes: readonly ModuleCode[]): MergedCode {
  const [first] = codes as readonly [ModuleCode];
  if (codes.length === 1) return { code: first, data: [] };
  const data = new Map<string, DataSignal>();

  const constantOf = (all: readonly Constant[]): Expression => {
    const [one] = all as readonly [Constant];
    const type = hull(all.map((constant) => constant.type));
    if (all.every(({ value }) => Object.is(value, one.value))) return { ...one, type };
    const key = all.map(({ value }) => `${typeof value} ${String(value)}`).join(",");
    let found = data.get(`${type.kind} ${key}`);
    if (!found) {
      const signal = first.signals.length + data.size;
      found = { signal, type: leafOf(type), values: all.map((constant) => outer(constant)) };
      data.set(`${type.kind} ${key}`, found);
    }
    const { signal } = found;
    if (type.kind !== "boolean") return { op: "read", type, signal };
    const read: Expression = { op: "read", type: { kind: "integer", low: 0, high: 1 }, signal };
    return { op: "unary", name: "toBoolean", type, arg: read };
  };

  const body = (method: "propagate" | "update"): Body | undefined => {
    const bodies = codes.map((code) => code[method]);
    const [one] = bodies;
    if (!one) return undefined;
    // What differs stands in the same order in all of them.
    const parts = bodies.map((each) => {
      const found: Part[] = [];
      collect(each?.statements, "", found);
      return found;
    });
    let at = 0;
    const statements = rebuilt(one.statements, "", () => {
      const all = parts.map((list) => list[at]!);
      at++;
      return "op" in all[0]! ? constantOf(all as readonly Constant[]) : hull(all as readonly ValueType[]);
    }) as Body["statements"];
    const locals = one.locals.map(({ name }, i) => ({
      name,
      type: hull(bodies.map((each) => each!.locals[i]!.type)),
    }));
    return { ...one, statements, locals };
  };

  const propagate = body("propagate");
  const update = body("update");
  const signals = [
    ...first.signals,
    ...[...data.values()].map(({ type }, i) => ({ path: [`constant ${i}`], type })),
  ];
  return { code: { ...first, signals, propagate, update }, data: [...data.values()] };
}

/** What may differ between codes of one skeleton: constants and types. */
type Part = Constant | ValueType;

/** Fields that are equal in all codes, or the first one's. */
function isFixed(key: string): boolean {
  return key === "place" || key === "to" || key === "of" || key === "message";
}

/** Finds the constants and types below a node, in order. */
function collect(node: unknown, key: string, found: Part[]): void {
  if (typeof node !== "object" || node === null || isFixed(key)) return;
  if (key === "type") found.push(node as ValueType);
  else if (Array.isArray(node)) for (const each of node) collect(each, "", found);
  else if ((node as Expression).op === "const" && mayBeData(node as Constant)) found.push(node as Constant);
  else for (const name of Object.keys(node)) collect((node as Record<string, unknown>)[name], name, found);
}

/** A node with others in the place of the constants and types that `collect` finds. */
function rebuilt(node: unknown, key: string, next: () => unknown): unknown {
  if (key === "message") return [];
  if (typeof node !== "object" || node === null || isFixed(key)) return node;
  if (key === "type") return next();
  if (Array.isArray(node)) return node.map((each) => rebuilt(each, "", next));
  if ((node as Expression).op === "const" && mayBeData(node as Constant)) return next();
  const made: Record<string, unknown> = {};
  for (const name of Object.keys(node))
    made[name] = rebuilt((node as Record<string, unknown>)[name], name, next);
  return made;
}

/** The least type that holds the values of all, which are of one kind. That 0 is none of them has been used where divisors were proven. */
function hull(types: readonly ValueType[]): ValueType {
  const [first] = types as readonly [ValueType];
  switch (first.kind) {
    case "integer":
    case "fixed": {
      const all = types as readonly { readonly low: number; readonly high: number }[];
      const low = Math.min(...all.map((type) => type.low));
      const high = Math.max(...all.map((type) => type.high));
      if (first.kind === "fixed") return { ...first, low, high };
      return { kind: "integer", low, high };
    }
    case "big": {
      const all = types as readonly { readonly low: bigint; readonly high: bigint }[];
      const low = all.reduce((least, type) => (type.low < least ? type.low : least), first.low);
      const high = all.reduce((most, type) => (type.high > most ? type.high : most), first.high);
      return { kind: "big", low, high };
    }
    default:
      return first;
  }
}

/** The least type of signals that holds all values of a type. */
export function leafOf(type: ValueType): LeafType {
  switch (type.kind) {
    case "integer":
      return type.low < 0 ? sint(signedBits(type.low, type.high)) : uint(unsignedBits(type.high));
    case "big": {
      const bits = Math.max(type.low.toString(2).length, type.high.toString(2).length) + 1;
      return type.low < 0n ? bigSint(bits) : bigUint(bits);
    }
    case "boolean":
      return bit;
    case "enumeration":
      return type.of;
    case "fixed":
      return fixed(
        Math.max(1, signedBits(type.low, type.high) - type.fraction),
        type.fraction,
      ) as unknown as LeafType;
    case "float":
      throw new Error("floats stay constants");
  }
}

function unsignedBits(high: number): number {
  return Math.max(1, BigInt(high).toString(2).length);
}

function signedBits(low: number, high: number): number {
  let bits = 1;
  while (-(2 ** (bits - 1)) > low || 2 ** (bits - 1) - 1 < high) bits++;
  return bits;
}

/** A constant's value in the form of `signal.value`. */
function outer({ type, value }: Constant): unknown {
  if (type.kind === "fixed") return (value as number) / 2 ** type.fraction;
  return type.kind === "boolean" ? Number(value) : value;
}
