import { type LeafType, misfit, outOfRange, typeText } from "../describe/index.ts";
import { fail } from "../errors/index.ts";

/** A signal's value as JSON can hold it, exactly. */
export type PlainValue = number | string | boolean;

/**
 * The plain form of a value: integers and members of enumerations as they are, bigints as decimal text, and those numbers as text
 * that JSON has no sign for (`"-0"`, `"NaN"`, `"Infinity"`, `"-Infinity"`).
 */
export function plainValue(value: unknown): PlainValue {
  switch (typeof value) {
    case "bigint":
      return value.toString();
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : Object.is(value, -0)
          ? "-0"
          : `${value}`;
    default:
      return value as PlainValue;
  }
}

/**
 * The value of a type that a plain form stands for, within the range that the signal declares, if it does. Errors: E-SNAPSHOT-FORM, with the name
 * of what has the value.
 */
export function valueOf(
  plain: unknown,
  type: LeafType,
  name: string,
  range?: readonly [number, number],
): unknown {
  const value = unchecked(plain, type);
  const problem =
    value === undefined || misfit(type, value)
      ? `which is none of ${typeText(type)}`
      : range && outOfRange(range, value) && `outside its range ${range[0]}…${range[1]}`;
  if (problem)
    fail("E-SNAPSHOT-FORM", {
      problem: `the value of ${name} is ${JSON.stringify(plain) ?? "missing"}, ${problem}`,
    });
  return value;
}

function unchecked(plain: unknown, type: LeafType): unknown {
  switch (type.kind) {
    case "bigUint":
    case "bigSint":
      return typeof plain === "string" && /^-?\d+$/.test(plain) ? BigInt(plain) : undefined;
    case "enumeration":
      return type.labels.find((label) => label === plain);
    case "float":
      return typeof plain === "number" ? plain : reals.get(plain);
    default:
      return typeof plain === "number" ? plain : undefined;
  }
}

const reals: ReadonlyMap<unknown, number> = new Map([
  ["-0", -0],
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);
