import { elements, inputShapes, outputShape } from "./shapes.ts";
import type { Layer, RecurrentCell } from "./layer.ts";

/** Multiply-accumulates of a layer over its whole batch. Additions, comparisons and look-ups alone are none. */
export function macs(layer: Layer): number {
  switch (layer.kind) {
    case "convolution": {
      const window = (layer.channels / layer.groups) * layer.kernelHeight * layer.kernelWidth;
      return layer.batch * elements(outputShape(layer)) * window;
    }
    case "fullyConnected":
      return layer.batch * layer.positions * layer.inputs * layer.outputs;
    case "attention":
      return 2 * layer.batch * layer.queries * layer.keys * layer.modelWidth;
    case "recurrentCell":
      return layer.batch * layer.steps * gates(layer) * layer.hidden * (layer.inputs + layer.hidden);
    case "factorisationMachine":
      // The first order is a MAC a field; Σᵢ vᵢₖ² is one a value, the square of the sum one more for each k, the sum additions only.
      return layer.batch * (layer.fields + (layer.fields + 1) * layer.width);
    case "pooling":
    case "embedding":
    case "add":
    case "concatenation":
    case "normalisation":
      return 0;
  }
}

/** Trained values of a layer by what they are for. */
export interface Parameters {
  readonly weights: number;
  readonly biases: number;
  /** Scales and shifts of batch and layer normalisation. */
  readonly normalisation: number;
}

/** Trained values of a layer. They do not depend on the batch. */
export function parameters(layer: Layer): Parameters {
  const { weights, biases, normalisation } = { ...none, ...ownParameters(layer) };
  return { weights, biases, normalisation };
}

const none: Parameters = { weights: 0, biases: 0, normalisation: 0 };

function ownParameters(layer: Layer): Partial<Parameters> {
  switch (layer.kind) {
    case "convolution":
      return {
        weights: (layer.channels / layer.groups) * layer.kernelHeight * layer.kernelWidth * layer.filters,
        biases: layer.bias ? layer.filters : 0,
        normalisation: layer.batchNormalisation ? 2 * layer.filters : 0,
      };
    case "fullyConnected":
      return {
        weights: layer.tied ? 0 : layer.inputs * layer.outputs,
        biases: layer.bias ? layer.outputs : 0,
      };
    case "recurrentCell": {
      const rows = gates(layer) * layer.hidden;
      return { weights: rows * (layer.inputs + layer.hidden), biases: layer.bias ? rows : 0 };
    }
    case "embedding":
      return { weights: layer.tied ? 0 : layer.vocabulary * layer.width };
    case "normalisation":
      return { normalisation: layer.operation === "layer" ? 2 * (layer.shape.at(-1) ?? 0) : 0 };
    default:
      return none;
  }
}

/** All trained values of a layer. */
export function parameterCount(layer: Layer): number {
  const { weights, biases, normalisation } = parameters(layer);
  return weights + biases + normalisation;
}

/** Bits of a value of each kind. */
export interface Widths {
  readonly activation: number;
  readonly weight: number;
}

/** Bytes that each operand of a layer fills, rounded up to whole bytes a tensor. */
export interface Bytes {
  readonly inputs: number;
  readonly weights: number;
  readonly outputs: number;
}

/**
 * Bytes of a layer's tensors: every input and output of the whole batch once, every weight once (biases and normalisation too, at the
 * width of weights). A tied matrix is read even though it is counted as a parameter elsewhere; of an embedding's table only the rows
 * looked up are.
 */
export function bytes(layer: Layer, widths: Widths): Bytes {
  const inputs = inputShapes(layer).reduce((sum, shape) => sum + elements(shape), 0);
  return {
    inputs: bytesOf(layer.batch * inputs, widths.activation),
    weights: bytesOf(valuesRead(layer), widths.weight),
    outputs: bytesOf(layer.batch * elements(outputShape(layer)), widths.activation),
  };
}

function valuesRead(layer: Layer): number {
  if (layer.kind === "embedding") return layer.batch * layer.lookups * layer.width;
  if (layer.kind === "fullyConnected") return parameterCount({ ...layer, tied: false });
  return parameterCount(layer);
}

function bytesOf(values: number, bits: number): number {
  return Math.ceil((values * bits) / 8);
}

/** Rows of matrices that a cell has for each hidden unit. */
export function gates(layer: RecurrentCell): number {
  return layer.cell === "lstm" ? 4 : 3;
}
