import { decodeSlices, paddedInputs } from "./encoded-matrix.ts";
import { eieFail } from "./errors.ts";
import { type Layer, makeLayer } from "./layer.ts";
import { type SparseMatrix, subMatrix } from "./sparse-matrix.ts";

/** What a PE has room for. */
export interface PeCapacity {
  /** Words of a register file: inputs and outputs of a tile, a PE. */
  readonly registers: number;
  /** Words of the pointer SRAM: a column of a tile each, and one more. */
  readonly pointers: number;
  /** Entries that a PE can hold and address. */
  readonly entries: number;
  /** Words of the activation SRAM. */
  readonly activationSram: number;
}

/**
 * The paper's PE: 64 registers; 32 KB of 16-bit pointers, and as these go up to one past the last entry, 65,535 entries, fewer than the
 * 131,072 that the 128 KB of the matrix SRAM would hold; 2 KB of activations.
 */
export const paperCapacity: PeCapacity = {
  registers: 64,
  pointers: 16_384,
  entries: Math.min(2 ** 16 - 1, 131_072),
  activationSram: 1024,
};

/** A part of a layer that one start computes: some of its inputs into some of its outputs. */
export interface Tile {
  /** Complete in itself: zero runs and pointers begin anew. A bias is in the last batch only. */
  readonly layer: Layer;
  readonly firstInput: number;
  readonly firstOutput: number;
  /** First and last batch of columns of these outputs. */
  readonly first: boolean;
  readonly last: boolean;
}

/**
 * Divides a layer into tiles of at most `registers` · N inputs and outputs (EIE paper, section IV, "Activation Read/Write"). The tiles of the
 * same outputs follow each other, so that their sums stay in the destination registers. A batch of columns with more entries than a PE
 * can address is cut where they end. A layer that fits is one tile, and that tile is the layer itself.
 *
 * @param matrix the layer's matrix before it was encoded, if at hand
 * @throws E-EIE-TILE if the columns of one row of registers are too much already
 */
export function tileLayer(layer: Layer, capacity: PeCapacity, matrix?: SparseMatrix): readonly Tile[] {
  const { inputs, outputs, pes } = layer;
  const span = capacity.registers * pes;
  if (inputs <= span && outputs <= span && fits(layer, capacity))
    return [{ layer, firstInput: 0, firstOutput: 0, first: true, last: true }];
  const source = { ...layer, matrix: matrix ?? decodeSlices(layer.slices, inputs, outputs, layer.bias) };
  const tiles: Tile[] = [];
  for (let firstOutput = 0; firstOutput < outputs; firstOutput += span) {
    const rows: Range = [firstOutput, Math.min(firstOutput + span, outputs)];
    for (let firstInput = 0; firstInput < inputs;) {
      const part = fittingPart(source, capacity, [firstInput, Math.min(firstInput + span, inputs)], rows);
      const last = firstInput + part.inputs === inputs;
      tiles.push({ layer: part, firstInput, firstOutput, first: firstInput === 0, last });
      firstInput += part.inputs;
    }
  }
  return tiles;
}

/** Words of the pointer SRAM that a layer takes in a PE: one a column, the bias column too, and one more. */
export function pointerWords({ inputs, pes, bias }: Pick<Layer, "inputs" | "pes" | "bias">): number {
  return paddedInputs(inputs, pes) + (bias ? 2 : 1);
}

type Range = readonly [begin: number, end: number];
type Whole = Layer & { readonly matrix: SparseMatrix };

function fits(layer: Layer, { entries, pointers }: PeCapacity): boolean {
  return pointerWords(layer) <= pointers && layer.slices.every((slice) => slice.entries.length <= entries);
}

function fittingPart(whole: Whole, capacity: PeCapacity, columns: Range, rows: Range): Layer {
  const { pes } = whole;
  const { entries, pointers } = capacity;
  const wanted = partOf(whole, columns, rows);
  if (fits(wanted, capacity)) return wanted;
  // Whole rows of registers, as many as fit; a bias moves on to the batch behind.
  const full = (count: number) =>
    count * pes + 1 > pointers || wanted.slices.some((slice) => slice.pointers[count * pes]! > entries);
  let count = Math.ceil(wanted.inputs / pes) - 1;
  while (count > 0 && full(count)) count -= 1;
  if (count === 0) {
    const most = Math.max(...wanted.slices.map((slice) => slice.entries.length));
    eieFail("E-EIE-TILE", {
      entries: most,
      columns: wanted.inputs,
      mostEntries: entries,
      mostPointers: pointers,
    });
  }
  return partOf(whole, [columns[0], columns[0] + count * pes], rows);
}

function partOf(whole: Whole, [begin, end]: Range, rows: Range): Layer {
  const bias = whole.bias && end === whole.inputs;
  return makeLayer({
    ...whole,
    name: `${whole.name}, inputs ${begin}…${end - 1}, outputs ${rows[0]}…${rows[1] - 1}`,
    bias,
    activations: whole.activations.subarray(begin, end),
    matrix: subMatrix(whole.matrix, rows, [begin, bias ? end + 1 : end]),
  });
}
