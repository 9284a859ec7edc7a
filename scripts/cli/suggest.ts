import { closestPath } from "../../sim/trace/closest-path.ts";

/** `did you mean x?` if something like it exists, else what there is. */
export function suggestion(wanted: string, known: readonly string[], kind: string): string {
  const closest = closestPath(wanted.slice(0, 200), known);
  if (closest !== undefined) return `did you mean ${closest}?`;
  if (known.length === 0) return `there is no ${kind}`;
  const shown = known.slice(0, 8).join(", ");
  return `there ${known.length === 1 ? "is" : "are"} ${shown}${known.length > 8 ? ", …" : ""}`;
}
