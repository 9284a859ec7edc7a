import { parseTime } from "../../sim/engine/time/units.ts";
import { SystoleError } from "../../sim/errors/index.ts";
import type { ClocksOptions } from "../../sim/engine/time/clock-set.ts";
import type { EngineName } from "../../sim/testbench/simulate.ts";
import { type Moment, parseMoment, type WaveWindow } from "../../sim/waves/wave-window.ts";
import { suggestion } from "../cli/suggest.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import type { GivenParams } from "../find/params.ts";

/** The options of `run` as the command line gives them. */
export interface RunFlags {
  readonly param?: GivenParams;
  readonly seed?: number;
  readonly engine?: string;
  /** Seed of what registers and memories without `init` hold at first. */
  readonly powerOn?: number;
  /** Clocks with another frequency than the testbench gives. */
  readonly clock?: ClocksOptions;
  /** Text: the file, or empty for the default place; false: never, not even for a failure. */
  readonly waves?: string | false;
  /** Text: the file, or empty for the default place. */
  readonly log?: string;
  readonly scope?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly timeout?: number | string;
  readonly junit?: string;
  readonly json?: boolean;
}

/** How testbenches are run. */
export interface RunSettings {
  readonly params: GivenParams;
  readonly seed: number;
  readonly engine: EngineName;
  /** undefined: zeros. */
  readonly powerOn: number | undefined;
  readonly clocks: ClocksOptions;
  /** `failure`: a failed run is repeated with waves. */
  readonly waves: "failure" | "never" | { readonly file: string | undefined };
  /** A drive log is kept. */
  readonly log: { readonly file: string | undefined } | undefined;
  readonly scope: readonly string[];
  readonly window: WaveWindow;
  readonly timeout: number | string | undefined;
}

const engines: readonly EngineName[] = ["auto", "event", "wasm", "oblivious"];

/** @throws UsageError for options that don't go together, or values that can't be. */
export function readSettings(flags: RunFlags): RunSettings {
  const { waves, scope = [], from, to } = flags;
  const drawn = typeof waves === "string";
  const [needless] = [
    ...(scope.length > 0 ? ["--scope"] : []),
    ...(from === undefined ? [] : ["--from"]),
    ...(to === undefined ? [] : ["--to"]),
  ];
  if (!drawn && needless) throw new UsageError(`${needless} says what waves show: add --waves`);
  const window = readWindow(from, to);
  return {
    params: flags.param ?? {},
    seed: flags.seed ?? 1,
    engine: readEngine(flags.engine ?? "auto"),
    powerOn: flags.powerOn,
    clocks: flags.clock ?? {},
    waves: drawn ? { file: waves === "" ? undefined : waves } : waves === false ? "never" : "failure",
    log: flags.log === undefined ? undefined : { file: flags.log === "" ? undefined : flags.log },
    scope: readScope(scope),
    window,
    timeout: checkedTimeout(flags.timeout),
  };
}

/** @throws UsageError */
export function readWindow(from: string | undefined, to: string | undefined): WaveWindow {
  const window = { from: readMoment("--from", from), to: readMoment("--to", to) };
  refuseBackwards(window, from, to);
  return window;
}

export function readScope(patterns: readonly string[] = []): readonly string[] {
  return patterns.map(withoutStarRuns);
}

/** @throws UsageError */
export function readEngine(text: string): EngineName {
  const engine = engines.find((name) => name === text);
  if (engine === undefined)
    throw new UsageError(
      `there is no engine ${visible(text) || '""'}: ${suggestion(text, engines, "engine")}`,
    );
  return engine;
}

/** Many stars in a row mean what one does, and would take a matcher for ever. */
function withoutStarRuns(pattern: string): string {
  const segments = pattern.split(".");
  return segments.map((segment) => (segment === "**" ? segment : segment.replace(/\*+/g, "*"))).join(".");
}

function readMoment(option: string, text: string | undefined): Moment | undefined {
  if (text === undefined) return undefined;
  try {
    return parseMoment(text);
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    throw new UsageError(`${option} ${visible(text)}: give a cycle such as 120, or a time such as 1.5us`);
  }
}

function refuseBackwards({ from, to }: WaveWindow, fromText?: string, toText?: string): void {
  if (!from || !to) return;
  const backwards =
    "cycle" in from && "cycle" in to
      ? to.cycle < from.cycle
      : "time" in from && "time" in to
        ? to.time < from.time
        : false;
  if (backwards)
    throw new UsageError(
      `--to ${visible(toText ?? "")} is before --from ${visible(fromText ?? "")}: give a later end`,
    );
}

function checkedTimeout(timeout: number | string | undefined): number | string | undefined {
  if (typeof timeout !== "string") return timeout;
  try {
    parseTime(timeout);
    return timeout;
  } catch {
    throw new UsageError(
      `--timeout ${visible(timeout)}: give a number of cycles, or a time in whole femtoseconds such as 50us`,
    );
  }
}
