import type { TraceTime } from "./trace-source.ts";

/** The unit in which a VCD counts its time. */
export interface TimeUnit {
  readonly femtoseconds: bigint;
  /** As in `$timescale`: 1, 10 or 100 and a unit, such as `10ns`. */
  readonly text: string;
}

const UNITS = ["fs", "ps", "ns", "us", "ms", "s"];
const COARSEST_EXPONENT = 17;

/** The coarsest unit that VCD knows (100 s … 1 fs) of which `tick` femtoseconds are a whole multiple. */
export function chooseTimeUnit(tick: bigint): TimeUnit {
  let femtoseconds = 1n;
  let exponent = 0;
  while (exponent < COARSEST_EXPONENT && tick > 0n && tick % (femtoseconds * 10n) === 0n) {
    femtoseconds *= 10n;
    exponent += 1;
  }
  const unit = UNITS[Math.floor(exponent / 3)] ?? "s";
  return { femtoseconds, text: `${10 ** (exponent % 3)}${unit}` };
}

/** A time for people: the largest unit that shows it without a fraction, such as `85ns`. */
export function formatTime(time: TraceTime): string {
  const femtoseconds = BigInt(time);
  let value = femtoseconds;
  let unit = 0;
  while (value !== 0n && value % 1000n === 0n && unit < UNITS.length - 1) {
    value /= 1000n;
    unit += 1;
  }
  return `${value}${value === 0n ? "ns" : (UNITS[unit] ?? "fs")}`;
}
