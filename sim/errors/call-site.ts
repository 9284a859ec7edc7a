import type { Where } from "./diagnostic.ts";
import { placeOfFrame } from "./stack-places.ts";

/** A wrong value may have come a long way through the kit: V8's ten lines could all be ours. */
const DEEPEST = 60;
/** A user's file that a loader has made into a URL of data, whose lines nobody maps: its callers have a place. */
const UNMAPPED = /\(data:.*[?&]filePath=/;
const CONSTRUCTOR = /^\s*at new ([\w$]+) \(/;

/**
 * Where in the user's code the kit was called, with the modules that are under construction, which have no path yet, as `new Top › new Leaf`.
 *
 * Costs a stack trace, and is for what is thrown.
 *
 * @param of a class that says what is wrong with what it was given: the place is where its object is made
 */
export function callSite(of?: string): Where {
  const lines = stackLines();
  const made = lines.map((line) => CONSTRUCTOR.exec(line)?.[1]);
  const inside = of === undefined ? -1 : made.indexOf(of);
  const places = lines.map((line, i) => (i > inside ? placeOfFrame(line) : undefined));
  const place = places.find((found) => found !== undefined);
  const built = made.filter(
    (name, i) =>
      name !== undefined && (i === inside || places[i] !== undefined || UNMAPPED.test(lines[i] as string)),
  );
  return {
    ...(built.length > 0
      ? {
          path: built
            .reverse()
            .map((name) => `new ${name}`)
            .join(" › "),
        }
      : {}),
    ...(place ? { places: [place] } : {}),
  };
}

function stackLines(): readonly string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = DEEPEST;
  try {
    // Whoever prepares stack traces in another form has none for us.
    const { stack } = new Error() as { readonly stack?: unknown };
    return typeof stack === "string" ? stack.split("\n") : [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
