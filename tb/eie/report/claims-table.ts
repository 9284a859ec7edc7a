import type { Block } from "../../../sim/report/index.ts";
import type { PublishedTrend } from "../published/trends.ts";

/** What is seen here of a claim of a curve. */
export interface SeenClaim {
  readonly seen: string;
  /** Undefined: it can't be checked, and `seen` says why. */
  readonly holds: boolean | undefined;
}

/** The claims of a curve in their order, and what is seen of each. */
export function claimsTable({ claims, what, source }: PublishedTrend, seen: readonly SeenClaim[]): Block {
  return {
    kind: "table",
    caption: `What the curve shows (${source}): ${what}`,
    columns: [{ title: "paper" }, { title: "here" }, { title: "verdict" }],
    rows: claims.map((claim, k) => {
      const { seen: text = "", holds } = seen[k] ?? {};
      return [claim, text, holds === undefined ? "not compared" : holds ? "holds" : "does not hold"];
    }),
  };
}

/** Whether values never go the wrong way. */
export function isFalling(values: readonly number[]): boolean {
  return values.every((value, k) => k === 0 || value <= values[k - 1]!);
}

/** `in all 9 layers`, `in 8 of 9 layers (not NT-We)`. */
export function layersText(layers: readonly { readonly name: string; readonly holds: boolean }[]): string {
  const without = layers.filter(({ holds }) => !holds).map(({ name }) => name);
  if (without.length === layers.length)
    return layers.length === 1 ? `not in ${layers[0]!.name}` : "in none of the layers";
  if (without.length === 0)
    return layers.length === 1 ? `in ${layers[0]!.name}` : `in all ${layers.length} layers`;
  return `in ${layers.length - without.length} of ${layers.length} layers (not ${without.join(", ")})`;
}
