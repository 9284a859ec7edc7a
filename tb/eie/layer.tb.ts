import { Eie } from "../../hw/eie/index.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { checkLayer } from "./check-layer.ts";
import { publishedClock } from "./figures.ts";
import { makeLayer, type Operand } from "./layer.ts";
import { paramsFor } from "./layer-image.ts";
import { type LayerPlan, planLayer } from "./layer-plan.ts";
import { batchingParam, checkMachine, machineOf, machineParams } from "./machine-params.ts";
import { randomLayerSource } from "./random-layer.ts";
import { tableIii, tableIiiRow } from "./published/table-iii.ts";

const names = tableIii.map((row) => row.name);

/** A random layer on EIE: outputs equal the golden model bit for bit, cycles and their causes the cycle model. */
export const layer = testbench(
  {
    name: "eie/layer",
    description: "a layer on EIE, of Table III of the paper or of any size",
    tags: ["quick"],
    params: {
      layer: param.choice(["random", ...names], {
        default: "random",
        description: "shape and densities of a layer of Table III; random: those of the parameters",
      }),
      inputs: param.integer({ default: 1024, min: 1, max: 65536, description: "length of the input vector" }),
      outputs: param.integer({
        default: 512,
        min: 1,
        max: 65536,
        description: "length of the output vector",
      }),
      weightDensity: param.number({ default: 0.1, min: 0, max: 1, description: "share of the weights" }),
      activationDensity: param.number({ default: 0.35, min: 0, max: 1, description: "share of the inputs" }),
      negative: param.number({
        default: 0,
        min: 0,
        max: 1,
        description: "share of the inputs that is negative",
      }),
      pes: param.integer({ default: 64, min: 1, max: 4096, description: "processing elements" }),
      ...machineParams,
      ...batchingParam,
      operand: param.choice(["fp32", "fixed16"], {
        default: "fp32",
        description: "type of weights and activations",
      }),
      shift: param.integer({
        default: 12,
        min: 0,
        max: 14,
        description: "bits that fixed16 products are shifted",
      }),
      bias: param.boolean({ default: false, description: "one more column, with activation 1.0" }),
      relu: param.boolean({ default: true, description: "negative outputs become 0" }),
    },
    prepare({ params, seed }): LayerPlan {
      checkMachine(params);
      const operand: Operand =
        params.operand === "fp32" ? { kind: "fp32" } : { kind: "fixed16", shift: params.shift };
      const { pes, bias, relu, negative: negativeShare } = params;
      const shape = tableIiiRow(params.layer);
      const source = randomLayerSource({
        ...(shape ?? sizesOf(params)),
        ...{ pes, operand, bias, relu, negativeShare, seed },
      });
      const { batching, lineEntries: entriesPerRow } = params;
      return planLayer(makeLayer(source), { batching, entriesPerRow, matrix: source.matrix });
    },
    clock: publishedClock,
    dut: (params, prepared) => new Eie(paramsFor([prepared], machineOf(params))),
  },
  async (context) => {
    await checkLayer(context, context.prepared, machineOf(context.params));
  },
);

interface Sizes {
  readonly inputs: number;
  readonly outputs: number;
  readonly weightDensity: number;
  readonly activationDensity: number;
}

function sizesOf(params: Sizes): Sizes {
  const { inputs, outputs, weightDensity, activationDensity } = params;
  return { inputs, outputs, weightDensity, activationDensity };
}
