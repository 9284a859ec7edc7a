import { fail } from "../../errors/index.ts";

/** A point in time or a duration: whole femtoseconds. */
export type Time = bigint;

/** A fraction, not necessarily in lowest terms: only its value counts. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Powers of ten, in femtoseconds. */
const TIME_UNITS: Readonly<Record<string, number>> = { fs: 0, ps: 3, ns: 6, us: 9, µs: 9, ms: 12, s: 15 };
const FREQUENCY_UNITS: Readonly<Record<string, number>> = { Hz: 0, kHz: 3, MHz: 6, GHz: 9, THz: 12 };
const FORM = /^(\d+)(?:\.(\d+))?(?:\s*\/\s*(\d+))?\s*([A-Za-zµ]+)$/;

/** A duration such as `"10ns"` or `"1.25us"`. Errors: E-TIME, also where it is no whole number of femtoseconds. */
export function parseTime(text: string): Time {
  const refuse = (reason: string): never => fail("E-TIME", { text, reason });
  const { numerator, denominator } = parsePeriod(text);
  if (numerator % denominator !== 0n) refuse("it is no whole number of femtoseconds");
  return numerator / denominator;
}

/** A fraction as users give one: `{ numerator: 1, denominator: 3 }`, whole and above 0. */
export interface Fraction {
  readonly numerator: number | bigint;
  readonly denominator: number | bigint;
}

/** A fraction of whole numbers from 0 (`least`) or 1 on; undefined for anything else. */
export function toRational(given: Fraction, least: 0n | 1n = 1n): Rational | undefined {
  const whole = (part: unknown): bigint | undefined =>
    typeof part === "bigint" ? part : Number.isSafeInteger(part) ? BigInt(part as number) : undefined;
  const numerator = whole(given?.numerator);
  const denominator = whole(given?.denominator);
  if (numerator === undefined || denominator === undefined) return undefined;
  return numerator >= least && denominator >= 1n ? { numerator, denominator } : undefined;
}

/** A period in femtoseconds, exactly as written: `"1.25ns"`, `"10/3 ns"`. Errors: E-TIME. */
export function parsePeriod(text: string): Rational {
  const refuse = (reason: string): never => fail("E-TIME", { text, reason });
  return parseQuantity(text, TIME_UNITS, refuse);
}

/** The period in femtoseconds of a frequency such as `"606MHz"` or `"200/3 MHz"`, exactly. Errors: E-FREQUENCY. */
export function parseFrequency(text: string): Rational {
  const refuse = (reason: string): never => fail("E-FREQUENCY", { text, reason });
  const hertz = parseQuantity(text, FREQUENCY_UNITS, refuse);
  if (hertz.numerator === 0n) refuse("it is zero");
  return { numerator: hertz.denominator * 10n ** 15n, denominator: hertz.numerator };
}

function parseQuantity(
  text: string,
  units: Readonly<Record<string, number>>,
  refuse: (reason: string) => never,
): Rational {
  const match = typeof text === "string" ? FORM.exec(text.trim()) : null;
  const known = Object.keys(units)
    .filter((name) => name !== "µs")
    .join(", ");
  if (!match) return refuse(`it is not a number followed by one of ${known}`);
  const [, whole, fraction = "", divisor = "1", unit] = match as unknown as [
    string,
    string,
    string | undefined,
    string | undefined,
    string,
  ];
  const exponent = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (exponent === undefined) return refuse(`the unit ${unit} is none of ${known}`);
  if (BigInt(divisor) === 0n) return refuse("it divides by zero");
  return {
    numerator: BigInt(whole + fraction) * 10n ** BigInt(exponent),
    denominator: 10n ** BigInt(fraction.length) * BigInt(divisor),
  };
}

/** A time for people, exact: in the largest unit of which it is at least one, such as `85ns` and `10.4095us`. */
export function timeText(time: Time): string {
  if (time === 0n) return "0ns";
  const size = time < 0n ? -time : time;
  const unit = ["s", "ms", "us", "ns", "ps"].find(
    (name) => size >= 10n ** BigInt(TIME_UNITS[name] as number),
  );
  if (unit === undefined) return `${time}fs`;
  const digits = TIME_UNITS[unit] as number;
  const whole = 10n ** BigInt(digits);
  const fraction = (size % whole).toString().padStart(digits, "0").replace(/0+$/, "");
  return `${time < 0n ? "-" : ""}${size / whole}${fraction === "" ? "" : `.${fraction}`}${unit}`;
}

/** A number of cycles from outside. Errors: E-TIME for what no count of edges ever reaches. */
export function wholeCycles(cycles: number): number {
  if (!Number.isSafeInteger(cycles) || cycles < 0)
    fail("E-TIME", { text: `${String(cycles)} cycles`, reason: "no count of edges is that" });
  return cycles;
}
