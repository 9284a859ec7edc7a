import { bit, connect, input, Module, output, sint } from "../../sim/describe/index.ts";
import { requireWhole } from "../lib/index.ts";
import { OutputStationaryCell } from "./output-stationary-cell.ts";

/**
 * A grid of `rows` × `columns` cells that keep their sums, as in ShiDianNao.
 *
 * Activations enter at the left, one row each, with `valid`, and move right; weights enter at the top and move down; one cell a
 * cycle. The array does no skewing: cell (r, c) multiplies what entered row r c cycles before with what entered column c r cycles
 * before. So with row r delayed by r cycles and column c by c, the cell gives Σ over k of act[r][k] · weight[k][c], and the last
 * product of K is in the sum of the last cell at the end of cycle K + rows + columns − 3, counted from 0.
 *
 * While `drain` is high the sums move down one row a cycle, zeros come in at the top, and nothing is multiplied: `sumOut` shows
 * the bottom row, so `rows` cycles empty the array and leave it ready for the next product.
 */
export class OutputStationaryArray extends Module {
  // Interface
  readonly drain = input(bit);
  readonly valid;
  readonly actIn;
  readonly weightIn;
  readonly sumOut;

  // Structure
  readonly cell;

  constructor(rows: number, columns: number) {
    super();
    requireWhole("OutputStationaryArray", "rows", rows, 1, 4096);
    requireWhole("OutputStationaryArray", "columns", columns, 1, 4096);
    this.valid = Array.from({ length: rows }, () => input(bit));
    this.actIn = Array.from({ length: rows }, () => input(sint(8)));
    this.weightIn = Array.from({ length: columns }, () => input(sint(8)));
    this.sumOut = Array.from({ length: columns }, () => output(sint(32)));
    this.cell = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => new OutputStationaryCell()),
    );

    for (const [r, row] of this.cell.entries()) {
      for (const [c, cell] of row.entries()) {
        const above = r === 0 ? undefined : this.cell[r - 1]![c]!;
        const left = c === 0 ? undefined : row[c - 1]!;
        connect(this.drain, cell.drain);
        connect(left ? left.validOut : this.valid[r]!, cell.validIn);
        connect(left ? left.actOut : this.actIn[r]!, cell.actIn);
        connect(above ? above.weightOut : this.weightIn[c]!, cell.weightIn);
        if (above) connect(above.sum, cell.sumIn);
      }
    }
    for (const [c, cell] of this.cell[rows - 1]!.entries()) connect(cell.sum, this.sumOut[c]!);
  }
}
