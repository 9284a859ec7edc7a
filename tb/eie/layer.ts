import { encodeMatrix, paddedInputs, type PeSlice } from "./encoded-matrix.ts";
import { eieFail } from "./errors.ts";
import { checkSparse, type SparseMatrix } from "./sparse-matrix.ts";

/**
 * What the arithmetic computes with: fp32 values, or 16-bit integers whose products are shifted right by `shift` bits
 * (the number of fraction bits of an activation, 0 … 14).
 */
export type Operand = { readonly kind: "fp32" } | { readonly kind: "fixed16"; readonly shift: number };

/** Values of an operand: fp32 ones, or 16-bit integers. */
export type OperandArray = Float32Array | Int16Array;

/** A layer as the accelerator gets it: y = relu?(W · a + b), W compressed and spread over the PEs. Read-only. */
export interface Layer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly pes: number;
  readonly operand: Operand;
  /** One more column, after the padded inputs, whose activation is 1.0. */
  readonly bias: boolean;
  readonly relu: boolean;
  /** `inputs` values. */
  readonly activations: OperandArray;
  /** 16 values, the first one 0. */
  readonly codebook: OperandArray;
  /** One a PE. */
  readonly slices: readonly PeSlice[];
}

/** What a layer is made from: the matrix before encoding, numbers as plain numbers. */
export interface LayerSource {
  readonly name: string;
  readonly pes: number;
  readonly operand: Operand;
  readonly bias: boolean;
  readonly relu: boolean;
  readonly activations: ArrayLike<number>;
  readonly codebook: ArrayLike<number>;
  /** One column an activation, and a last one for the bias. */
  readonly matrix: SparseMatrix;
}

/**
 * Makes a layer: checks, rounds (fp32) and encodes.
 *
 * @throws E-EIE-SHAPE, E-EIE-SHIFT, E-EIE-LENGTH, E-EIE-VALUE, E-EIE-CODEBOOK-ZERO, E-EIE-MATRIX
 */
export function makeLayer(source: LayerSource): Layer {
  const { name, pes, operand, bias, relu, matrix } = source;
  const inputs = source.activations.length;
  checkWhole("inputs", inputs, 1);
  checkWhole("outputs", matrix.rows, 1);
  checkWhole("pes", pes, 1);
  if (
    operand.kind === "fixed16" &&
    !(Number.isInteger(operand.shift) && operand.shift >= 0 && operand.shift <= 14)
  ) {
    eieFail("E-EIE-SHIFT", { shift: operand.shift });
  }
  const columns = inputs + (bias ? 1 : 0);
  if (matrix.columns !== columns) {
    eieFail("E-EIE-LENGTH", { what: "columns", found: matrix.columns, expected: columns });
  }
  checkSparse(matrix);
  const codebook = operandArray("value of the codebook", operand, source.codebook);
  if (codebook.length !== 16) {
    eieFail("E-EIE-LENGTH", { what: "values in the codebook", found: codebook.length, expected: 16 });
  }
  if (codebook[0] !== 0) eieFail("E-EIE-CODEBOOK-ZERO", { value: codebook[0]! });
  return {
    name,
    inputs,
    outputs: matrix.rows,
    pes,
    operand,
    bias,
    relu,
    activations: operandArray("activation", operand, source.activations),
    codebook,
    slices: encodeMatrix(matrix, inputs, bias, pes),
  };
}

/** The activation 1.0 of the bias column: 1 in fp32, 2^shift in fixed point, so that a bias weight is added as it is. */
export function biasActivation(operand: Operand): number {
  return operand.kind === "fp32" ? 1 : 2 ** operand.shift;
}

/** Rows of source activations, without the bias row. */
export function sourceRows(layer: Layer): number {
  return paddedInputs(layer.inputs, layer.pes) / layer.pes;
}

/** Stored columns that a run visits, in order: those of the activations that are not 0, then the bias column. */
export function visitedColumns(layer: Layer): Uint32Array {
  const columns: number[] = [];
  for (let input = 0; input < layer.inputs; input += 1)
    if (layer.activations[input] !== 0) columns.push(input);
  if (layer.bias) columns.push(paddedInputs(layer.inputs, layer.pes));
  return Uint32Array.from(columns);
}

/** Refuses what is not a whole number of at least `least`. */
export function checkWhole(field: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) eieFail("E-EIE-SHAPE", { field, value, least });
}

/** Values of an operand in an array of its own. @throws E-EIE-VALUE */
export function operandArray(what: string, operand: Operand, values: ArrayLike<number>): OperandArray {
  const fits =
    operand.kind === "fp32"
      ? (value: number) => Number.isFinite(Math.fround(value))
      : (value: number) => Number.isInteger(value) && value >= -32768 && value <= 32767;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (!fits(value)) eieFail("E-EIE-VALUE", { what, index, value, kind: operand.kind });
  }
  return operand.kind === "fp32" ? Float32Array.from(values) : Int16Array.from(values);
}
