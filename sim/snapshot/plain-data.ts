/**
 * Plain data (a behavioural module's `state()`) as text that keeps what JSON has no sign for: bigints, −0, NaN, infinities and undefined. A text
 * begins with its letter, so that no value is taken for another. `texts` keeps those of values that never change, for the next time.
 */
export function dataText(value: unknown, texts?: WeakMap<object, string>): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(marked(value));
  const known = texts?.get(value);
  if (known !== undefined) return known;
  // Sums of texts share their parts, so that a large value with a small change costs little, and not its size.
  let text = "";
  for (const [key, part] of Object.entries(value)) {
    if (text !== "") text += ",";
    if (!Array.isArray(value)) text += `${JSON.stringify(key)}:`;
    text += dataText(part, texts);
  }
  text = Array.isArray(value) ? `[${text}]` : `{${text}}`;
  texts?.set(value, text);
  return text;
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
      return value;
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
