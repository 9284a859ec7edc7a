import type { Convolution, FullyConnected, Padding } from "./layer.ts";
import { type ConvolutionRow, depthwiseMark, type GemmRow, type Topology } from "./topology.ts";

/** A layer of a topology, by its name; a topology says nothing of what flows where. */
export interface TopologyLayer {
  readonly name: string;
  readonly layer: Convolution | FullyConnected;
}

/**
 * The layers of a topology, with the work that SCALE-Sim counts for them.
 *
 * A convolution's image is the IFMAP as it stands, which includes whatever padding there was; where the stride leaves a rest, zeros
 * below and on the right make up the one window that SCALE-Sim adds. A row with `DP` in its name is a depthwise convolution. Biases are
 * not known, and so not there.
 */
export function topologyLayers(topology: Topology): readonly TopologyLayer[] {
  return topology.format === "gemm"
    ? topology.rows.map((row) => ({ name: row.name, layer: productOf(row) }))
    : topology.rows.map((row) => ({ name: row.name, layer: convolutionOf(row) }));
}

function productOf({ m, n, k }: GemmRow): FullyConnected {
  return { kind: "fullyConnected", batch: 1, positions: m, inputs: k, outputs: n, bias: false, tied: false };
}

function convolutionOf(row: ConvolutionRow): Convolution {
  const groups = row.name.includes(depthwiseMark) ? row.channels : 1;
  const padding: Padding = {
    top: 0,
    left: 0,
    bottom: missing(row.ifmapHeight, row.filterHeight, row.strideRows),
    right: missing(row.ifmapWidth, row.filterWidth, row.strideColumns),
  };
  return {
    kind: "convolution",
    batch: 1,
    channels: row.channels,
    height: row.ifmapHeight,
    width: row.ifmapWidth,
    filters: row.filters * groups,
    kernelHeight: row.filterHeight,
    kernelWidth: row.filterWidth,
    strideRows: row.strideRows,
    strideColumns: row.strideColumns,
    padding,
    groups,
    bias: false,
    batchNormalisation: false,
  };
}

/** Rows or columns that the last, partly filled window needs. */
function missing(image: number, filter: number, stride: number): number {
  const rest = (image - filter) % stride;
  return rest === 0 ? 0 : stride - rest;
}
