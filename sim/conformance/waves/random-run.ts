import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Module } from "../../describe/index.ts";
import { simulate, type SimulateOptions } from "../../testbench/index.ts";
import { simulationWaves, type SimulationWavesOptions } from "../../waves/index.ts";
import { type CycleGene, stimulusValue } from "../generator/index.ts";
import { type OpenSignal, recordSeenRun, type SeenRun, valuesNow } from "./seen-run.ts";

export interface RandomRunOptions extends SimulateOptions {
  /** Of the waves; false runs without any observer. */
  readonly waves?: Omit<SimulationWavesOptions, "file"> | false;
  /** How many edges each stimulus lasts, by its number; one where nothing is said. With it, nothing but the waves observes the run. */
  readonly steps?: (number: number) => number;
}

export interface RandomRun {
  readonly file: string;
  /** The VCD. */
  readonly text: string;
  readonly seen: SeenRun;
  /** The values of all signals behind each edge, taken by the testbench. */
  readonly samples: readonly ReadonlyMap<string, string>[];
}

/** Runs a random design on its stimuli; after some edges the inputs change a quarter of a cycle later. */
export function runRandom(
  make: () => Module,
  cycles: readonly CycleGene[],
  folder: string,
  { waves = {}, steps, ...options }: RandomRunOptions = {},
): RandomRun {
  const sim = simulate(make(), options);
  const file = join(folder, "random.vcd");
  const recorder = recordSeenRun(sim);
  if (waves !== false) {
    sim.observe(simulationWaves(sim, { file, tick: 250_000n, ...waves }));
    if (!steps) sim.observe(recorder);
  }
  const { top } = sim.engine.program.design;
  const inputs = top.signals.filter((signal): signal is OpenSignal => signal.direction === "input");
  const samples = cycles.map((cycle, number) => {
    if (number % 3 === 1) sim.run("250ps");
    inputs.forEach((signal, i) => {
      signal.value = stimulusValue(signal.type, cycle, i);
    });
    sim.setReset(cycle.reset);
    sim.step(steps?.(number));
    return valuesNow(sim);
  });
  sim.close();
  return { file, text: waves === false ? "" : readFileSync(file, "latin1"), seen: recorder.run, samples };
}
