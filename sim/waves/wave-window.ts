import { type Clock, risingEdge } from "../engine/time/clock.ts";
import { parseTime, type Time } from "../engine/time/units.ts";

/** A moment of a run as a person gives it: a cycle, counted in rising edges, or a time since the start. */
export type Moment = { readonly cycle: number } | { readonly time: Time };

/** The part of a run that waves show, both ends included. */
export interface WaveWindow {
  readonly from?: Moment | undefined;
  readonly to?: Moment | undefined;
}

/** Reads `120` as a cycle and `1.5us` as a time. Errors: E-TIME. */
export function parseMoment(text: string): Moment {
  const digits = /^\d{1,15}$/.exec(text.trim());
  return digits ? { cycle: Number(digits[0]) } : { time: parseTime(text) };
}

/** The window in femtoseconds. Cycle k lasts from rising edge k to just before the next; cycle 0 is what is before the first edge. */
export function windowTimes(
  window: WaveWindow,
  clock: Clock,
): { readonly from: Time | undefined; readonly to: Time | undefined } {
  const { from, to } = window;
  return {
    from: from && ("time" in from ? from.time : startOf(clock, from.cycle)),
    to: to && ("time" in to ? to.time : startOf(clock, to.cycle + 1) - 1n),
  };
}

function startOf(clock: Clock, cycle: number): Time {
  return cycle === 0 ? 0n : risingEdge(clock, cycle);
}
