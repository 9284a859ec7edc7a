import type { LineCourse } from "./line-writer.ts";
import type { TimeUnit } from "./time-unit.ts";
import type { VcdIdentifier } from "./vcd-plan.ts";

/** The only clock of a run: its edges from now on, in femtoseconds. */
export interface AheadClock {
  /** The number by which records know its wire. */
  readonly net: number;
  /** The i-th rising edge from now, from 1, and the falling edge behind it. */
  rising(i: number): bigint;
  falling(i: number): bigint;
  /** Set where both come again exactly after so long. */
  readonly period: bigint | undefined;
}

/** Times that line writers can write. */
const MOST_UNITS = 10n ** 18n;
const TWO_TO_32 = 2 ** 32;

/** How many edges may be run so that all moments but the last, with their falling edges, are written as times up to `to`; at least 1. */
export function edgesAhead(
  most: number,
  clock: AheadClock,
  { femtoseconds }: TimeUnit,
  to: bigint | undefined,
): number {
  const last = to !== undefined && to < MOST_UNITS ? to : MOST_UNITS - 1n;
  return greatest(most, (edges) => clock.falling(edges - 1) / femtoseconds <= last);
}

/** How many edges may be run so that the last one is not behind a time in units; at least 1. */
export function edgesUpTo(most: number, clock: AheadClock, { femtoseconds }: TimeUnit, time: bigint): number {
  return greatest(most, (edges) => clock.rising(edges) <= time * femtoseconds);
}

/** The greatest number up to `most` for which something holds that holds for all smaller ones too; at least 1. */
function greatest(most: number, holds: (edges: number) => boolean): number {
  if (most < 2 || holds(most)) return most;
  let [least, beyond] = [1, most];
  while (beyond - least > 1) {
    const middle = Math.floor((least + beyond) / 2);
    if (holds(middle)) least = middle;
    else beyond = middle;
  }
  return least;
}

/** The course of a run from the clock's next edge on. `toUnits` refuses times that are no multiple of the unit. */
export function courseOf(
  clock: AheadClock,
  identifiers: readonly VcdIdentifier[],
  { femtoseconds }: TimeUnit,
  toUnits: (time: bigint) => bigint,
): LineCourse {
  const code = identifiers.find(({ net }) => net === clock.net)?.code;
  const [rising, falling] = [1, 0].map((value) => (code === undefined ? "" : `${value}${code}\n`)) as [
    string,
    string,
  ];
  let moment = 0;
  function exactly(table: BigUint64Array): number {
    for (let i = 0; i < table.length; i += 2) {
      moment += 1;
      table[i] = toUnits(clock.rising(moment));
      table[i + 1] = toUnits(clock.falling(moment));
    }
    return table.length / 2;
  }
  const { period } = clock;
  if (period === undefined || period % femtoseconds !== 0n) return { rising, falling, times: exactly };
  const first = Number(toUnits(clock.rising(1)));
  const high = Number(toUnits(clock.falling(1))) - first;
  const step = Number(period / femtoseconds);
  return {
    rising,
    falling,
    times(table) {
      if (first + (moment + table.length) * step > Number.MAX_SAFE_INTEGER) return exactly(table);
      const halves = new Uint32Array(table.buffer, table.byteOffset, 2 * table.length);
      for (let i = 0; i < halves.length; i += 4) {
        const time = first + moment * step;
        halves[i] = time;
        halves[i + 1] = time / TWO_TO_32;
        halves[i + 2] = time + high;
        halves[i + 3] = (time + high) / TWO_TO_32;
        moment += 1;
      }
      return table.length / 2;
    },
  };
}
