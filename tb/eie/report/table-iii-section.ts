import type { Section } from "../../../sim/report/index.ts";
import { savedBySkipping } from "../published/trends.ts";
import type { MeasuredLayer } from "./measure.ts";

/** Table III: what goes in. */
export function tableIiiSection(layers: readonly MeasuredLayer[]): Section {
  const pruned = layers.filter(({ row }) => row.activationDensity < 1);
  const mean = pruned.reduce((sum, layer) => sum + 1 - layer.activationShare, 0) / pruned.length;
  return {
    title: "Table III: the layers",
    blocks: [
      {
        kind: "table",
        caption: "Table III as printed, and what was generated from it",
        columns: [
          { title: "layer" },
          { title: "inputs" },
          { title: "outputs" },
          { title: "weight %", digits: 0 },
          { title: "here", digits: 2 },
          { title: "act %", digits: 1 },
          { title: "here", digits: 2 },
          { title: "FLOP %", digits: 0 },
          { title: "here", digits: 2 },
        ],
        rows: layers.map(({ row, weightShare, activationShare, workShare }) => [
          row.name,
          row.inputs,
          row.outputs,
          100 * row.weightDensity,
          100 * weightShare,
          100 * row.activationDensity,
          100 * activationShare,
          100 * row.flopShare,
          100 * workShare,
        ]),
      },
      { kind: "text", text: tableIiiText },
      ...(pruned.length < 6
        ? []
        : [
            {
              kind: "comparison" as const,
              caption: "What skipping saves",
              figures: [
                {
                  published: savedBySkipping,
                  measured: 100 * mean,
                  why: "the mean share of zeros in the six layers that have any; the three of NeuralTalk have none. The paper does not say over what it averages",
                },
              ],
            },
          ]),
    ],
  };
}

const tableIiiText = [
  "The number of activations is exact, round(inputs · density); weights are there independently of each other, so their share differs from the density by chance, in the second decimal.",
  "The paper's FLOP% is the product of its two densities within a percent, but not always as rounded: of Alex-8 it prints 10 %, and 25 % · 37.5 % is 9.4 %. So the printed densities do not determine the layers.",
].join(" ");
