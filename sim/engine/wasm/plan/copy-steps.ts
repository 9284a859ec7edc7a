import type { Addresses } from "./addresses.ts";
import type { Homes } from "./homes.ts";
import type { Copy } from "./moves.ts";
import type { Step } from "./steps.ts";

/** From fewer words than these on nothing is gained by moving them at once. */
const FEWEST_AT_ONCE = 8;

interface Pair {
  readonly from: number;
  readonly to: number;
}

/**
 * The steps that make copies. Where most words of a whole range come from one range they are moved at once, and then those that come from
 * elsewhere one by one.
 */
export function copySteps(
  copies: readonly Copy[],
  homes: Homes,
  addresses: Addresses,
  keep: (table: Uint32Array) => number,
): readonly Step[] {
  const byPlane = new Map<number, Pair[]>();
  for (const { word, plane, index } of copies) {
    const pairs = byPlane.get(plane) ?? [];
    byPlane.set(plane, pairs);
    const to = addresses.planes[plane]! + index * homes.planes[plane]!.bytes;
    pairs.push({ from: addresses.of[word]!, to });
  }
  const ranges: Step[] = [];
  const single = new Map<number, number[]>();
  for (const [plane, pairs] of byPlane) {
    const { bytes } = homes.planes[plane]!;
    const range = rangeOf(pairs, bytes);
    if (range) ranges.push(range.step);
    const rest = single.get(bytes) ?? [];
    single.set(bytes, rest);
    for (const { from, to } of range ? range.exceptions : pairs) rest.push(from, to);
  }
  const words = [...single]
    .filter(([, all]) => all.length > 0)
    .map(([bytes, all]): Step => {
      const pairs = Uint32Array.from(all);
      return { kind: "moves", base: keep(pairs), bytes, pairs };
    });
  return [...ranges, ...words];
}

/** The move of a range without gaps of which most words come from one range, and the words that do not. */
function rangeOf(
  pairs: readonly Pair[],
  bytes: number,
): { readonly step: Step; readonly exceptions: readonly Pair[] } | undefined {
  if (pairs.length < FEWEST_AT_ONCE) return undefined;
  const sorted = [...pairs].sort((a, b) => a.to - b.to);
  const first = sorted[0]!.to;
  if (sorted.some(({ to }, i) => to !== first + i * bytes)) return undefined;
  const distances = new Map<number, number>();
  for (const { from, to } of sorted) distances.set(from - to, (distances.get(from - to) ?? 0) + 1);
  const [distance, count] = [...distances].reduce((a, b) => (b[1] > a[1] ? b : a));
  const from = first + distance;
  const size = sorted.length * bytes;
  // That both ranges may overlap does no harm: what is moved at once is what was there before.
  if (2 * count < sorted.length || from < 0) return undefined;
  return {
    step: { kind: "move", from, to: first, bytes: size, rows: 1, stride: 0 },
    exceptions: sorted.filter((pair) => pair.from - pair.to !== distance),
  };
}
