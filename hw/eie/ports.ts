import { bigUint, bit, Bundle, type HardwareType, input, output, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";

/** A write port of the I/O mode: the word goes in at the edge that ends a cycle with `enable`. */
export class WritePort<T extends HardwareType> extends Bundle {
  readonly enable = input(bit, { default: 0 });
  readonly address;
  readonly data;

  constructor(type: T, addressBits: number, zero: T["~read"]) {
    super();
    this.address = input(uint(addressBits), { default: 0 });
    this.data = input(type, { default: zero });
  }
}

/** A write port that reaches the memories of one PE. */
export class PeWritePort<T extends HardwareType> extends WritePort<T> {
  readonly pe;

  constructor(type: T, addressBits: number, zero: T["~read"], laneBits: number) {
    super(type, addressBits, zero);
    this.pe = input(uint(laneBits), { default: 0 });
  }

  /** Whether this cycle writes to PE `number`. */
  writes(number: number): boolean {
    return this.enable.value === 1 && this.pe.value === number;
  }
}

/** What the central control unit says about a transfer; the PEs' end is `TransferPort`. */
export class TransferSource extends Bundle {
  readonly fetch = output(bit);
  readonly clear = output(bit);
  readonly spill = output(bit);
  readonly rectify = output(bit);
  readonly register;
  readonly word;

  constructor(config: EieConfig) {
    super();
    this.register = output(uint(config.activationBits));
    this.word = output(uint(config.sramBits));
  }
}

/** What moves between the activation SRAM and the register files of all PEs in a cycle. */
export class TransferPort extends Bundle {
  /** Source file ← SRAM. */
  readonly fetch = input(bit);
  /** Destination file ← 0. */
  readonly clear = input(bit);
  /** SRAM ← destination file ← 0. */
  readonly spill = input(bit);
  /** Negative results are spilled as 0. */
  readonly rectify = input(bit);
  /** First register. */
  readonly register;
  /** First word of the SRAM. */
  readonly word;

  constructor(config: EieConfig) {
    super();
    this.register = input(uint(config.activationBits));
    this.word = input(uint(config.sramBits));
  }
}

/** The write ports by which the I/O mode fills a PE. */
export class LoadPorts extends Bundle {
  /** Source registers. */
  readonly activation;
  /** Activation SRAM. */
  readonly sram;
  /** Pointer SRAM: word j is the first entry of column j. */
  readonly pointer;
  /** Matrix SRAM: entry k of a row in bits 8k+7 … 8k, its zero run in the higher half of the byte. */
  readonly row;
  /** Codebook of all PEs; word 0 is 0. */
  readonly codebook;

  constructor(config: EieConfig) {
    super();
    const { operand } = config.format;
    this.activation = new PeWritePort(operand, config.activationBits, 0, config.laneBits);
    this.sram = new PeWritePort(operand, config.sramBits, 0, config.laneBits);
    this.pointer = new PeWritePort(uint(config.pointerBits), config.columnBits, 0, config.laneBits);
    this.row = new PeWritePort(bigUint(config.rowWidth), config.rowBits, 0n, config.laneBits);
    this.codebook = new WritePort(operand, 4, 0);
  }
}

/**
 * The settings of a start: a layer that fits the registers, or a tile of one (EIE paper, section IV: "by setting the input length and
 * starting address of pointer array"). They stay until the mode is InputOutput again.
 *
 * Transfers move `transferWords` words a PE and cycle. The defaults make no transfer and swap the register files at the end.
 */
export class LayerSettings extends Bundle {
  /** Length of the input vector, 1 or more. */
  readonly inputs;
  /** One more column, after the inputs rounded up to whole rows, with the activation 1.0. */
  readonly bias = input(bit, { default: 0 });
  /** Negative results read as 0. */
  readonly relu = input(bit, { default: 0 });
  /** Bits that fixed-point products are shifted right, 0 … 14. */
  readonly shift = input(uint(4), { default: 0 });
  /** Word of the pointer SRAM where the layer's column 0 is. */
  readonly pointerBase;
  /** Transfers before the computation: so many blocks of the source file come from the activation SRAM … */
  readonly prepareBlocks;
  /** … if this is set, … */
  readonly fetch = input(bit, { default: 0 });
  /** … and so many of the destination file become 0, if this is set. */
  readonly clear = input(bit, { default: 0 });
  /** 0: only the transfers before it, and nothing is spilled. */
  readonly compute = input(bit, { default: 1 });
  /** Transfers after the computation: so many blocks of the destination file go to the activation SRAM, after `relu`, and become 0. */
  readonly spillBlocks;
  /** Source and destination swap at the end: not between the column batches of a layer, nor where results were spilled. */
  readonly swap = input(bit, { default: 1 });
  /** First words of the activation SRAM that are fetched and that are written. */
  readonly fetchBase;
  readonly spillBase;

  constructor(config: EieConfig) {
    super();
    this.prepareBlocks = input(uint(config.blockBits), { default: 0 });
    this.spillBlocks = input(uint(config.blockBits), { default: 0 });
    this.fetchBase = input(uint(config.sramBits), { default: 0 });
    this.spillBase = input(uint(config.sramBits), { default: 0 });
    this.inputs = input(uint(config.columnBits), { default: 1 });
    this.pointerBase = input(uint(config.columnBits), { default: 0 });
  }
}
