import { codeOf, paddedInputs, zeroRunOf } from "./encoded-matrix.ts";
import { biasActivation, type Layer, type Operand, type OperandArray } from "./layer.ts";

/**
 * The outputs of a layer, bit for bit as the accelerator computes them: y = relu?(W · a + b).
 *
 * Accumulators start at 0. Columns come in rising order, the bias column last, those of zero activations never; inside a column
 * the entries come in stored order. fp32 rounds the product, then the sum. fixed16 shifts the product right by `shift`, a half
 * rounded up, adds, and saturates to 16 bits at every accumulation (the paper does not say; this is our choice).
 *
 * @returns `outputs` values of the layer's operand
 */
export function goldenOutputs(layer: Layer): OperandArray {
  const outputs =
    layer.operand.kind === "fp32" ? new Float32Array(layer.outputs) : new Int16Array(layer.outputs);
  const accumulate = accumulator(layer.operand);
  for (let pe = 0; pe < layer.pes; pe += 1) {
    for (let input = 0; input < layer.inputs; input += 1) {
      const activation = layer.activations[input]!;
      if (activation !== 0) addColumn(layer, pe, input, activation, outputs, accumulate);
    }
    if (layer.bias) {
      const column = paddedInputs(layer.inputs, layer.pes);
      addColumn(layer, pe, column, biasActivation(layer.operand), outputs, accumulate);
    }
  }
  if (layer.relu) for (let i = 0; i < outputs.length; i += 1) if (outputs[i]! < 0) outputs[i] = 0;
  return outputs;
}

/** One accumulation: the new sum of an old sum, a weight and an activation. */
export type Accumulate = (sum: number, weight: number, activation: number) => number;

/** The accumulation of an operand. */
export function accumulator(operand: Operand): Accumulate {
  if (operand.kind === "fp32")
    return (sum, weight, activation) => Math.fround(sum + Math.fround(weight * activation));
  const { shift } = operand;
  const half = shift > 0 ? 1 << (shift - 1) : 0;
  return (sum, weight, activation) => saturate16(sum + ((weight * activation + half) >> shift));
}

function saturate16(value: number): number {
  return Math.max(-32768, Math.min(32767, value));
}

function addColumn(
  layer: Layer,
  pe: number,
  column: number,
  activation: number,
  outputs: OperandArray,
  accumulate: Accumulate,
): void {
  const { pointers, entries } = layer.slices[pe]!;
  let address = 0;
  for (let k = pointers[column]!; k < pointers[column + 1]!; k += 1) {
    const entry = entries[k]!;
    const code = codeOf(entry);
    address += zeroRunOf(entry);
    if (code !== 0) {
      const row = address * layer.pes + pe;
      outputs[row] = accumulate(outputs[row]!, layer.codebook[code]!, activation);
    }
    address += 1;
  }
}
