/**
 * Plain data (a behavioural module's `state()`) as text that keeps what JSON has no sign for: bigints, −0, NaN, infinities and undefined. A text
 * begins with its letter, so that no value is taken for another.
 */
export function dataText(value: unknown): string {
  return JSON.stringify(marked(value));
}

/** The data that a text stands for; it throws what JSON throws. */
export function dataOf(text: string): unknown {
  return unmarked(JSON.parse(text));
}

function marked(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return `s${value}`;
    case "bigint":
      return `b${value}`;
    case "undefined":
      return "u";
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : `n${Object.is(value, -0) ? "-0" : value}`;
    default:
      return value === null || typeof value === "boolean" ? value : within(value as object, marked);
  }
}

function unmarked(value: unknown): unknown {
  if (typeof value === "object" && value !== null) return within(value, unmarked);
  if (typeof value !== "string") return value;
  const rest = value.slice(1);
  switch (value[0]) {
    case "b":
      return BigInt(rest);
    case "n":
      return Number(rest);
    case "u":
      return undefined;
    default:
      return rest;
  }
}

function within(value: object, change: (part: unknown) => unknown): unknown {
  return Array.isArray(value)
    ? value.map(change)
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
}
