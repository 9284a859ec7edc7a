import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { macs } from "./counts.ts";
import { productLayerArbitrary } from "./layer-arbitrary.ts";
import type { Network } from "./network.ts";
import { networkTopology } from "./network-topology.ts";
import { parseTopology } from "./read-topology.ts";
import type { ConvolutionRow } from "./topology.ts";
import { topologyLayers } from "./topology-layers.ts";
import { topologyText } from "./topology-text.ts";

const networkArbitrary = fc
  .array(productLayerArbitrary, { minLength: 1, maxLength: 6 })
  .map((layers): Network => ({
    name: "any",
    title: "Any",
    source: "fast-check",
    notes: [],
    inputs: {},
    nodes: layers.map((layer, i) => ({ name: `layer ${i}`, layer, from: [] })),
  }));
const formats = ["convolution", "gemm"] as const;

/** The count as SCALE-Sim makes it from a row: `topology_utils.py`, a window more where the stride leaves a rest. */
function scaleSimMacs(row: ConvolutionRow): number {
  const height = Math.ceil((row.ifmapHeight - row.filterHeight + row.strideRows) / row.strideRows);
  const width = Math.ceil((row.ifmapWidth - row.filterWidth + row.strideColumns) / row.strideColumns);
  return height * width * row.filterHeight * row.filterWidth * row.channels * row.filters;
}

describe("a topology", () => {
  it("comes back from its text as it was, whatever the line ends", () => {
    fc.assert(
      fc.property(
        networkArbitrary,
        fc.constantFrom(...formats),
        fc.constantFrom("\n", "\r\n"),
        (network, format, end) => {
          const { topology } = networkTopology(network, format);
          expect(parseTopology(topologyText(topology).replaceAll("\n", end))).toEqual(topology);
        },
      ),
    );
  });

  it("has the work of its network, by our count and by SCALE-Sim's", () => {
    fc.assert(
      fc.property(networkArbitrary, fc.constantFrom(...formats), (network, format) => {
        const work = network.nodes.reduce((sum, { layer }) => sum + macs(layer), 0);
        const { topology } = networkTopology(network, format);
        expect(topologyLayers(topology).reduce((sum, { layer }) => sum + macs(layer), 0)).toBe(work);
        if (topology.format === "convolution")
          expect(topology.rows.reduce((sum, row) => sum + scaleSimMacs(row), 0)).toBe(work);
      }),
    );
  });

  it("written, read and written again is the same text", () => {
    fc.assert(
      fc.property(networkArbitrary, (network) => {
        const text = topologyText(networkTopology(network).topology);
        const nodes = topologyLayers(parseTopology(text)).map((layer) => ({ ...layer, from: [] }));
        expect(topologyText(networkTopology({ ...network, nodes }).topology)).toBe(text);
      }),
    );
  });
});
