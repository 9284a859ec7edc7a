import { bit, input, Module, outputReg, reg, uint, wrap } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";

/**
 * S1 of the arithmetic: turns the zero runs of a column into addresses of destination registers (EIE paper, sections III-B and IV).
 *
 * An entry lies `zeroRun` places behind the place after the entry before it, or behind place 0 if it is the first of its column. A
 * padding entry (zero run 15, code 0) so moves the address by 16, and nothing else.
 */
export class AddressAccumulator extends Module {
  // Interface: S1
  readonly valid = input(bit);
  /** Valid, and no padding. */
  readonly real = input(bit);
  readonly first = input(bit);
  readonly zeroRun = input(uint(4));

  // Interface: the S2 registers
  readonly address;
  readonly addressValid = outputReg(bit, { init: 0 });

  // State: the place after the last entry
  protected readonly place;

  constructor(config: EieConfig) {
    super();
    this.address = outputReg(uint(config.activationBits));
    this.place = reg(uint(config.activationBits));
  }

  override update() {
    this.addressValid.next = this.real.value;
    if (this.valid.value) {
      const address = (this.first.value ? 0 : this.place.value) + this.zeroRun.value;
      this.address.next = wrap(address);
      this.place.next = wrap(address + 1);
    }
  }
}
