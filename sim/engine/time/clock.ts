import { fail } from "../../errors/index.ts";
import { parseFrequency, parsePeriod, parseTime, type Rational, type Time } from "./units.ts";

/** How a clock is asked for: `{ frequency: "800MHz" }` or `{ period: "1.25ns" }`; `phase` is the time of the first rising edge. */
export interface ClockOptions {
  readonly frequency?: string | undefined;
  readonly period?: string | undefined;
  /** Default: half a period. */
  readonly phase?: string | undefined;
}

/** A clock. It starts low; rising edge k, from 1, is at round(phase + (k − 1) · period), so that ratios never drift. */
export interface Clock {
  /** In femtoseconds. */
  readonly period: Rational;
  readonly phase: Rational;
}

/** Errors: E-TIME, E-FREQUENCY, E-CLOCK. */
export function createClock(options: ClockOptions = {}): Clock {
  const { frequency, period: given, phase } = options;
  if (frequency !== undefined && given !== undefined)
    fail("E-CLOCK", { problem: `it has both a frequency (${frequency}) and a period (${given})` });
  const period = given === undefined ? parseFrequency(frequency ?? "1GHz") : parsePeriod(given);
  // Both halves of a period need a femtosecond of their own.
  if (period.numerator < 2n * period.denominator)
    fail("E-CLOCK", { problem: `its period (${given ?? frequency}) is less than two femtoseconds` });
  const half = { numerator: period.numerator, denominator: 2n * period.denominator };
  return { period, phase: phase === undefined ? half : { numerator: parseTime(phase), denominator: 1n } };
}

/** The time of rising edge k = 1, 2, … */
export function risingEdge(clock: Clock, k: number): Time {
  return instant(clock, 2n * BigInt(k) - 2n);
}

/** The time of the falling edge after rising edge k. */
export function fallingEdge(clock: Clock, k: number): Time {
  return instant(clock, 2n * BigInt(k) - 1n);
}

/** The number of rising edges at times up to and including `time`. */
export function edgesUpTo(clock: Clock, time: Time): number {
  const { period, phase } = clock;
  const sincePhase = (time + 1n) * phase.denominator - phase.numerator;
  if (sincePhase < 0n) return 0;
  // One more than this can't be, by the rounding of an edge it may be one less.
  let k = Number((sincePhase * period.denominator) / (phase.denominator * period.numerator)) + 1;
  while (k > 0 && risingEdge(clock, k) > time) k -= 1;
  return k;
}

/** Half-period `n` after the first rising edge, rounded half up to a femtosecond. */
function instant({ period, phase }: Clock, n: bigint): Time {
  const denominator = 2n * period.denominator * phase.denominator;
  const numerator = 2n * phase.numerator * period.denominator + n * period.numerator * phase.denominator;
  return (2n * numerator + denominator) / (2n * denominator);
}

/** A whole part of every time that has to do with the clock: what waves need to know. */
export function clockTick(clock: Clock): Time {
  const first = risingEdge(clock, 1);
  const exact = clock.period.numerator % (2n * clock.period.denominator) === 0n;
  const phaseExact = clock.phase.numerator % clock.phase.denominator === 0n;
  if (!exact || !phaseExact) return 1n;
  return greatestCommonDivisor(first, fallingEdge(clock, 1) - first);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
