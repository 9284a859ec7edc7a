import { Eie } from "../../hw/eie/index.ts";
import { createRandom } from "../../sim/random/random.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { checkTime } from "./check-layer.ts";
import { eieFail } from "./errors.ts";
import { microseconds, publishedClock, theoreticalCycles } from "./figures.ts";
import { goldenOutputs } from "./golden-model.ts";
import { paramsFor } from "./layer-image.ts";
import type { LayerPlan } from "./layer-plan.ts";
import { loadInputs } from "./load-layer.ts";
import { checkMachine, machineOf, machineParams } from "./machine-params.ts";
import { type NetworkLayer, planNetwork } from "./network.ts";
import { randomLayerSource } from "./random-layer.ts";
import { readOutputs } from "./run-plan.ts";

/**
 * Layers after each other on EIE, with ReLU between them, random weights and no activation that leaves the machine: the outputs of the last one
 * equal the golden models' chain bit for bit, the cycles of each the cycle model.
 */
export const network = testbench(
  {
    name: "eie/network",
    description: "a feed-forward network on EIE: activations stay in the machine from layer to layer",
    tags: ["quick"],
    params: {
      layers: param.string({
        default: "512x256x256x100",
        description: "lengths of the vectors, such as 9216x4096x4096x1000; the weights are random",
      }),
      weightDensity: param.number({ default: 0.1, min: 0, max: 1, description: "share of the weights" }),
      activationDensity: param.number({
        default: 0.35,
        min: 0,
        max: 1,
        description: "share of the network's inputs; those of later layers come from ReLU",
      }),
      pes: param.integer({ default: 16, min: 1, max: 4096, description: "processing elements" }),
      ...machineParams,
    },
    prepare({ params, seed }): readonly LayerPlan[] {
      checkMachine(params);
      const { pes, weightDensity, activationDensity, lineEntries } = params;
      const lengths = lengthsOf(params.layers);
      const seeds = createRandom(seed);
      const sources = lengths.slice(1).map((outputs, i) =>
        randomLayerSource({
          ...{ name: `layer ${i + 1}`, inputs: lengths[i]!, outputs, pes, weightDensity, activationDensity },
          ...{ bias: true, relu: i < lengths.length - 2, seed: seeds.integer(0, 2 ** 32 - 1) },
        }),
      );
      const layers: readonly NetworkLayer[] = sources;
      return planNetwork(layers, sources[0]!.activations, lineEntries);
    },
    clock: publishedClock,
    dut: (params, plans) => new Eie(paramsFor(plans, machineOf(params))),
  },
  async (context) => {
    const { expect, log, metrics, params, prepared: plans, sim } = context;
    loadInputs(sim, plans[0]!);
    const total = { cycles: 0, batchCycles: 0, ioCycles: 0, theoreticalCycles: 0 };
    for (const plan of plans) {
      const model = await checkTime(context, plan, machineOf(params));
      const { inputs, outputs, name } = plan.layer;
      total.cycles += model.cycles;
      total.batchCycles += model.batchCycles;
      total.ioCycles += model.ioCycles;
      total.theoreticalCycles += theoreticalCycles(plan);
      log(
        `${name}: ${inputs} → ${outputs}, ${model.activations} activations sent, ${model.cycles} cycles, ` +
          `${model.batchCycles} of batch transfers; outputs in ${plan.resultBase === undefined ? "the registers" : "the activation SRAM"}`,
      );
    }
    const golden = goldenOutputs(plans.at(-1)!.layer);
    const outputs = await readOutputs(context, plans.at(-1)!);
    for (const [i, output] of outputs.entries()) expect(output, `output ${i}`).toBe(golden[i]!);
    Object.assign(metrics, { layers: plans.length, microseconds: microseconds(total.cycles), ...total });
  },
);

/** @throws E-EIE-NETWORK */
function lengthsOf(text: string): readonly number[] {
  const lengths = text.split("x").map(Number);
  if (
    lengths.length < 2 ||
    !lengths.every((length) => Number.isInteger(length) && length >= 1 && length <= 65536)
  )
    eieFail("E-EIE-NETWORK", { text });
  return lengths;
}
