import type { BinaryName, UnaryName, ValueType } from "../../lower/ir.ts";
import { combine, type Real } from "./fraction.ts";
import { internalError, type Value } from "./value.ts";

type Kind = ValueType["kind"];

/** The value of a unary operator; `kind` is that of the argument. */
export function unary(name: UnaryName, kind: Kind, arg: Value): Value {
  if (typeof arg === "boolean") return unaryBoolean(name, arg);
  if (typeof arg === "bigint") return unaryWhole(name, kind, arg);
  if (typeof arg === "number") return unaryFloat(name, arg);
  if (typeof arg === "object") return internalError(`${name} of a number that is not rounded`);
  return internalError(`${name} of an enumeration`);
}

function unaryBoolean(name: UnaryName, arg: boolean): Value {
  if (name === "lnot") return !arg;
  if (name === "toInteger") return arg ? 1n : 0n;
  if (name === "toBoolean") return arg;
  return internalError(`${name} of a boolean`);
}

function unaryWhole(name: UnaryName, kind: Kind, arg: bigint): Value {
  switch (name) {
    case "neg":
      return -arg;
    case "abs":
      return arg < 0n ? -arg : arg;
    case "not":
      return kind === "big" ? -arg - 1n : int32(-word32(arg, name) - 1n);
    case "clz32":
      return leadingZeros(BigInt.asUintN(32, arg));
    case "toBoolean":
      return arg !== 0n;
    case "toBig":
    case "toNumber":
    case "toInteger":
      return arg;
    case "toFloat":
      return Number(arg);
    default:
      return internalError(`${name} of an integer`);
  }
}

function unaryFloat(name: UnaryName, arg: number): Value {
  switch (name) {
    case "neg":
      return -arg;
    case "abs":
      return Math.abs(arg);
    case "trunc":
      return Math.trunc(arg);
    case "floor":
      return Math.floor(arg);
    case "round":
      return Math.round(arg);
    case "round32":
      return Math.fround(arg);
    case "toBoolean":
      return Boolean(arg);
    case "roundEven":
      return roundEven(arg);
    case "toInteger":
      if (Number.isNaN(arg)) return 0n;
      return Number.isSafeInteger(arg) ? BigInt(arg) : internalError(`toInteger of ${arg}`);
    case "toFloat":
      return arg;
    default:
      return internalError(`${name} of a float`);
  }
}

/** The nearest whole number, ties to even, with the sign of the argument. */
function roundEven(arg: number): number {
  if (!Number.isFinite(arg) || Number.isInteger(arg)) return arg;
  const floor = Math.floor(arg);
  const rest = arg - floor;
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
  const whole = up ? floor + 1 : floor;
  return whole === 0 && arg < 0 ? -0 : whole;
}

function leadingZeros(word: bigint): bigint {
  let zeros = 32n;
  for (let rest = word; rest > 0n; rest >>= 1n) zeros -= 1n;
  return zeros;
}

/** The value of a binary operator on two values of one kind. */
export function binary(name: BinaryName, left: Value, right: Value): Value {
  switch (name) {
    case "eq":
      return left === right;
    case "ne":
      return left !== right;
    case "land":
    case "lor":
      if (typeof left !== "boolean" || typeof right !== "boolean")
        return internalError(`${name} of no booleans`);
      return name === "land" ? left && right : left || right;
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return compare(name, left, right);
    default:
      if (typeof left === "bigint" && typeof right === "bigint") return binaryWhole(name, left, right);
      if (typeof left === "number" && typeof right === "number") return binaryFloat(name, left, right);
      return internalError(`${name} of ${typeof left} and ${typeof right}`);
  }
}

function compare(name: "lt" | "le" | "gt" | "ge", left: Value, right: Value): boolean {
  if (typeof left === "bigint" && typeof right === "bigint")
    return ordered(name, left < right, left === right);
  if (typeof left !== "number" || typeof right !== "number")
    return internalError(`${name} of ${typeof left} and ${typeof right}`);
  // Nothing is ordered with NaN.
  if (Number.isNaN(left) || Number.isNaN(right)) return false;
  return ordered(name, left < right, left === right);
}

function ordered(name: "lt" | "le" | "gt" | "ge", less: boolean, equal: boolean): boolean {
  if (name === "lt") return less;
  if (name === "le") return less || equal;
  return name === "gt" ? !less && !equal : !less;
}

/** The exact result: that doubles round it rightly is what the lowering has to prove. */
function binaryFloat(name: BinaryName, a: number, b: number): Real {
  switch (name) {
    case "add":
    case "sub":
    case "mul":
    case "div":
      return combine(name, a, b);
    case "min":
      return Math.min(a, b);
    case "max":
      return Math.max(a, b);
    default:
      return internalError(`${name} of floats`);
  }
}

function binaryWhole(name: BinaryName, a: bigint, b: bigint): bigint {
  switch (name) {
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "mul":
      return a * b;
    case "rem":
      return a % divisor(b);
    case "divTrunc":
      return a / divisor(b);
    case "divFloor":
      return floorDivide(a, divisor(b));
    case "divRound":
      // Half up: floor(a / b + 1/2).
      return floorDivide(2n * a + divisor(b), 2n * b);
    case "and":
      return a & b;
    case "or":
      return a | b;
    case "xor":
      return a ^ b;
    case "shl":
      return a * 2n ** count(b);
    case "shr":
      return floorDivide(a, 2n ** count(b));
    case "min":
      return a < b ? a : b;
    case "max":
      return a > b ? a : b;
    default:
      return binary32(name, a, b);
  }
}

function binary32(name: BinaryName, a: bigint, b: bigint): bigint {
  switch (name) {
    case "and32":
      return int32(word32(a, name)) & int32(word32(b, name));
    case "or32":
      return int32(word32(a, name)) | int32(word32(b, name));
    case "xor32":
      return int32(word32(a, name)) ^ int32(word32(b, name));
    case "shl32":
      return int32(word32(a, name) * 2n ** count32(b));
    case "shr32":
      return floorDivide(int32(word32(a, name)), 2n ** count32(b));
    case "ushr32":
      return BigInt.asUintN(32, word32(a, name)) / 2n ** count32(b);
    case "imul":
      return int32(a * b);
    default:
      return internalError(`${name} of integers`);
  }
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function int32(value: bigint): bigint {
  return BigInt.asIntN(32, value);
}

/** An operand of a 32-bit operator, which the range analysis has proven to lose no bits (SEMANTICS section 2). */
function word32(value: bigint, name: string): bigint {
  return value >= -(2n ** 31n) && value < 2n ** 32n ? value : internalError(`${name} of ${value} drops bits`);
}

function divisor(value: bigint): bigint {
  return value === 0n ? internalError("division by zero") : value;
}

function count(value: bigint): bigint {
  return value < 0n ? internalError(`shift by ${value}`) : value;
}

function count32(value: bigint): bigint {
  return value < 0n || value > 31n ? internalError(`32-bit shift by ${value}`) : value;
}
