import { bit, input, Module, output, outputReg, reg, sint, wrap } from "../../sim/describe/index.ts";

/**
 * One cell of a weight-stationary systolic array.
 *
 * Each cycle: actOut ← actIn, psumOut ← psumIn + actIn · weight.
 * While `shiftWeight` is high the column of weights moves down by one cell.
 */
export class MacCell extends Module {
  // Interface
  readonly shiftWeight = input(bit);
  readonly weightIn = input(sint(8));
  readonly actIn = input(sint(8));
  readonly psumIn = input(sint(32));
  readonly weightOut = output(sint(8));
  readonly actOut = outputReg(sint(8));
  readonly psumOut = outputReg(sint(32));

  // State
  protected readonly weight = reg(sint(8));

  override propagate() {
    this.weightOut.value = this.weight.value;
  }

  override update() {
    if (this.shiftWeight.value) this.weight.next = this.weightIn.value;
    this.actOut.next = this.actIn.value;
    this.psumOut.next = wrap(this.psumIn.value + this.actIn.value * this.weight.value);
  }
}
