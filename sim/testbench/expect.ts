import { diagnose, SystoleError } from "../errors/index.ts";
import { stackPlaces } from "../engine/stack-places.ts";

/** What a testbench says about a value. Each throws E-EXPECT with both values. */
export interface Expectation<V> {
  /** Equal, as Object.is says; arrays and objects element by element. */
  toBe(expected: V): void;
  toBeAtLeast(least: V & (number | bigint)): void;
  toBeAtMost(most: V & (number | bigint)): void;
  /** Not 0, false, undefined or empty. */
  toHold(): void;
}

/** A signal, of which the settled value is taken, or any value. */
export type Expect = <V>(
  subject: { readonly value: V; readonly direction: string } | V,
  label?: string,
) => Expectation<V>;

/** The failure of an expectation, with both values as texts. */
export class ExpectationFailure extends SystoleError {
  readonly expected: string;
  readonly seen: string;

  constructor(what: string, expected: string, seen: string, when: string) {
    const places = stackPlaces(new Error().stack);
    super([diagnose("E-EXPECT", { what, expected, seen, when }, { places })]);
    this.expected = expected;
    this.seen = seen;
  }
}

export function createExpect(when: () => string): Expect {
  return (subject, label) => {
    const signal =
      typeof subject === "object" && subject !== null && "direction" in subject ? subject : undefined;
    const value: unknown = signal ? signal.value : subject;
    const what = label ?? pathOf(signal) ?? "the value";
    const judge = (holds: boolean, expected: string): void => {
      if (!holds) throw new ExpectationFailure(what, expected, show(value), when());
    };
    return {
      toBe: (expected) => judge(isEqual(value, expected), show(expected)),
      toBeAtLeast: (least) => judge((value as number) >= (least as number), `at least ${show(least)}`),
      toBeAtMost: (most) => judge((value as number) <= (most as number), `at most ${show(most)}`),
      toHold: () => judge(Boolean(value), "a value that is not 0"),
    };
  };
}

function pathOf(signal: object | undefined): string | undefined {
  return signal && "path" in signal ? String(signal.path) : undefined;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, field]) => `${key}: ${show(field)}`)
    .join(", ")} }`;
}
