import { type FloatType, type LeafType, numberRange, sameType } from "../describe/index.ts";
import { joinReals, realsOf, realsOfConstant } from "./arithmetic/reals.ts";
import type { Constant, Reals, ValueType } from "./ir.ts";

export type IntegerRange = Extract<ValueType, { kind: "integer" }>;
export type BigRange = Extract<ValueType, { kind: "big" }>;
export type FixedRange = Extract<ValueType, { kind: "fixed" }>;
export type FloatValueType = Extract<ValueType, { kind: "float" }>;

export const booleanType: ValueType = { kind: "boolean" };
export const MAX_SAFE = Number.MAX_SAFE_INTEGER;

export function integerType(low: number, high: number): IntegerRange {
  return { kind: "integer", low: low + 0, high: high + 0 };
}

export function bigType(low: bigint, high: bigint): BigRange {
  return { kind: "big", low, high };
}

/** Bounds are those of value · 2^fraction. */
export function fixedType(fraction: number, low: number, high: number): FixedRange {
  return { kind: "fixed", fraction, low: low + 0, high: high + 0 };
}

export function floatType(format: FloatType): FloatValueType {
  return { kind: "float", format, reals: realsOf(format) };
}

export function realType(reals: Reals): FloatValueType {
  return { kind: "float", format: undefined, reals };
}

/** What a signal or memory word of a type holds. */
export function typeOfLeaf(type: LeafType, range?: readonly [number, number]): ValueType {
  switch (type.kind) {
    case "bit":
    case "uint":
    case "sint": {
      if (range) return integerType(range[0], range[1]);
      const { low, high } = numberRange(type);
      return integerType(low, high);
    }
    case "bigUint":
      return bigType(0n, (1n << BigInt(type.width)) - 1n);
    case "bigSint":
      return bigType(-(1n << BigInt(type.width - 1)), (1n << BigInt(type.width - 1)) - 1n);
    case "enumeration":
      return { kind: "enumeration", of: type };
    case "float":
      return floatType(type);
    case "fixed":
      return fixedType(type.fraction, -(2 ** (type.width - 1)), 2 ** (type.width - 1) - 1);
  }
}

/** The smallest type that holds the values of both; undefined for two kinds of value. */
export function joinTypes(a: ValueType, b: ValueType): ValueType | undefined {
  if (a.kind === "integer" && b.kind === "integer")
    return integerType(Math.min(a.low, b.low), Math.max(a.high, b.high));
  if (a.kind === "big" && b.kind === "big")
    return bigType(a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high);
  if (a.kind === "boolean" && b.kind === "boolean") return a;
  if (a.kind === "enumeration" && b.kind === "enumeration") return sameType(a.of, b.of) ? a : undefined;
  if (a.kind === "float" && b.kind === "float")
    return sameFormat(a.format, b.format) ? a : realType(joinReals(a.reals, b.reals));
  if (a.kind === "fixed" && b.kind === "fixed" && a.fraction === b.fraction)
    return fixedType(a.fraction, Math.min(a.low, b.low), Math.max(a.high, b.high));
  return undefined;
}

function sameFormat(a: FloatType | undefined, b: FloatType | undefined): boolean {
  return a !== undefined && b !== undefined && sameType(a, b);
}

/** Whether every value of `inner` is one of `outer`. */
export function holds(outer: ValueType, inner: ValueType): boolean {
  if (outer.kind === "integer" && inner.kind === "integer")
    return inner.low >= outer.low && inner.high <= outer.high;
  if (outer.kind === "big" && inner.kind === "big") return inner.low >= outer.low && inner.high <= outer.high;
  if (outer.kind === "fixed" && inner.kind === "fixed")
    return outer.fraction === inner.fraction && inner.low >= outer.low && inner.high <= outer.high;
  return outer.kind === inner.kind;
}

/** The type and its bounds as an error message shows them. */
export function valueTypeText(type: ValueType): string {
  switch (type.kind) {
    case "integer":
      return type.low === type.high ? `${type.low}` : `${type.low}…${type.high}`;
    case "big":
      return type.low === type.high ? `${type.low}n` : `${type.low}n…${type.high}n`;
    case "boolean":
      return "a boolean";
    case "enumeration":
      return `an enumeration (${type.of.labels.join(", ")})`;
    case "float":
      return type.reals.exact ? "a float" : "a real number that is not rounded yet";
    case "fixed": {
      const { low, high } = realBounds(type);
      return low === high ? `${low}` : `${low}…${high} in steps of 2^-${type.fraction}`;
    }
  }
}

/** A JavaScript number, bigint or boolean as a constant of the IR. */
export function constant(value: number | bigint | boolean): Constant {
  if (typeof value === "bigint") return { op: "const", type: bigType(value, value), value };
  if (typeof value === "boolean") return { op: "const", type: booleanType, value };
  if (Number.isSafeInteger(value) && !Object.is(value, -0))
    return { op: "const", type: integerType(value, value), value };
  return floatConstant(value);
}

/** A real number as a constant. */
export function floatConstant(value: number): Constant {
  return { op: "const", type: realType(realsOfConstant(value)), value };
}

/** The bounds of the fixed-point value itself. */
export function realBounds({ fraction, low, high }: FixedRange): {
  readonly low: number;
  readonly high: number;
} {
  return { low: low / 2 ** fraction, high: high / 2 ** fraction };
}
