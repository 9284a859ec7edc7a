import type { FixedType, HardwareType, LeafType } from "./type.ts";

/**
 * The value that an assignment leaves in a signal: integers are wrapped to width and sign, floats rounded, booleans become
 * 0 or 1. Elements and fields one by one; the result of a composite is frozen.
 */
export function fitValue(type: HardwareType, value: unknown): unknown {
  switch (type.kind) {
    case "vec":
      return Object.freeze(
        Array.from({ length: type.length }, (_, i) => fitValue(type.element, (value as unknown[])[i])),
      );
    case "struct":
      return Object.freeze(
        Object.fromEntries(
          Object.entries(type.fields).map(([name, field]) => [
            name,
            fitValue(field, (value as Record<string, unknown>)[name]),
          ]),
        ),
      );
    default:
      return fitLeaf(type, value);
  }
}

function fitLeaf(type: LeafType, value: unknown): unknown {
  switch (type.kind) {
    case "bit":
      return wrapNumber(Number(value), 1, false);
    case "uint":
      return wrapNumber(Number(value), type.width, false);
    case "sint":
      return wrapNumber(Number(value), type.width, true);
    case "bigUint":
      return BigInt.asUintN(type.width, value as bigint);
    case "bigSint":
      return BigInt.asIntN(type.width, value as bigint);
    case "enumeration":
      return value;
    case "float":
      return type(value as number);
    case "fixed":
      return fitFixed(type, value as number);
  }
}

/** Bits behind the last of the fraction are cut off (towards −∞), bits above the sign wrap. */
function fitFixed({ width, fraction }: FixedType, value: number): number {
  return wrapNumber(Math.floor(value * 2 ** fraction), width, true) / 2 ** fraction;
}

/** Two's complement of a safe integer in `width` ≤ 53 bits; never −0. */
export function wrapNumber(value: number, width: number, signed: boolean): number {
  // Nearly all values are of 32 bits: two shifts, no division.
  const word = value | 0;
  if (word === value && width <= 32) {
    const above = 32 - width;
    return signed ? (word << above) >> above : (word << above) >>> above;
  }
  const span = 2 ** width;
  const low = value - Math.floor(value / span) * span;
  return signed && low >= span / 2 ? low - span : low;
}

/**
 * Why a value from outside the design (a testbench, a load) does not fit a type, as the end of a sentence
 * ("300 is not in 0…255"); undefined if it fits. Nothing is wrapped or rounded for outsiders.
 */
export function misfit(type: HardwareType, value: unknown): string | undefined {
  switch (type.kind) {
    case "bit":
      return value === 0 || value === 1 || typeof value === "boolean"
        ? undefined
        : `${show(value)} is not 0, 1, false or true`;
    case "uint":
    case "sint": {
      if (typeof value === "boolean")
        return value && numberRange(type).high < 1 ? "true is not in -1…0" : undefined;
      if (typeof value !== "number" || !Number.isInteger(value))
        return `${show(value)} is not a whole number`;
      if (wrapNumber(value, type.width, type.kind === "sint") === value) return undefined;
      const { low, high } = numberRange(type);
      return `${value} is not in ${low}…${high}`;
    }
    case "bigUint":
    case "bigSint": {
      if (typeof value !== "bigint") return `${show(value)} is not a bigint`;
      const fitted = fitLeaf(type, value);
      return fitted === value ? undefined : `${value} does not fit ${type.width} bits`;
    }
    case "enumeration":
      return type.labels.includes(value as string)
        ? undefined
        : `${show(value)} is not one of ${type.labels.join(", ")}`;
    case "float":
      if (typeof value !== "number") return `${show(value)} is not a number`;
      return Object.is(type(value), value) || Number.isNaN(value)
        ? undefined
        : `${value} is not exact in this format (round it with the type first)`;
    case "fixed": {
      if (typeof value !== "number") return `${show(value)} is not a number`;
      if (!Number.isInteger(value * 2 ** type.fraction))
        return `${value} is not a multiple of 2^-${type.fraction} (round it with the type first)`;
      const { low, high } = fixedRange(type);
      return value >= low && value <= high ? undefined : `${value} is not in ${low}…${high}`;
    }
    case "vec": {
      if (!Array.isArray(value) || value.length !== type.length)
        return `${show(value)} is not an array of ${type.length}`;
      return firstProblem(value.map((element, i) => [`element ${i}: `, misfit(type.element, element)]));
    }
    case "struct": {
      if (typeof value !== "object" || value === null) return `${show(value)} is not an object`;
      const record = value as Record<string, unknown>;
      return firstProblem(
        Object.entries(type.fields).map(([name, field]) => [`field ${name}: `, misfit(field, record[name])]),
      );
    }
  }
}

function firstProblem(problems: readonly (readonly [string, string | undefined])[]): string | undefined {
  const found = problems.find(([, problem]) => problem !== undefined);
  return found && found[0] + found[1];
}

function show(value: unknown): string {
  return typeof value === "bigint" ? `${value}n` : typeof value === "string" ? `"${value}"` : String(value);
}

/** The values of a type whose value is an integer number. */
export function numberRange(type: { readonly kind: "bit" | "uint" | "sint"; readonly width: number }): {
  low: number;
  high: number;
} {
  return type.kind === "sint"
    ? { low: -(2 ** (type.width - 1)), high: 2 ** (type.width - 1) - 1 }
    : { low: 0, high: 2 ** type.width - 1 };
}

/** The least and the greatest value of a fixed-point type. */
export function fixedRange({ width, fraction }: FixedType): { low: number; high: number } {
  return { low: -(2 ** (width - 1 - fraction)), high: (2 ** (width - 1) - 1) / 2 ** fraction };
}

/** The value of all-zero bits. */
export function zeroValue(type: HardwareType): unknown {
  switch (type.kind) {
    case "bigUint":
    case "bigSint":
      return 0n;
    case "enumeration":
      return type.labels[0];
    case "vec":
      return Object.freeze(Array.from({ length: type.length }, () => zeroValue(type.element)));
    case "struct":
      return Object.freeze(
        Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, zeroValue(field)])),
      );
    default:
      return 0;
  }
}

/** Why a value is none of a signal with a `range`; undefined where it is one. */
export function outOfRange([low, high]: readonly [number, number], value: unknown): string | undefined {
  const number = Number(value);
  return number >= low && number <= high ? undefined : `${String(value)} is outside its range ${low}…${high}`;
}
