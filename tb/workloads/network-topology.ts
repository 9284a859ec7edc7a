import { workloadFail } from "./errors.ts";
import { type Gemm, gemms } from "./gemms.ts";
import { isDepthwise, type Convolution, type Layer } from "./layer.ts";
import type { Network, Node } from "./network.ts";
import { outputExtents } from "./shapes.ts";
import {
  type ConvolutionRow,
  depthwiseMark,
  type GemmRow,
  type Topology,
  type TopologyFormat,
} from "./topology.ts";

/** A topology and the layers of the network that it does not have, because they multiply no matrices. */
export interface NetworkTopology {
  readonly topology: Topology;
  readonly leftOut: readonly string[];
}

/**
 * The topology of a network for SCALE-Sim. The work is exact: SCALE-Sim's own formula counts the MACs of every layer that is in it.
 *
 * What the convolution format has no words for is written so:
 * - padding: the IFMAP has its padded size, less the rows and columns at its end that no window reaches;
 * - groups: a row a group; a depthwise convolution is one row named `DP_…`, which SCALE-Sim repeats for each channel;
 * - any other matrix product: a convolution with 1×1 filters, M high and 1 wide, over K channels; a row for each head and step.
 *
 * The GEMM format takes every product as it is. Pooling, embeddings and element-wise layers are left out; so is the order in which
 * branches run, as both formats are lists.
 *
 * @throws E-WL-CSV-BATCH, E-WL-CSV-NAME, E-WL-CSV-NOTHING
 */
export function networkTopology(network: Network, format: TopologyFormat = "convolution"): NetworkTopology {
  const working = network.nodes.filter(({ layer }) => gemms(layer).length > 0);
  if (working.length === 0) workloadFail("E-WL-CSV-NOTHING", { network: network.name });
  const topology: Topology =
    format === "gemm"
      ? { format, rows: working.flatMap(gemmRows) }
      : { format, rows: working.flatMap(convolutionRows) };
  const leftOut = network.nodes.filter((node) => !working.includes(node)).map((node) => node.name);
  return { topology, leftOut };
}

function gemmRows({ name, layer }: Node): readonly GemmRow[] {
  return products(name, layer).map(([row, { m, n, k }]) => ({ name: row, m, n, k }));
}

function convolutionRows({ name, layer }: Node): readonly ConvolutionRow[] {
  if (layer.kind === "convolution") return imageRows(name, layer);
  return products(plainName(name), layer).map(([row, { m, n, k }]) => ({
    name: row,
    ifmapHeight: m,
    ifmapWidth: 1,
    filterHeight: 1,
    filterWidth: 1,
    channels: k,
    filters: n,
    strideRows: 1,
    strideColumns: 1,
  }));
}

function imageRows(name: string, layer: Convolution): readonly ConvolutionRow[] {
  if (layer.batch > 1) workloadFail("E-WL-CSV-BATCH", { layer: name, batch: layer.batch });
  const { height, width } = outputExtents(layer);
  const row = {
    ifmapHeight: (height - 1) * layer.strideRows + layer.kernelHeight,
    ifmapWidth: (width - 1) * layer.strideColumns + layer.kernelWidth,
    filterHeight: layer.kernelHeight,
    filterWidth: layer.kernelWidth,
    strideRows: layer.strideRows,
    strideColumns: layer.strideColumns,
  };
  const filters = layer.filters / layer.groups;
  if (isDepthwise(layer)) {
    const marked = name.includes(depthwiseMark) ? name : `${depthwiseMark}_${name}`;
    return [{ name: marked, ...row, channels: layer.channels, filters }];
  }
  return numbered(plainName(name), layer.groups).map((part) => ({
    name: part,
    ...row,
    channels: layer.channels / layer.groups,
    filters,
  }));
}

/** Every single product of a layer, by name. */
function products(name: string, layer: Layer): readonly (readonly [string, Gemm])[] {
  const kinds = gemms(layer);
  return kinds.flatMap((product, i) => {
    const part = kinds.length === 1 ? name : `${name}-${partName(layer, i)}`;
    return numbered(part, product.count).map((row) => [row, product] as const);
  });
}

function partName(layer: Layer, index: number): string {
  if (layer.kind === "attention") return index === 0 ? "QKT" : "PV";
  return index === 0 ? "input" : "hidden";
}

function numbered(name: string, count: number): readonly string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name}-${i + 1}`);
}

function plainName(name: string): string {
  if (!name.includes(depthwiseMark)) return name;
  const why = `SCALE-Sim takes a name with "${depthwiseMark}" for a depthwise convolution`;
  return workloadFail("E-WL-CSV-NAME", { layer: name, why });
}
