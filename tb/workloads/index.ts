/**
 * The shared workload table: layers as data with their shapes, work and bytes; networks built from compact definitions and checked
 * against published totals; the matrix products of a layer; topologies of SCALE-Sim, read and written.
 */
export { buildNetwork, type NetworkBuilder } from "./build-network.ts";
export { checkLayer } from "./check-layer.ts";
export {
  bytes,
  type Bytes,
  gates,
  macs,
  parameterCount,
  type Parameters,
  parameters,
  type Widths,
} from "./counts.ts";
export { type Gemm, gemmMacs, gemms } from "./gemms.ts";
export type {
  Add,
  Attention,
  Concatenation,
  Convolution,
  Embedding,
  FactorisationMachine,
  FullyConnected,
  Layer,
  LayerKind,
  Normalisation,
  Padding,
  Pooling,
  RecurrentCell,
  Shape,
} from "./layer.ts";
export { isDepthwise } from "./layer.ts";
export {
  flowProblems,
  layerOf,
  type Network,
  networkMacs,
  networkParameterCount,
  networkParameters,
  type Node,
} from "./network.ts";
export { type NetworkTopology, networkTopology } from "./network-topology.ts";
export * from "./networks/index.ts";
export { claims, comparedFigures } from "./published.ts";
export { parseTopology, readTopology } from "./read-topology.ts";
export { networkSections, workloadSections } from "./sections.ts";
export { elements, inputShapes, outputExtents, outputShape, shapeText } from "./shapes.ts";
export type { ConvolutionRow, GemmRow, Topology, TopologyFormat } from "./topology.ts";
export { type TopologyLayer, topologyLayers } from "./topology-layers.ts";
export { topologyText } from "./topology-text.ts";
