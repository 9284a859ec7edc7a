import { bit, input, memory, Module, outputReg, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";
import { WritePort } from "./ports.ts";

/**
 * S1 of the arithmetic: turns a 4-bit index into one of the 16 weights that the layer shares (EIE paper, sections II and IV).
 *
 * The weight is in the S2 register one cycle after the index. Index 0 marks padding and is never looked up.
 */
export class CodebookDecoder extends Module {
  // Interface
  readonly valid = input(bit);
  readonly code = input(uint(4));
  readonly weight;

  // Interface: I/O mode
  readonly load;

  // State
  protected readonly codebook;

  constructor(config: EieConfig) {
    super();
    const { operand } = config.format;
    this.weight = outputReg(operand);
    this.load = new WritePort(operand, 4, 0);
    this.codebook = memory(operand, 16);
  }

  override update() {
    if (this.valid.value) this.weight.next = this.codebook.read(this.code.value);
    if (this.load.enable.value) this.codebook.write(this.load.address.value, this.load.data.value);
  }
}
