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

  const constants = (all: readonly Constant[]): Expression => {
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

  const merge = (all: readonly unknown[], key: string): unknown => {
    const [one] = all;
    if (typeof one !== "object" || one === null || key === "place" || key === "to" || key === "of")
      return one;
    if (key === "type") return hull(all as readonly ValueType[]);
    if (key === "message") return [];
    if (Array.isArray(one)) {
      const lists = all as readonly (readonly unknown[])[];
      return one.map((_, i) =>
        merge(
          lists.map((list) => list[i]),
          "",
        ),
      );
    }
    if ((one as Expression).op === "const" && mayBeData(one as Constant))
      return constants(all as readonly Constant[]);
    return Object.fromEntries(
      Object.keys(one).map((name) => [
        name,
        merge(
          all.map((each) => (each as Record<string, unknown>)[name]),
          name,
        ),
      ]),
    );
  };

  const body = (method: "propagate" | "update"): Body | undefined => {
    const bodies = codes.map((code) => code[method]);
    const [one] = bodies;
    if (!one) return undefined;
    const statements = merge(
      bodies.map((each) => each?.statements),
      "",
    ) as Body["statements"];
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

/** The least type that holds the values of all, which are of one kind. */
function hull(types: readonly ValueType[]): ValueType {
  const [first] = types as readonly [ValueType];
  switch (first.kind) {
    case "integer":
    case "fixed": {
      const all = types as readonly { readonly low: number; readonly high: number }[];
      const low = Math.min(...all.map((type) => type.low));
      const high = Math.max(...all.map((type) => type.high));
      if (first.kind === "fixed") return { ...first, low, high };
      return { kind: "integer", low, high, ...nonZero(types, low <= 0 && high >= 0) };
    }
    case "big": {
      const all = types as readonly { readonly low: bigint; readonly high: bigint }[];
      const low = all.reduce((least, type) => (type.low < least ? type.low : least), first.low);
      const high = all.reduce((most, type) => (type.high > most ? type.high : most), first.high);
      return { kind: "big", low, high, ...nonZero(types, low <= 0n && high >= 0n) };
    }
    default:
      return first;
  }
}

/** Bounds of both signs hold 0, which each of the types may have excluded. */
function nonZero(types: readonly ValueType[], holdsZero: boolean): { readonly nonZero?: true } {
  const excluded = types.every(
    (type) =>
      (type.kind === "integer" || type.kind === "big") && (type.nonZero || type.low > 0 || type.high < 0),
  );
  return holdsZero && excluded ? { nonZero: true } : {};
}

function leafOf(type: ValueType): LeafType {
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
