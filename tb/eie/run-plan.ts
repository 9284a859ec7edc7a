import { type Eie, Mode, SRAM_PORT_WORDS } from "../../hw/eie/index.ts";
import type { TestbenchContext } from "../../sim/testbench/index.ts";
import { type LayerObservation, layerMonitor } from "./layer-monitor.ts";
import { type LayerPlan, vectorRows } from "./layer-plan.ts";
import { loadCodebook, loadResidence, setTile } from "./load-layer.ts";

/** What a testbench of EIE works with. */
export type EieContext = Pick<
  TestbenchContext<unknown, Eie, unknown>,
  "clk" | "dut" | "expect" | "metrics" | "sim" | "until"
>;

/** What was seen of a start. */
export interface TileRun {
  readonly cycles: number;
  readonly batchCycles: number;
  readonly observation: LayerObservation;
}

/**
 * Runs a layer whose inputs are in place, tile by tile.
 *
 * @param limit cycles after which a tile has failed
 */
export async function runPlan(
  { clk, dut, sim, until }: EieContext,
  plan: LayerPlan,
  limit: number,
): Promise<readonly TileRun[]> {
  const monitor = layerMonitor(dut);
  const detach = sim.attach(monitor);
  const runs: TileRun[] = [];
  loadCodebook(dut, sim, plan.layer);
  for (const residence of plan.residences) {
    loadResidence(dut, sim, residence);
    for (const tile of residence.tiles) {
      setTile(dut, tile);
      const before = clk.cycle;
      dut.start.value = 1;
      await clk.rising();
      dut.start.value = 0;
      await until(dut.mode, "==", Mode.InputOutput, { timeout: limit });
      const elapsed = clk.cycle - before;
      await clk.rising();
      const batchCycles = dut.batchCycle.value;
      runs.push({ cycles: elapsed - batchCycles, batchCycles, observation: monitor.result() });
    }
  }
  detach();
  return runs;
}

/** Reads the outputs of a layer that has been run: from the registers, or from the activation SRAM by way of the registers. */
export async function readOutputs(context: EieContext, plan: LayerPlan): Promise<readonly number[]> {
  const { layer, resultBase, registers } = plan;
  if (resultBase === undefined) return readRegisters(context, layer.outputs);
  const outputs: number[] = [];
  const span = registers * layer.pes;
  for (let first = 0; first < layer.outputs; first += span) {
    const count = Math.min(span, layer.outputs - first);
    await fetchRows(context, resultBase + first / layer.pes, vectorRows(count, layer.pes));
    outputs.push(...(await readRegisters(context, count)));
  }
  return outputs;
}

/** Transfers without a computation. */
async function fetchRows({ clk, dut, until }: EieContext, base: number, rows: number): Promise<void> {
  const { settings } = dut;
  settings.compute.value = 0;
  settings.fetch.value = 1;
  settings.clear.value = 0;
  settings.fetchBase.value = base;
  settings.prepareBlocks.value = Math.ceil(rows / Math.min(SRAM_PORT_WORDS, dut.config.transferWords));
  dut.start.value = 1;
  await clk.rising();
  dut.start.value = 0;
  await until(dut.mode, "==", Mode.InputOutput, { timeout: rows + 2 });
}

/** Values of the source file, row by row, PE 0's first. */
async function readRegisters({ clk, dut }: EieContext, count: number): Promise<readonly number[]> {
  const { pes } = dut.config;
  const values: number[] = [];
  for (let row = 0; row * pes < count; row += 1) {
    dut.ioRow.value = row;
    await clk.rising();
    for (let pe = 0; pe < Math.min(pes, count - row * pes); pe += 1) values.push(dut.activation[pe]!.value);
  }
  return values;
}
