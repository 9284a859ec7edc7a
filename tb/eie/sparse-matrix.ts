import { eieFail } from "./errors.ts";

/**
 * A matrix of codebook indices by columns, zeros left out.
 *
 * Column j holds the weights `start[j]` … `start[j + 1] - 1`; rows rise inside a column; codes are 1 … 15.
 */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly start: Uint32Array;
  readonly row: Uint32Array;
  readonly code: Uint8Array;
}

/** One weight: row, column, and its index in the codebook (1 … 15). */
export type Weight = readonly [row: number, column: number, code: number];

/**
 * Builds a matrix from weights in any order.
 *
 * @throws E-EIE-MATRIX for a weight outside, twice, or with a code that is not 1 … 15
 */
export function sparseFromWeights(rows: number, columns: number, weights: readonly Weight[]): SparseMatrix {
  const start = new Uint32Array(columns + 1);
  for (const [row, column] of weights) {
    if (!(Number.isInteger(column) && column >= 0 && column < columns)) {
      eieFail("E-EIE-MATRIX", { column, row, why: `is outside the ${columns} columns` });
    }
    start[column + 1]! += 1;
  }
  for (let column = 0; column < columns; column += 1) start[column + 1]! += start[column]!;
  const sorted = [...weights].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const matrix: SparseMatrix = {
    rows,
    columns,
    start,
    row: Uint32Array.from(sorted, (w) => w[0]),
    code: Uint8Array.from(sorted, (w) => w[2]),
  };
  sorted.forEach(([row, column, code]) => {
    if (!(Number.isInteger(row) && row >= 0))
      eieFail("E-EIE-MATRIX", { column, row, why: "has no whole row number" });
    if (!(Number.isInteger(code) && code >= 1 && code <= 15)) {
      eieFail("E-EIE-MATRIX", { column, row, why: `has the code ${code}` });
    }
  });
  checkSparse(matrix);
  return matrix;
}

/** The weights in some rows and columns, each from its begin to before its end; both counted from 0 in the result. */
export function subMatrix(
  { start, row, code }: SparseMatrix,
  [firstRow, endRow]: readonly [begin: number, end: number],
  [firstColumn, endColumn]: readonly [begin: number, end: number],
): SparseMatrix {
  const columns = endColumn - firstColumn;
  const bounds = new Uint32Array(2 * columns);
  const starts = new Uint32Array(columns + 1);
  for (let column = 0; column < columns; column += 1) {
    let begin = start[firstColumn + column]!;
    let end = start[firstColumn + column + 1]!;
    while (begin < end && row[begin]! < firstRow) begin += 1;
    while (end > begin && row[end - 1]! >= endRow) end -= 1;
    bounds[2 * column] = begin;
    bounds[2 * column + 1] = end;
    starts[column + 1] = starts[column]! + end - begin;
  }
  const rows = new Uint32Array(starts[columns]!);
  const codes = new Uint8Array(starts[columns]!);
  for (let column = 0; column < columns; column += 1) {
    const begin = bounds[2 * column]!;
    const end = bounds[2 * column + 1]!;
    codes.set(code.subarray(begin, end), starts[column]!);
    for (let k = begin; k < end; k += 1) rows[starts[column]! + k - begin] = row[k]! - firstRow;
  }
  return { rows: endRow - firstRow, columns, start: starts, row: rows, code: codes };
}

/**
 * Checks what the encoder relies on.
 *
 * @throws E-EIE-LENGTH, E-EIE-MATRIX
 */
export function checkSparse(matrix: SparseMatrix): void {
  const { rows, columns, start, row, code } = matrix;
  if (start.length !== columns + 1) {
    eieFail("E-EIE-LENGTH", { what: "column starts", found: start.length, expected: columns + 1 });
  }
  const weights = start[columns]!;
  if (row.length !== weights) eieFail("E-EIE-LENGTH", { what: "rows", found: row.length, expected: weights });
  if (code.length !== weights)
    eieFail("E-EIE-LENGTH", { what: "codes", found: code.length, expected: weights });
  for (let column = 0; column < columns; column += 1) {
    let last = -1;
    for (let k = start[column]!; k < start[column + 1]!; k += 1) {
      const at = row[k]!;
      if (at >= rows) eieFail("E-EIE-MATRIX", { column, row: at, why: `is outside the ${rows} rows` });
      if (at <= last) eieFail("E-EIE-MATRIX", { column, row: at, why: `comes after row ${last}` });
      if (code[k]! < 1 || code[k]! > 15)
        eieFail("E-EIE-MATRIX", { column, row: at, why: `has the code ${code[k]}` });
      last = at;
    }
  }
}
