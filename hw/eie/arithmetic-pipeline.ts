import { bit, input, Module, output, outputReg, reg, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";
import type { NumberFormat } from "./number-format.ts";

/**
 * S2 and S3 of the arithmetic: destination ← destination + weight · activation (EIE paper, section IV, "Arithmetic Unit").
 *
 * S2 reads the destination register combinationally and multiplies; S3 adds, and writes at the edge that ends it. So the entry right
 * behind another with the same address would read the register one cycle too soon: it gets the sum from S3 by the bypass.
 *
 * ```text
 * cycle    c         c + 1     c + 2
 * S2       e0: r5    e1: r5    …          e1 takes e0's sum, not register 5
 * S3                 e0        e1
 * writes             at the end of the cycle
 * ```
 */
export class ArithmeticPipeline extends Module {
  // Parameters
  readonly format: NumberFormat;

  // Interface: S1
  readonly s1Valid = input(bit);
  readonly s1Activation;

  // Interface: S2
  readonly valid = input(bit);
  readonly address;
  readonly weight;
  /** Content of the destination register at `address`. */
  readonly destination;
  readonly shift = input(uint(4));

  // Interface: S3, the write port
  readonly write = outputReg(bit, { init: 0 });
  readonly writeAddress;
  readonly writeData;

  // State
  protected readonly activation;
  protected readonly product;
  protected readonly before;

  constructor(config: EieConfig) {
    super();
    const { format, activationBits } = config;
    this.format = format;
    this.s1Activation = input(format.operand);
    this.address = input(uint(activationBits));
    this.weight = input(format.operand);
    this.destination = input(format.operand);
    this.writeAddress = outputReg(uint(activationBits));
    this.writeData = output(format.operand);
    this.activation = reg(format.operand);
    this.product = reg(format.product);
    this.before = reg(format.operand);
  }

  override propagate() {
    const shift = this.format.shifts ? this.shift.value : 0;
    this.writeData.value = this.format.accumulate(this.before.value, this.product.value, shift);
  }

  override update() {
    if (this.s1Valid.value) this.activation.next = this.s1Activation.value;
    this.write.next = this.valid.value;
    if (this.valid.value) {
      const bypass = this.write.value === 1 && this.writeAddress.value === this.address.value;
      this.before.next = bypass ? this.writeData.value : this.destination.value;
      this.product.next = this.format.multiply(this.weight.value, this.activation.value);
      this.writeAddress.next = this.address.value;
    }
  }
}
