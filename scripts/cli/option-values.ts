import { type ClockOptions, createClock } from "../../sim/engine/time/clock.ts";
import type { ClocksOptions } from "../../sim/engine/time/clock-set.ts";
import { SystoleError } from "../../sim/errors/index.ts";
import { UsageError } from "./usage-error.ts";
import { visible } from "./text.ts";

/** One more `--param key=value`. */
export function collectParam(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = text.indexOf("=");
  const key = text.slice(0, at).trim();
  if (at < 0 || key === "")
    throw new UsageError(`--param ${visible(text)}: write it as key=value, such as --param pes=16`);
  if (Object.hasOwn(before, key))
    throw new UsageError(`--param ${visible(key)} is given twice: give one value`);
  // A null prototype: a parameter may be called anything.
  return Object.assign(Object.create(null) as Record<string, string>, before, { [key]: text.slice(at + 1) });
}

/** One more value of an option that may be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

const GREATEST_SEED = 2 ** 32 - 1;

/** `--seed`: a whole number, or `random`. */
export function readSeed(text: string): number {
  if (text === "random") return Math.floor(Math.random() * (GREATEST_SEED + 1));
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(seed <= GREATEST_SEED))
    throw new UsageError(`--seed ${visible(text)}: give a whole number 0…${GREATEST_SEED}, or random`);
  return seed;
}

/** `--power-on`: the seed of what registers and memories without `init` hold at first. */
export function readPowerOn(text: string): number {
  try {
    return readSeed(text);
  } catch {
    throw new UsageError(`--power-on ${visible(text)}: give a seed, 0…${GREATEST_SEED}, or random`);
  }
}

/** One more `--clock name=606MHz` or `--clock name=1.25ns`. */
export function collectClock(text: string, before: ClocksOptions = {}): ClocksOptions {
  const at = text.indexOf("=");
  const name = text.slice(0, Math.max(0, at)).trim();
  const speed = text.slice(at + 1).trim();
  if (name === "" || speed === "")
    throw new UsageError(`--clock ${visible(text)}: write it as name=606MHz or name=1.25ns`);
  if (Object.hasOwn(before, name)) throw new UsageError(`--clock ${visible(name)} is given twice: give one`);
  const options: ClockOptions = /Hz$/.test(speed) ? { frequency: speed } : { period: speed };
  try {
    createClock(options);
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    throw new UsageError(
      `--clock ${visible(text)}: give a frequency such as 606MHz or 200/3 MHz, or a period such as 1.25ns`,
    );
  }
  return Object.assign(Object.create(null) as Record<string, ClockOptions>, before, { [name]: options });
}

/** `--timeout`: a number of cycles, or a time of the simulation. */
export function readTimeout(text: string): number | string {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  if (/^\d+(?:\.\d+)?\s*(?:fs|ps|ns|us|µs|ms|s)$/.test(text)) return text;
  throw new UsageError(`--timeout ${visible(text)}: give a number of cycles, or a time such as 50us`);
}

/** A whole number of at least `least`. */
export function readCount(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least))
      throw new UsageError(`${option} ${visible(text)}: give a whole number of at least ${least}`);
    return value;
  };
}
