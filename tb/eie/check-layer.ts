import { sumCauses } from "./cycle-causes.ts";
import { efficiency, loadBalance, microseconds, paddingShare, theoreticalCycles } from "./figures.ts";
import { goldenOutputs } from "./golden-model.ts";
import type { MachineParams } from "./layer-image.ts";
import type { LayerPlan } from "./layer-plan.ts";
import { loadInputs } from "./load-layer.ts";
import { countPlan, type PlanResult } from "./plan-cycles.ts";
import { type EieContext, readOutputs, runPlan, type TileRun } from "./run-plan.ts";

/**
 * Runs a layer on an accelerator that is at power-on, reports metrics, and expects what the golden model and the cycle model say.
 *
 * @returns the outputs, as the accelerator's registers hold them
 */
export async function checkLayer(
  context: EieContext,
  plan: LayerPlan,
  machine: MachineParams,
): Promise<readonly number[]> {
  const { expect, metrics, sim } = context;
  loadInputs(sim, plan);
  const model = await checkTime(context, plan, machine);
  Object.assign(metrics, metricsOf(plan, model));
  const outputs = await readOutputs(context, plan);
  const golden = goldenOutputs(plan.layer);
  for (const [i, output] of outputs.entries()) expect(output, `output ${i}`).toBe(golden[i]!);
  return outputs;
}

/** Runs a layer whose inputs are in place and expects the times and counts of the cycle model, which it gives. */
export async function checkTime(
  context: EieContext,
  plan: LayerPlan,
  machine: MachineParams,
): Promise<PlanResult> {
  const { expect } = context;
  const model = countPlan(plan, machine);
  const longest = Math.max(...model.tiles.map(({ cycles }) => cycles));
  const runs = await runPlan(context, plan, longest + 1000);
  const sum = (value: (run: TileRun) => number) => runs.reduce((total, run) => total + value(run), 0);
  expect(
    sum((run) => run.cycles),
    "cycles of the layer",
  ).toBe(model.cycles);
  expect(
    sum((run) => run.batchCycles),
    "cycles of transfers",
  ).toBe(model.batchCycles);
  for (let pe = 0; pe < plan.layer.pes; pe += 1) {
    const seen = sumCauses(runs.map(({ observation }) => observation.perPe[pe]!));
    expect(seen, `causes of the cycles of PE ${pe}`).toBe(model.perPe[pe]!);
  }
  for (const key of ["pointerReads", "matrixReads", "writes", "cyclesAuthorsStop"] as const) {
    expect(
      sum(({ observation }) => observation[key]),
      key,
    ).toBe(model[key]);
  }
  return model;
}

/** What a run reports. The machine has been found equal to the model. */
function metricsOf(plan: LayerPlan, model: PlanResult): Readonly<Record<string, number | string>> {
  const { layer, residences } = plan;
  const { cycles, total, writes } = model;
  const theoretical = theoreticalCycles(plan);
  return {
    layer: layer.name,
    cycles,
    batchCycles: model.batchCycles,
    ioCycles: model.ioCycles,
    microseconds: microseconds(cycles),
    theoreticalCycles: theoretical,
    loadBalance: loadBalance(theoretical, cycles),
    efficiency: efficiency(writes, cycles, layer.pes),
    paddingShare: paddingShare(total.useful, total.padding),
    tiles: model.tiles.length,
    loads: residences.length,
    loadCycles: residences[0]!.loadCycles,
    cyclesAuthorsStop: model.cyclesAuthorsStop,
    pointerReads: model.pointerReads,
    matrixReads: model.matrixReads,
    writes,
    ...total,
  };
}
