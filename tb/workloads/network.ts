import { macs, parameters, type Parameters } from "./counts.ts";
import type { Layer, LayerKind, Shape } from "./layer.ts";
import { elements, inputShapes, outputShape, shapeText } from "./shapes.ts";

/** A layer in its place: its name, and the layers (or inputs of the network) that it takes its operands from, in order. */
export interface Node {
  readonly name: string;
  readonly layer: Layer;
  readonly from: readonly string[];
}

/** A network as data: a graph of layers, each after those that it takes its input from. */
export interface Network {
  /** For the command line: `resnet-50`. */
  readonly name: string;
  /** For people: `ResNet-50`. */
  readonly title: string;
  /** Where the shapes come from. */
  readonly source: string;
  /** What was chosen where sources differ or say nothing; one sentence each. */
  readonly notes: readonly string[];
  readonly inputs: Readonly<Record<string, Shape>>;
  readonly nodes: readonly Node[];
}

/** Multiply-accumulates of a network, or of its layers of some kinds only. */
export function networkMacs(network: Network, ...kinds: readonly LayerKind[]): number {
  return layersOf(network, kinds).reduce((sum, layer) => sum + macs(layer), 0);
}

/** Trained values of a network, or of its layers of some kinds only. */
export function networkParameters(network: Network, ...kinds: readonly LayerKind[]): Parameters {
  return layersOf(network, kinds)
    .map(parameters)
    .reduce(
      (sum, part) => ({
        weights: sum.weights + part.weights,
        biases: sum.biases + part.biases,
        normalisation: sum.normalisation + part.normalisation,
      }),
      { weights: 0, biases: 0, normalisation: 0 },
    );
}

/** All trained values of a network, or of its layers of some kinds only. */
export function networkParameterCount(network: Network, ...kinds: readonly LayerKind[]): number {
  const { weights, biases, normalisation } = networkParameters(network, ...kinds);
  return weights + biases + normalisation;
}

/** The layer of a name, or undefined. */
export function layerOf(network: Network, name: string): Layer | undefined {
  return network.nodes.find((node) => node.name === name)?.layer;
}

function layersOf(network: Network, kinds: readonly LayerKind[]): readonly Layer[] {
  const layers = network.nodes.map((node) => node.layer);
  return kinds.length === 0 ? layers : layers.filter((layer) => kinds.includes(layer.kind));
}

/** What flows where it does not fit. */
export interface FlowProblem {
  readonly layer: string;
  readonly from: string;
  readonly given: string;
  readonly wanted: string;
}

/** Operands whose shape is not that of what they come from. A fully connected layer may flatten what it gets. */
export function flowProblems(network: Network): readonly FlowProblem[] {
  const given = new Map<string, Shape>(Object.entries(network.inputs));
  const problems: FlowProblem[] = [];
  for (const { name, layer, from } of network.nodes) {
    const wanted = inputShapes(layer);
    for (let i = 0; i < Math.max(wanted.length, from.length); i++) {
      const source = from[i];
      const shape = source === undefined ? undefined : given.get(source);
      const expected = wanted[i];
      if (shape && expected && fits(layer, shape, expected)) continue;
      problems.push({
        layer: name,
        from: source ?? "nothing",
        given: shape ? shapeText(shape) : "nothing",
        wanted: expected ? shapeText(expected) : "nothing",
      });
    }
    given.set(name, outputShape(layer));
  }
  return problems;
}

function fits(layer: Layer, given: Shape, wanted: Shape): boolean {
  if (layer.kind === "fullyConnected" && elements(given) === elements(wanted)) return true;
  return shapeText(given) === shapeText(wanted);
}
