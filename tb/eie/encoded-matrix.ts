import type { SparseMatrix } from "./sparse-matrix.ts";

/**
 * What one PE stores of the matrix (EIE paper, section III-B): compressed sparse columns of entries.
 *
 * `pointers[j]` is the first entry of column j, `pointers[j + 1]` is one past its last. An entry is a byte: codebook index in
 * bits 3…0, number of zeros before it in bits 7…4.
 */
export interface PeSlice {
  readonly pointers: Uint32Array;
  readonly entries: Uint8Array;
}

/** Positions that one padding entry (code 0, zero run 15) covers. */
export const paddingSpan = 16;

/** The byte of an entry. */
export function entryByte(code: number, zeroRun: number): number {
  return (zeroRun << 4) | code;
}

/** Codebook index of an entry, 0 … 15; 0 marks padding. */
export function codeOf(entry: number): number {
  return entry & 15;
}

/** Zeros before an entry, 0 … 15. */
export function zeroRunOf(entry: number): number {
  return entry >> 4;
}

/** Columns of the source rows: `inputs` rounded up to a multiple of `pes`. It is also the index of the bias column. */
export function paddedInputs(inputs: number, pes: number): number {
  return Math.ceil(inputs / pes) * pes;
}

/** Runs through the weights of a matrix in stored order with the number of padding entries that each needs before it. */
function eachWeight(
  matrix: SparseMatrix,
  pes: number,
  visit: (column: number, pe: number, zeros: number, code: number) => void,
): void {
  const next = new Int32Array(pes);
  for (let column = 0; column < matrix.columns; column += 1) {
    next.fill(0);
    for (let k = matrix.start[column]!; k < matrix.start[column + 1]!; k += 1) {
      const row = matrix.row[k]!;
      const pe = row % pes;
      const address = (row - pe) / pes;
      visit(column, pe, address - next[pe]!, matrix.code[k]!);
      next[pe] = address + 1;
    }
  }
}

/**
 * Encodes a matrix for `pes` PEs: row i belongs to PE i mod `pes`, and zero runs restart in each column.
 *
 * The matrix has `inputs` columns, and a last one for the bias if `bias`. The columns between `inputs` and the next multiple of
 * `pes` are empty; the bias column follows them, so each slice has `paddedInputs + 1` pointers, and one more with a bias.
 */
export function encodeMatrix(
  matrix: SparseMatrix,
  inputs: number,
  bias: boolean,
  pes: number,
): readonly PeSlice[] {
  const biasColumn = paddedInputs(inputs, pes);
  const columns = biasColumn + (bias ? 1 : 0);
  const stored = (column: number) => (column === inputs ? biasColumn : column);
  const pointers = Array.from({ length: pes }, () => new Uint32Array(columns + 1));
  eachWeight(matrix, pes, (column, pe, zeros) => {
    pointers[pe]![stored(column) + 1]! += Math.floor(zeros / paddingSpan) + 1;
  });
  const slices = pointers.map((counts): PeSlice => {
    for (let column = 0; column < columns; column += 1) counts[column + 1]! += counts[column]!;
    return { pointers: counts, entries: new Uint8Array(counts[columns]!) };
  });
  const fill = new Uint32Array(pes);
  eachWeight(matrix, pes, (_column, pe, zeros, code) => {
    const { entries } = slices[pe]!;
    let at = fill[pe]!;
    for (let left = zeros; left >= paddingSpan; left -= paddingSpan) entries[at++] = entryByte(0, 15);
    entries[at++] = entryByte(code, zeros % paddingSpan);
    fill[pe] = at;
  });
  return slices;
}

/**
 * The matrix that slices hold: the inverse of `encodeMatrix`, padding entries dropped.
 *
 * The bias column, if there is one, is column `inputs` of the result.
 */
export function decodeSlices(
  slices: readonly PeSlice[],
  inputs: number,
  outputs: number,
  bias: boolean,
): SparseMatrix {
  const pes = slices.length;
  const columns = inputs + (bias ? 1 : 0);
  const start = new Uint32Array(columns + 1);
  const row: number[] = [];
  const code: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    const stored = column === inputs ? paddedInputs(inputs, pes) : column;
    const found: [row: number, code: number][] = [];
    slices.forEach(({ pointers, entries }, pe) => {
      let address = 0;
      for (let k = pointers[stored]!; k < pointers[stored + 1]!; k += 1) {
        const entry = entries[k]!;
        address += zeroRunOf(entry);
        if (codeOf(entry) !== 0) found.push([address * pes + pe, codeOf(entry)]);
        address += 1;
      }
    });
    found.sort((a, b) => a[0] - b[0]);
    for (const [r, c] of found) {
      row.push(r);
      code.push(c);
    }
    start[column + 1] = row.length;
  }
  return { rows: outputs, columns, start, row: Uint32Array.from(row), code: Uint8Array.from(code) };
}
