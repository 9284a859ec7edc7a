import { bit, connect, input, Module, output, sint } from "../../sim/describe/index.ts";
import { requireWhole } from "../lib/index.ts";
import { MacCell } from "./mac-cell.ts";

/**
 * A grid of `rows` × `columns` cells that keep their weights, as in Kung's systolic arrays and the TPU's matrix unit.
 *
 * Activations enter at the left, one row each, and move right; partial sums enter at the top and move down; one cell a
 * cycle. The array does no skewing: the activation of row r belongs to the sum that entered r cycles before it. Then column
 * c gives Σ over r of act[r] · weight[r][c], `rows` + c cycles after act[0] came in.
 *
 * While `shiftWeight` is high, `weightIn` moves into the top row and every weight one row down: `rows` cycles load the
 * array, bottom row first.
 */
export class WeightStationaryArray extends Module {
  // Interface
  readonly shiftWeight = input(bit);
  readonly weightIn;
  readonly actIn;
  readonly psumIn;
  readonly psumOut;

  // Structure
  readonly cell;

  constructor(rows: number, columns: number) {
    super();
    requireWhole("WeightStationaryArray", "rows", rows, 1, 4096);
    requireWhole("WeightStationaryArray", "columns", columns, 1, 4096);
    this.weightIn = Array.from({ length: columns }, () => input(sint(8)));
    this.actIn = Array.from({ length: rows }, () => input(sint(8)));
    this.psumIn = Array.from({ length: columns }, () => input(sint(32), { default: 0 }));
    this.psumOut = Array.from({ length: columns }, () => output(sint(32)));
    this.cell = Array.from({ length: rows }, () => Array.from({ length: columns }, () => new MacCell()));

    for (const [r, row] of this.cell.entries()) {
      for (const [c, cell] of row.entries()) {
        const above = r === 0 ? undefined : this.cell[r - 1]![c]!;
        connect(this.shiftWeight, cell.shiftWeight);
        connect(above ? above.weightOut : this.weightIn[c]!, cell.weightIn);
        connect(above ? above.psumOut : this.psumIn[c]!, cell.psumIn);
        connect(c === 0 ? this.actIn[r]! : row[c - 1]!.actOut, cell.actIn);
      }
    }
    for (const [c, cell] of this.cell[rows - 1]!.entries()) connect(cell.psumOut, this.psumOut[c]!);
  }
}
