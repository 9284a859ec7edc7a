import { spawnSync } from "node:child_process";
import type { BenchDesign } from "./design.ts";
import { firstCycle, type MeasuredEngine } from "./engine-contender.ts";

/** What it takes to start a design in an engine, in a process of its own. */
export interface Start {
  /** From `new` to the end of the first cycle. */
  readonly seconds: number;
  /** The most memory that the process had, Node and the kit included. */
  readonly peakMegabytes: number;
}

/** Measures the start in a new process, so that memory and compiled code of other runs don't count. */
export function startOf(design: BenchDesign, engine: MeasuredEngine, script: string): Start {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...process.execArgv, script, "--only", design.name, "--start", engine],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`the start of ${design.name} failed: ${stderr}`);
  return JSON.parse(stdout) as Start;
}

/** The same in this process. */
export function measureStart(design: BenchDesign, engine: MeasuredEngine): Start {
  const seconds = firstCycle(design, engine);
  return { seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}
