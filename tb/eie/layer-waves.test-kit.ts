import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordSeenRun, type SeenRun } from "../../sim/conformance/waves/seen-run.ts";
import { type RunOptions, runTestbench } from "../../sim/testbench/index.ts";
import { simulationWaves, type SimulationWavesOptions } from "../../sim/waves/index.ts";
import { layer } from "./layer.tb.ts";

/** A layer on four PEs that fills queues, has padding, empty slices and a bias. */
const small = {
  inputs: 40,
  outputs: 150,
  pes: 4,
  weightDensity: 0.06,
  activationDensity: 0.2,
  queueDepth: 2,
  bias: true,
};

export interface LayerWaves {
  readonly file: string;
  /** The VCD. */
  readonly text: string;
  readonly seen: SeenRun;
  readonly cycles: number;
  readonly metrics: Readonly<Record<string, number | string>>;
}

/** Runs the small layer with waves in a folder, and writes down what was to be seen. */
export async function layerWaves(
  folder: string,
  options: RunOptions = {},
  waves: Omit<SimulationWavesOptions, "file"> = {},
): Promise<LayerWaves> {
  const file = join(folder, "layer.vcd");
  let seen: SeenRun = { times: [], values: new Map() };
  const { failure, cycles, metrics } = await runTestbench(layer, {
    ...options,
    params: small,
    observers: (sim) => {
      const recorder = recordSeenRun(sim);
      seen = recorder.run;
      return [simulationWaves(sim, { file, ...waves }), recorder];
    },
  });
  if (failure) throw new Error(`the layer failed: ${failure.message}`, { cause: failure.cause });
  return { file, text: readFileSync(file, "latin1"), seen, cycles, metrics };
}

/** The same run without any observer. */
export async function layerWithoutWaves() {
  const { failure, cycles, metrics } = await runTestbench(layer, { params: small });
  if (failure) throw new Error(`the layer failed: ${failure.message}`, { cause: failure.cause });
  return { cycles, metrics };
}
