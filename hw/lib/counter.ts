import { bit, input, Module, output, outputReg, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireWhole } from "./parameter.ts";

/**
 * Counts 0 … limit − 1 and around again, one step a cycle while `enable` is high.
 *
 * `last` is high while the count is limit − 1, so that `enable && last` is the cycle of the step back to 0.
 */
export class Counter extends Module {
  // Parameters
  readonly limit: number;

  // Interface
  readonly enable = input(bit);
  readonly clear = input(bit, { default: 0 });
  readonly count;
  readonly last = output(bit);

  constructor(limit: number) {
    super();
    requireWhole("Counter", "limit", limit, 1);
    this.limit = limit;
    this.count = outputReg(uint(bitsFor(limit)), { init: 0, range: [0, limit - 1] });
  }

  override propagate() {
    this.last.value = this.count.value === this.limit - 1;
  }

  override update() {
    if (this.clear.value) this.count.next = 0;
    else if (this.enable.value) this.count.next = (this.count.value + 1) % this.limit;
  }
}
