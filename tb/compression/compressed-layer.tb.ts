import { Eie } from "../../hw/eie/index.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { checkLayer } from "../eie/check-layer.ts";
import { publishedClock } from "../eie/figures.ts";
import { paramsFor } from "../eie/layer-image.ts";
import { type LayerPlan, planLayer } from "../eie/layer-plan.ts";
import { makeLayer } from "../eie/layer.ts";
import { compressLayer } from "./compress-layer.ts";
import { normalWeights } from "./random-weights.ts";

const machine = { queueDepth: 8, entriesPerRow: 8 };

/** A dense layer with normal weights: pruned, shared by k-means, encoded and run on EIE; outputs and cycles equal the models. */
export const compressed = testbench(
  {
    name: "compression/eie",
    description: "a dense layer, compressed by Deep Compression and run on EIE",
    tags: ["quick"],
    params: {
      inputs: param.integer({ default: 256, min: 1, max: 8192, description: "length of the input vector" }),
      outputs: param.integer({ default: 128, min: 1, max: 8192, description: "length of the output vector" }),
      density: param.number({ default: 0.1, min: 0, max: 1, description: "share of the weights that stays" }),
      pes: param.integer({ default: 16, min: 1, max: 4096, description: "processing elements" }),
    },
    prepare({ params: { inputs, outputs, density, pes }, seed, random }): LayerPlan {
      const source = compressLayer(normalWeights(inputs * outputs, seed), {
        ...{
          name: `${inputs}×${outputs} at ${density}`,
          rows: outputs,
          columns: inputs,
          density,
          pes,
          relu: true,
        },
        activations: Array.from({ length: inputs }, () => (random.real() < 0.35 ? random.real() : 0)),
      });
      return planLayer(makeLayer(source), { entriesPerRow: machine.entriesPerRow, matrix: source.matrix });
    },
    clock: publishedClock,
    dut: (_, plan) => new Eie(paramsFor([plan], machine)),
  },
  async (context) => {
    await checkLayer(context, context.prepared, machine);
  },
);
