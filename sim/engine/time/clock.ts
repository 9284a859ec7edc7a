import { fail } from "../../errors/index.ts";
import {
  type Fraction,
  parseFrequency,
  parsePeriod,
  parseTime,
  type Rational,
  type Time,
  toRational,
} from "./units.ts";

/**
 * How a clock is asked for: `{ frequency: "800MHz" }`, `{ period: "1.25ns" }`, or as an exact ratio of another one's frequency:
 * `{ ratio: [1, 3], of: "core" }`. Frequencies and periods are exact: `"200/3 MHz"`, `{ numerator: 1, denominator: 3 }`.
 */
export interface ClockOptions {
  /** A text, or a fraction in hertz. */
  readonly frequency?: string | Fraction | undefined;
  /** A text, or a fraction in seconds. */
  readonly period?: string | Fraction | undefined;
  /** Frequency in terms of that of the clock `of`: `[1, 3]` is a third of it. */
  readonly ratio?: readonly [numerator: number, denominator: number] | undefined;
  readonly of?: string | undefined;
  /** The time of the first rising edge: a text, or a part of the period such as `[1, 4]`. Default: half a period. */
  readonly phase?: string | readonly [numerator: number, denominator: number] | undefined;
}

/** A clock. It starts low; rising edge k, from 1, is at round(phase + (k − 1) · period), so that ratios never drift. */
export interface Clock {
  /** In femtoseconds. */
  readonly period: Rational;
  readonly phase: Rational;
}

/**
 * A clock from its options; `periodOf` gives the period of another clock, for ratios.
 *
 * Errors: E-TIME, E-FREQUENCY, E-CLOCK.
 */
export function createClock(
  options: ClockOptions = {},
  periodOf: (name: string) => Rational = (of) =>
    fail("E-CLOCK", { problem: `it is a ratio of ${of}, and there is no other clock` }),
): Clock {
  const period = periodFrom(options, periodOf);
  // Both halves of a period need a femtosecond of their own.
  if (period.numerator < 2n * period.denominator)
    fail("E-CLOCK", { problem: `its period (${givenText(options)}) is less than two femtoseconds` });
  return { period, phase: phaseFrom(options.phase, period) };
}

function periodFrom(options: ClockOptions, periodOf: (name: string) => Rational): Rational {
  const { frequency, period, ratio, of } = options;
  const ways = [frequency, period, ratio].filter((given) => given !== undefined);
  if (ways.length > 1) {
    const given = ["frequency", "period", "ratio"].filter((way) => options[way as "period"] !== undefined);
    const texts = given.map((way) => `a ${way} (${textOf(options[way as "period"])})`);
    fail("E-CLOCK", { problem: `it has both ${texts.join(" and ")}` });
  }
  if ((ratio === undefined) !== (of === undefined))
    fail("E-CLOCK", { problem: "`ratio` and `of` belong together, and it has only one of them" });
  if (ratio !== undefined) {
    const { numerator, denominator } = fraction("ratio", pair(ratio));
    const other = periodOf(of as string);
    return { numerator: other.numerator * denominator, denominator: other.denominator * numerator };
  }
  if (typeof period === "string") return parsePeriod(period);
  if (typeof frequency === "string") return parseFrequency(frequency);
  if (period !== undefined) {
    const seconds = fraction("period", period);
    return { numerator: seconds.numerator * SECOND, denominator: seconds.denominator };
  }
  if (frequency === undefined) return parseFrequency("1GHz");
  const hertz = fraction("frequency", frequency);
  return { numerator: hertz.denominator * SECOND, denominator: hertz.numerator };
}

function phaseFrom(phase: ClockOptions["phase"], period: Rational): Rational {
  if (typeof phase === "string") return { numerator: parseTime(phase), denominator: 1n };
  const part = phase === undefined ? HALF : fraction("phase", pair(phase), 0n);
  return {
    numerator: period.numerator * part.numerator,
    denominator: period.denominator * part.denominator,
  };
}

function fraction(what: string, given: Fraction, least: 0n | 1n = 1n): Rational {
  const rational = toRational(given, least);
  if (rational) return rational;
  const bounds =
    least === 0n ? "of a whole number and a whole number above 0" : "of two whole numbers above 0";
  return fail("E-CLOCK", { problem: `its ${what} (${textOf(given)}) is no fraction ${bounds}` });
}

function pair(given: readonly [number, number]): Fraction {
  return { numerator: given?.[0], denominator: given?.[1] };
}

function givenText({ frequency, period, ratio, of }: ClockOptions): string {
  return ratio ? `${ratio.join("/")} of ${of}` : textOf(period ?? frequency);
}

function textOf(given: unknown): string {
  if (typeof given !== "object" || given === null) return String(given);
  const { numerator, denominator } = (Array.isArray(given) ? pair(given as never) : given) as Fraction;
  return `${String(numerator)}/${String(denominator)}`;
}

const SECOND = 10n ** 15n;
const HALF: Rational = { numerator: 1n, denominator: 2n };

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

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
