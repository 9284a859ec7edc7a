import type { FloatType, LeafType } from "../../describe/index.ts";
import type { Reals, ValueType } from "../../lower/ir.ts";
import { exactly, type Real, roundToFormat } from "./fraction.ts";

/**
 * A value inside the evaluator: integers of both kinds are bigints, so that nothing of JavaScript's number arithmetic is shared
 * with the engines, and so is fixed point, times 2^fraction; floats are numbers, or fractions until they are rounded; enumerations
 * their member's name.
 */
export type Value = bigint | boolean | string | Real;

/** What the evaluator finds wrong with the IR or with its use: a mistake of the kit, never of a user. */
export function internalError(problem: string): never {
  throw new Error(`evaluator: ${problem}`);
}

/** The value that `outer`, in the form of `signal.value`, has inside. */
export function toInner(type: LeafType, outer: unknown): Value {
  switch (type.kind) {
    case "bit":
    case "uint":
    case "sint":
      if (typeof outer !== "number" && typeof outer !== "boolean")
        return internalError(`${String(outer)} is not a number`);
      return BigInt(Number(outer));
    case "bigUint":
    case "bigSint":
      return typeof outer === "bigint" ? outer : internalError(`${String(outer)} is not a bigint`);
    case "enumeration":
      return typeof outer === "string" ? outer : internalError(`${String(outer)} is not a member`);
    case "float":
      return typeof outer === "number" ? outer : internalError(`${String(outer)} is not a number`);
    case "fixed":
      return typeof outer === "number"
        ? BigInt(outer * 2 ** type.fraction)
        : internalError(`${String(outer)} is not a number`);
  }
}

/** The inverse of `toInner`. */
export function toOuter(type: LeafType, inner: Value): unknown {
  if (type.kind === "fixed") return Number(inner) / 2 ** type.fraction;
  return type.kind === "bit" || type.kind === "uint" || type.kind === "sint" ? Number(inner) : inner;
}

/** What an assignment of `value` leaves in a target of `type`. */
export function fit(type: LeafType, value: Value): Value {
  if (type.kind === "float")
    return typeof value === "string" || typeof value === "boolean"
      ? internalError(`fit of ${String(value)} to a float`)
      : roundToFormat(type, typeof value === "bigint" ? wholeReal(value) : value);
  if (type.kind === "enumeration") return value;
  const whole = typeof value === "boolean" ? (value ? 1n : 0n) : value;
  if (typeof whole !== "bigint") return internalError(`fit of ${String(value)} to ${type.kind}`);
  return type.kind === "sint" || type.kind === "bigSint" || type.kind === "fixed"
    ? BigInt.asIntN(type.width, whole)
    : BigInt.asUintN(type.width, whole);
}

function wholeReal(value: bigint): Real {
  return value === 0n ? 0 : { top: value, bottom: 1n };
}

/** All-zero bits; of an enumeration, its first member. */
export function zeroOf(type: LeafType): Value {
  if (type.kind === "float") return 0;
  return type.kind === "enumeration" ? (type.labels[0] as string) : 0n;
}

/** Throws unless a signal or a word of `type` can hold the value as it is. */
export function checkHeld(type: LeafType, value: Value, what: string): void {
  const held =
    type.kind === "enumeration" ? type.labels.includes(value as string) : Object.is(fit(type, value), value);
  if (!held) internalError(`${what} can't hold ${String(value)}`);
}

/** Throws unless the value is one that the IR claims for it. */
export function checkClaim(type: ValueType, value: Value, what: string): void {
  const claimed = holdsClaim(type, value);
  if (!claimed) internalError(`${what} is ${String(value)}, and the IR claims ${claimText(type)}`);
}

function holdsClaim(type: ValueType, value: Value): boolean {
  switch (type.kind) {
    case "integer":
      return (
        typeof value === "bigint" && value >= BigInt(type.low) && value <= BigInt(type.high) && safe(value)
      );
    case "big":
      return typeof value === "bigint" && value >= type.low && value <= type.high;
    case "boolean":
      return typeof value === "boolean";
    case "enumeration":
      return typeof value === "string" && type.of.labels.includes(value);
    case "float":
      return typeof value === "number"
        ? !type.reals.exact || isOf(type.reals, value, type.format)
        : typeof value === "object" && !type.reals.exact;
    case "fixed":
      return (
        typeof value === "bigint" && value >= BigInt(type.low) && value <= BigInt(type.high) && safe(value)
      );
  }
}

/** Whether a number is what the IR says of it: so many bits, a multiple of 2^low, less than 2^high; a number of the format. */
function isOf({ bits, low, high }: Reals, value: number, format: FloatType | undefined): boolean {
  if (value === 0 || !Number.isFinite(value)) return true;
  if (format && !Object.is(roundToFormat(format, value), value)) return false;
  const { top, bottom } = exactly(Math.abs(value));
  let odd = top;
  let power = -(bottom.toString(2).length - 1);
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    power += 1;
  }
  return odd.toString(2).length <= bits && power >= low && power + odd.toString(2).length <= high;
}

function safe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

function claimText(type: ValueType): string {
  return type.kind === "integer" || type.kind === "big" || type.kind === "fixed"
    ? `${type.kind} ${type.low}…${type.high}`
    : type.kind;
}
