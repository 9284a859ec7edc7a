import type { FloatType } from "../../../describe/index.ts";
import type { ValueType } from "../../../lower/index.ts";
import type { WasmType } from "../encode/index.ts";

/**
 * How a value is held while it is computed: an integer, fixed-point number, boolean or member in an i32 where its proven range fits the signed
 * 32 bits, else in an i64 where it fits 64 bits, signed or (never negative) unsigned, else as limbs of 64 bits in scratch memory, two's
 * complement, the lowest first. Floats of at most 8 exponent and 23 mantissa bits are f32, all others f64.
 */
export type Representation =
  { readonly kind: "i32" | "i64" | "f32" | "f64" } | { readonly kind: "limbs"; readonly count: number };

const I32: Representation = { kind: "i32" };
const I64: Representation = { kind: "i64" };
const F32: Representation = { kind: "f32" };
const F64: Representation = { kind: "f64" };

const INT32 = 2 ** 31;
const INT64 = 1n << 63n;
const UINT64 = 1n << 64n;

export function representationOf(type: ValueType): Representation {
  switch (type.kind) {
    case "boolean":
    case "enumeration":
      return I32;
    case "integer":
    case "fixed":
      return type.low >= -INT32 && type.high < INT32 ? I32 : I64;
    case "big": {
      if (type.low >= -INT32 && type.high < INT32) return I32;
      if (type.low >= -INT64 && type.high < INT64) return I64;
      if (type.low >= 0n && type.high < UINT64) return I64;
      return { kind: "limbs", count: limbsOf(type.low, type.high) };
    }
    case "float":
      return type.format && isSingle(type.format) ? F32 : F64;
  }
}

/** Whether every value of the format is one of binary32. */
export function isSingle({ exponent, mantissa }: FloatType): boolean {
  return exponent <= 8 && mantissa <= 23;
}

/** Limbs that two's complement of all values between the bounds needs. */
export function limbsOf(low: bigint, high: bigint): number {
  const size = -low - 1n > high ? -low - 1n : high;
  return Math.ceil((bitLength(size) + 1) / 64);
}

/** Limbs of the exact value, however it is held. */
export function limbCount(type: ValueType): number {
  return type.kind === "big" ? limbsOf(type.low, type.high) : 1;
}

function bitLength(size: bigint): number {
  return size <= 0n ? 0 : size.toString(2).length;
}

/** Whether no value is negative, so that wider ones are extended by zeros. */
export function isNatural(type: ValueType): boolean {
  switch (type.kind) {
    case "integer":
    case "big":
    case "fixed":
      return type.low >= 0;
    default:
      return true;
  }
}

/** An i64 whose value may have bit 63 set and still be positive. */
export function isUnsigned64(type: ValueType): boolean {
  return type.kind === "big" && type.low >= 0n && type.high >= INT64 && type.high < UINT64;
}

/** The type of the variable that holds a value; of limbs, of their address. */
export function wasmTypeOf(representation: Representation): WasmType {
  return representation.kind === "limbs" ? "i32" : representation.kind;
}
