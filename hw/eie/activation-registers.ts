import { bit, input, memory, Module, output, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";
import type { NumberFormat } from "./number-format.ts";
import { PeWritePort, TransferPort } from "./ports.ts";

/**
 * The two activation register files of a PE, source and destination, which swap at the end of a layer, and the activation SRAM behind
 * them (EIE paper, section IV, "Activation Read/Write"). The files are read combinationally; writes show after the edge.
 *
 * The SRAM holds vectors that are longer than a file. It is read and written only at the beginning and end of a batch: a transfer moves
 * `transferWords` words at the edge that ends its cycle, from the SRAM into the source file, or from the destination file into the SRAM.
 *
 * While a layer runs, sums of either sign collect in the destination file. ReLU is at the port by which a finished layer leaves its
 * file, to the scan of the next layer or to the outside: it belongs to the final sum and to no partial one.
 */
export class ActivationRegisters extends Module {
  // Parameters
  readonly number: number;
  readonly format: NumberFormat;
  readonly transferWords: number;
  readonly fileWords: number;
  readonly sramWords: number;

  // Interface: from the central control unit
  /** Which file is the source: 0 is `fileA`, 1 is `fileB`. */
  readonly bank = input(bit);
  readonly row;
  /** Negative source activations read as 0. */
  readonly rectify = input(bit);
  /** Writes 0 to the destination register at `row`; I/O mode. */
  readonly clear = input(bit);
  readonly load;
  readonly loadSram;
  readonly transfer;

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
  protected readonly sram;

  constructor(config: EieConfig, number: number) {
    super();
    const { activationBits, laneBits, sramBits, format } = config;
    const address = uint(activationBits);
    this.number = number;
    this.format = format;
    this.transferWords = config.transferWords;
    this.fileWords = 2 ** activationBits;
    this.sramWords = 2 ** sramBits;
    this.row = input(address);
    this.load = new PeWritePort(format.operand, activationBits, 0, laneBits);
    this.loadSram = new PeWritePort(format.operand, sramBits, 0, laneBits);
    this.transfer = new TransferPort(config);
    this.activation = output(format.operand);
    this.readAddress = input(address);
    this.destination = output(format.operand);
    this.writeAddress = input(address);
    this.writeData = input(format.operand);
    this.fileA = memory(format.operand, 2 ** activationBits, { init: 0 });
    this.fileB = memory(format.operand, 2 ** activationBits, { init: 0 });
    this.sram = memory(format.operand, 2 ** sramBits);
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
    if (this.transfer.fetch.value) this.fetch();
    if (this.transfer.spill.value) this.spill();
    else if (this.transfer.clear.value) this.clearBlock();
    if (this.loadSram.writes(this.number))
      this.sram.write(this.loadSram.address.value, this.loadSram.data.value);
  }

  private fetch() {
    const { register, word } = this.transfer;
    for (let i = 0; i < this.transferWords; i += 1) {
      const value = this.sram.read((word.value + i) % this.sramWords);
      if (this.bank.value) this.fileB.write((register.value + i) % this.fileWords, value);
      else this.fileA.write((register.value + i) % this.fileWords, value);
    }
  }

  private spill() {
    const { register, word, rectify } = this.transfer;
    for (let i = 0; i < this.transferWords; i += 1) {
      const from = (register.value + i) % this.fileWords;
      const sum = this.bank.value ? this.fileA.read(from) : this.fileB.read(from);
      const result = rectify.value ? this.format.rectify(sum) : sum;
      this.sram.write((word.value + i) % this.sramWords, result);
    }
    this.clearBlock();
  }

  private clearBlock() {
    for (let i = 0; i < this.transferWords; i += 1) {
      const at = (this.transfer.register.value + i) % this.fileWords;
      if (this.bank.value) this.fileA.write(at, 0);
      else this.fileB.write(at, 0);
    }
  }
}
