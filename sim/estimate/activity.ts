/**
 * What a design did: unit → operation → how often, all instances of a unit together. Plain data, to be filled from the counters of a
 * simulation. An operation that is not named was not done.
 */
export type ActivityCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The activity of several runs together. */
export function addActivities(activities: readonly ActivityCounts[]): ActivityCounts {
  const sum: Record<string, Record<string, number>> = {};
  for (const activity of activities) {
    for (const [unit, operations] of Object.entries(activity)) {
      const of = (sum[unit] ??= {});
      for (const [operation, count] of Object.entries(operations))
        of[operation] = (of[operation] ?? 0) + count;
    }
  }
  return sum;
}

/** An activity times a factor, such as 1 / cycles for rates. */
export function scaleActivity(activity: ActivityCounts, factor: number): ActivityCounts {
  return mapValues(activity, (operations) => mapValues(operations, (count) => count * factor));
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
