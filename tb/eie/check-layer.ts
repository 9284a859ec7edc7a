import { type Eie, Mode } from "../../hw/eie/index.ts";
import type { TestbenchContext } from "../../sim/testbench/index.ts";
import { sumCauses } from "./cycle-causes.ts";
import { countCycles } from "./cycle-model.ts";
import { efficiency, loadBalance, microseconds, paddingShare, theoreticalCycles } from "./figures.ts";
import { goldenOutputs } from "./golden-model.ts";
import type { Layer } from "./layer.ts";
import type { MachineParams } from "./layer-image.ts";
import { type LayerObservation, layerMonitor } from "./layer-monitor.ts";
import { loadLayer, outputRow } from "./load-layer.ts";

/** What a layer's testbench works with. */
export type LayerContext = Pick<
  TestbenchContext<unknown, Eie, unknown>,
  "clk" | "dut" | "expect" | "metrics" | "sim" | "until"
>;

/**
 * Runs a layer on an accelerator that is at power-on, reports metrics, and expects what the golden model and the cycle model say.
 *
 * @returns the outputs, as the accelerator's registers hold them
 */
export async function checkLayer(
  context: LayerContext,
  layer: Layer,
  machine: MachineParams,
): Promise<readonly number[]> {
  const { expect, metrics } = context;
  const model = countCycles(layer, machine);
  const { cycles, observation } = await compute(context, layer, model.cycles + 1000);
  report(metrics, layer, cycles, observation);

  expect(cycles, "cycles of the layer").toBe(model.cycles);
  for (let pe = 0; pe < layer.pes; pe += 1) {
    expect(observation.perPe[pe]!, `causes of the cycles of PE ${pe}`).toBe(model.perPe[pe]!);
  }
  for (const key of ["pointerReads", "matrixReads", "writes", "cyclesAuthorsStop"] as const) {
    expect(observation[key], key).toBe(model[key]);
  }
  return readOutputs(context, layer);
}

/** From start to end; `limit`: cycles after which it has failed. */
async function compute({ clk, dut, sim, until }: LayerContext, layer: Layer, limit: number) {
  loadLayer(dut, sim, layer);
  const monitor = layerMonitor(dut);
  const detach = sim.attach(monitor);
  const before = clk.cycle;
  dut.start.value = 1;
  await clk.rising();
  dut.start.value = 0;
  await until(dut.mode, "==", Mode.InputOutput, { timeout: limit });
  const cycles = clk.cycle - before;
  await clk.rising();
  detach();
  return { cycles, observation: monitor.result() };
}

async function readOutputs({ clk, dut, expect }: LayerContext, layer: Layer): Promise<readonly number[]> {
  const golden = goldenOutputs(layer);
  const outputs: number[] = [];
  for (let row = 0; row * layer.pes < layer.outputs; row += 1) {
    dut.ioRow.value = row;
    await clk.rising();
    outputs.push(...outputRow(dut, layer, row));
  }
  for (const [i, output] of outputs.entries()) expect(output, `output ${i}`).toBe(golden[i]!);
  return outputs;
}

function report(
  metrics: Record<string, number | string>,
  layer: Layer,
  cycles: number,
  observation: LayerObservation,
): void {
  const { writes, pointerReads, matrixReads, cyclesAuthorsStop } = observation;
  const total = sumCauses(observation.perPe);
  Object.assign(metrics, {
    layer: layer.name,
    cycles,
    cyclesAuthorsStop,
    microseconds: microseconds(cycles),
    theoreticalCycles: theoreticalCycles(layer),
    loadBalance: loadBalance(layer, cycles),
    efficiency: efficiency(writes, cycles, layer.pes),
    paddingShare: paddingShare(total.useful, total.padding),
    pointerReads,
    matrixReads,
    writes,
    ...total,
  });
}
