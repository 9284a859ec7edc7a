import type { VcdContents, VcdTrace } from "../../trace/index.ts";
import type { Time } from "../../engine/time/units.ts";
import type { SeenRun } from "./seen-run.ts";

export interface VcdComparison {
  /** The part of the run that the VCD shows, both ends included; all without it. */
  readonly window?: { readonly from: Time; readonly to: Time };
  /** Real numbers of the file were printed with sixteen digits, which don't tell all doubles apart. */
  readonly roundsReals?: boolean;
}

/** Where a VCD shows something else than was seen: in any name that it has, at any record. */
export function vcdDifferences(
  vcd: VcdContents,
  seen: SeenRun,
  { window, roundsReals }: VcdComparison = {},
): string[] {
  const shown = seen.times.flatMap((time, record) => (isIn(time, window) ? [{ time, record }] : []));
  const moments = new Set([...shown.map(({ time }) => time), ...(window ? [window.from] : [])]);
  const differences = vcd.problems.map((problem) => `problem: ${problem}`);
  if (shown.length === 0) differences.push("no record lies in the window");

  function compare({ path, type, changes }: VcdTrace): void {
    const texts = seen.values.get(path);
    if (!texts) return void differences.push(`${path} is no signal`);
    const digits = (text: string) => (type === "real" && roundsReals ? realText(text) : text);
    for (const { time } of changes)
      if (!moments.has(time * vcd.timescale))
        differences.push(`${path} changes at ${time}, where nothing was recorded`);
    let next = 0;
    let value: string | undefined;
    for (const { time, record } of shown) {
      while (next < changes.length && changes[next]!.time * vcd.timescale <= time)
        value = digits(changes[next++]!.value);
      if (value !== digits(texts[record] as string))
        differences.push(`${path} at ${time} fs is ${value} and was ${texts[record]}`);
    }
  }

  vcd.traces.forEach(compare);
  return differences;
}

/** Names that a VCD of the whole design has to have and has not. */
export function missingNames({ traces }: VcdContents, seen: SeenRun): string[] {
  const names = new Set(traces.map(({ path }) => path));
  return [...seen.values.keys()].filter((name) => !names.has(name));
}

function isIn(time: Time, window: VcdComparison["window"]): boolean {
  return !window || (time >= window.from && time <= window.to);
}

function realText(text: string): string {
  const value = Number(text);
  return Object.is(value, -0) ? "-0" : value.toPrecision(16);
}
