import type { Block, ComparedFigure, Section } from "../../sim/report/index.ts";
import { bytes, macs, parameterCount } from "./counts.ts";
import { gemms } from "./gemms.ts";
import type { LayerKind } from "./layer.ts";
import { type Network, networkMacs, networkParameterCount, networkParameters } from "./network.ts";
import { networks } from "./networks/index.ts";
import { comparedFigures } from "./published.ts";
import { inputShapes, outputShape, shapeText } from "./shapes.ts";

/** The table of all networks, and every published total with ours beside it. Batch 1. */
export function workloadSections(): readonly Section[] {
  const all = Object.values(networks).map((build) => build({ batch: 1 }));
  return [
    {
      title: "Networks",
      blocks: [
        {
          kind: "text",
          text: "One image, sentence or sample. A MAC is one multiply-accumulate of a matrix product; pooling, normalisation, activation functions and element-wise layers have none. Parameters include biases and the scales and shifts of normalisation.",
        },
        networkTable(all),
        {
          kind: "text",
          text: all
            .map(({ title, source, notes }) => `- ${[`**${title}**: ${source}.`, ...notes].join(" ")}`)
            .join("\n"),
        },
      ],
    },
    {
      title: "Against published totals",
      blocks: [
        {
          kind: "text",
          text: "Counts are closed forms, so they are held to every digit that a source prints.",
        },
        ...bySource(comparedFigures()),
      ],
    },
  ];
}

/** A network layer by layer, and what is published of it. */
export function networkSections(network: Network): readonly Section[] {
  const figures = comparedFigures(network.name);
  return [
    {
      title: network.title,
      blocks: [
        { kind: "text", text: [`Source: ${network.source}.`, ...network.notes].join(" ") },
        networkTable([network]),
        layerTable(network),
        ...bySource(figures),
      ],
    },
  ];
}

/** A comparison for each source, in the order of their first figures. */
function bySource(figures: readonly ComparedFigure[]): readonly Block[] {
  const sources = [...new Set(figures.map(({ published }) => published.source))];
  return sources.map((source) => ({
    kind: "comparison",
    caption: source,
    figures: figures.filter(({ published }) => published.source === source),
  }));
}

function networkTable(all: readonly Network[]): Block {
  return {
    kind: "table",
    caption: "Layers, work and parameters",
    columns: [
      { title: "Network" },
      { title: "Layers with weights" },
      { title: "MACs, convolution", unit: "M", digits: 1 },
      { title: "MACs, other", unit: "M", digits: 1 },
      { title: "MACs", unit: "M", digits: 1 },
      { title: "Weights" },
      { title: "Biases" },
      { title: "Normalisation" },
      { title: "Parameters" },
    ],
    rows: all.map((network) => {
      const { weights, biases, normalisation } = networkParameters(network);
      const convolutions = networkMacs(network, "convolution");
      const whole = networkMacs(network);
      return [
        network.title,
        network.nodes.filter(({ layer }) => weighted.includes(layer.kind)).length,
        convolutions / 1e6,
        (whole - convolutions) / 1e6,
        whole / 1e6,
        weights,
        biases,
        normalisation,
        networkParameterCount(network),
      ];
    }),
  };
}

const weighted: readonly LayerKind[] = ["convolution", "fullyConnected", "recurrentCell", "embedding"];

function layerTable(network: Network): Block {
  return {
    kind: "table",
    caption: "Layer by layer, with 8-bit activations and weights",
    columns: [
      { title: "Layer" },
      { title: "Kind" },
      { title: "Input" },
      { title: "Output" },
      { title: "GEMM, M×K×N" },
      { title: "MACs" },
      { title: "Parameters" },
      { title: "Inputs", unit: "B" },
      { title: "Weights", unit: "B" },
      { title: "Outputs", unit: "B" },
    ],
    rows: network.nodes.map(({ name, layer }) => {
      const size = bytes(layer, { activation: 8, weight: 8 });
      return [
        name,
        layer.kind,
        [...new Set(inputShapes(layer).map(shapeText))].join(", "),
        shapeText(outputShape(layer)),
        gemms(layer)
          .map(({ m, k, n, count }) => `${count === 1 ? "" : `${count} of `}${m}×${k}×${n}`)
          .join(", "),
        macs(layer),
        parameterCount(layer),
        size.inputs,
        size.weights,
        size.outputs,
      ];
    }),
  };
}
