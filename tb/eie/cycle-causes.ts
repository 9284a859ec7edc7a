/**
 * What a PE did in one cycle, judged at its pointer-read register. Exactly one holds in each cycle.
 *
 * - `useful`, `padding`: an entry with a code, or without one, was addressed;
 * - `emptySlice`: the register held an activation whose column has no entry in this PE;
 * - `starvedBlocked`, `starvedScan`: the register was idle because two edges before a full queue blocked the broadcast,
 *   or the scan found nothing;
 * - `fill`: it was idle because the scan had not begun two edges before (always cycles 1, 2, 3);
 * - `drain`: it was idle because the scan had ended two edges before.
 */
export const causes = [
  "useful",
  "padding",
  "emptySlice",
  "starvedBlocked",
  "starvedScan",
  "fill",
  "drain",
] as const;

export type Cause = (typeof causes)[number];

/** Cycles of each cause. */
export type CauseCounts = Readonly<Record<Cause, number>>;

/** Sums counts, one a PE. */
export function sumCauses(counts: readonly CauseCounts[]): CauseCounts {
  const sum: Record<Cause, number> = {
    useful: 0,
    padding: 0,
    emptySlice: 0,
    starvedBlocked: 0,
    starvedScan: 0,
    fill: 0,
    drain: 0,
  };
  for (const one of counts) for (const cause of causes) sum[cause] += one[cause];
  return sum;
}
