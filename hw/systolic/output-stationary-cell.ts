import { bit, input, Module, outputReg, sint, wrap } from "../../sim/describe/index.ts";

/**
 * One cell of an output-stationary systolic array: it keeps its sum.
 *
 * Each cycle: actOut ← actIn, validOut ← validIn, weightOut ← weightIn, and sum ← sum + actIn · weightIn where `validIn` is high.
 * While `drain` is high the column of sums moves down by one cell instead: sum ← sumIn. Sums wrap to 32 bits.
 */
export class OutputStationaryCell extends Module {
  // Interface
  readonly drain = input(bit);
  readonly validIn = input(bit);
  readonly actIn = input(sint(8));
  readonly weightIn = input(sint(8));
  /** The sum of the cell above; left open in the top row. */
  readonly sumIn = input(sint(32), { default: 0 });
  readonly validOut = outputReg(bit, { init: 0 });
  readonly actOut = outputReg(sint(8));
  readonly weightOut = outputReg(sint(8));
  readonly sum = outputReg(sint(32), { init: 0 });

  override update() {
    this.validOut.next = this.validIn.value;
    this.actOut.next = this.actIn.value;
    this.weightOut.next = this.weightIn.value;
    if (this.drain.value) this.sum.next = this.sumIn.value;
    else if (this.validIn.value)
      this.sum.next = wrap(this.sum.value + this.actIn.value * this.weightIn.value);
  }
}
