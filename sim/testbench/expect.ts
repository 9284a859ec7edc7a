import { diagnose, SystoleError, stackPlaces } from "../errors/index.ts";

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

  constructor(what: string, expected: string, seen: string, when: string, path: string | undefined) {
    const places = stackPlaces(new Error().stack);
    super([diagnose("E-EXPECT", { what, expected, seen, when }, { path, places })]);
    this.expected = expected;
    this.seen = seen;
  }
}

export function createExpect(when: () => string): Expect {
  return (subject, label) => new Judgement(subject, label, when) as never;
}

/** A value that is about to be judged. Its methods stand in the class: a testbench may judge in every cycle. */
class Judgement implements Expectation<unknown> {
  private readonly value: unknown;
  private readonly subject: unknown;
  private readonly label: string | undefined;
  private readonly when: () => string;

  constructor(subject: unknown, label: string | undefined, when: () => string) {
    this.value = isSignal(subject) ? subject.value : subject;
    this.subject = subject;
    this.label = label;
    this.when = when;
  }

  toBe(expected: unknown): void {
    if (!isEqual(this.value, expected)) this.refuse(show(expected));
  }

  toBeAtLeast(least: unknown): void {
    if (!((this.value as number) >= (least as number))) this.refuse(`at least ${show(least)}`);
  }

  toBeAtMost(most: unknown): void {
    if (!((this.value as number) <= (most as number))) this.refuse(`at most ${show(most)}`);
  }

  toHold(): void {
    if (!this.value) this.refuse("a value that is not 0");
  }

  private refuse(expected: string): never {
    const { subject, label } = this;
    const path = isSignal(subject) && "path" in subject ? String(subject.path) : undefined;
    const what = label ?? path ?? "the value";
    throw new ExpectationFailure(what, expected, show(this.value), this.when(), path);
  }
}

function isSignal(subject: unknown): subject is { readonly value: unknown } {
  return typeof subject === "object" && subject !== null && "direction" in subject;
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
