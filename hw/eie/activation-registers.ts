import { bit, input, memory, Module, output, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";
import type { NumberFormat } from "./number-format.ts";
import { PeWritePort } from "./ports.ts";

/**
 * The two activation register files of a PE, source and destination, which swap at the end of a layer (EIE paper, section IV,
 * "Activation Read/Write"). Both are read combinationally; writes show after the edge.
 *
 * While a layer runs, sums of either sign collect in the destination file. ReLU is at the port by which a finished layer leaves its
 * file, to the scan of the next layer or to the outside: it belongs to the final sum and to no partial one.
 */
export class ActivationRegisters extends Module {
  // Parameters
  readonly number: number;
  readonly format: NumberFormat;

  // Interface: from the central control unit
  /** Which file is the source: 0 is `fileA`, 1 is `fileB`. */
  readonly bank = input(bit);
  readonly row;
  /** Negative source activations read as 0. */
  readonly rectify = input(bit);
  /** Writes 0 to the destination register at `row`; I/O mode. */
  readonly clear = input(bit);
  readonly load;

  // Interface: the source port
  readonly activation;

  // Interface: from and to the arithmetic
  readonly readAddress;
  readonly destination;
  readonly write = input(bit);
  readonly writeAddress;
  readonly writeData;

  // State
  protected readonly fileA;
  protected readonly fileB;

  constructor(config: EieConfig, number: number) {
    super();
    const { activationBits, laneBits, format } = config;
    const address = uint(activationBits);
    this.number = number;
    this.format = format;
    this.row = input(address);
    this.load = new PeWritePort(format.operand, activationBits, 0, laneBits);
    this.activation = output(format.operand);
    this.readAddress = input(address);
    this.destination = output(format.operand);
    this.writeAddress = input(address);
    this.writeData = input(format.operand);
    this.fileA = memory(format.operand, 2 ** activationBits, { init: 0 });
    this.fileB = memory(format.operand, 2 ** activationBits, { init: 0 });
  }

  override propagate() {
    const sourceIsB = this.bank.value === 1;
    const source = sourceIsB ? this.fileB.read(this.row.value) : this.fileA.read(this.row.value);
    this.activation.value = this.rectify.value ? this.format.rectify(source) : source;
    const address = this.readAddress.value;
    this.destination.value = sourceIsB ? this.fileA.read(address) : this.fileB.read(address);
  }

  override update() {
    const loads = this.load.writes(this.number);
    if (this.bank.value) {
      if (loads) this.fileB.write(this.load.address.value, this.load.data.value);
      if (this.write.value) this.fileA.write(this.writeAddress.value, this.writeData.value);
      if (this.clear.value) this.fileA.write(this.row.value, 0);
    } else {
      if (loads) this.fileA.write(this.load.address.value, this.load.data.value);
      if (this.write.value) this.fileB.write(this.writeAddress.value, this.writeData.value);
      if (this.clear.value) this.fileB.write(this.row.value, 0);
    }
  }
}
