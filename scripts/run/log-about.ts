import type { ClocksOptions } from "../../sim/engine/time/clock-set.ts";
import type { LogSource } from "../../sim/snapshot/index.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";
import type { GivenParams } from "../find/params.ts";
import type { RunSettings } from "./settings.ts";

/** What a log says about its run, so that its design can be made again. */
export interface LogAbout {
  readonly testbench: string;
  readonly params: GivenParams;
  readonly seed: number;
  readonly engine: string;
  /** For readers: the snapshots hold what these have brought about. */
  readonly powerOn?: number | undefined;
  readonly clocks?: ClocksOptions | undefined;
}

export function aboutRun(testbench: string, settings: RunSettings): LogAbout & Record<string, unknown> {
  const { params, seed, engine, powerOn, clocks } = settings;
  return { testbench, params, seed, engine, powerOn, clocks };
}

/** @throws UsageError where a log was not written by `run` */
export function readAbout(file: string, { about }: LogSource): LogAbout {
  const { testbench, params, seed, engine } = about as Partial<LogAbout>;
  const isRun =
    typeof testbench === "string" &&
    typeof params === "object" &&
    params !== null &&
    Object.values(params).every((value) => typeof value === "string") &&
    Number.isInteger(seed);
  if (!isRun)
    throw new UsageError(
      `${visible(file)} names no testbench that it is of: call replay(top, openDriveLog(…)) in a file of your own`,
    );
  return { testbench, params: params as GivenParams, seed: seed as number, engine: engine ?? "auto" };
}
