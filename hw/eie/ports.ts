import { bigUint, bit, Bundle, type HardwareType, input, uint } from "../../sim/describe/index.ts";
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

/** The write ports by which the I/O mode fills a PE. */
export class LoadPorts extends Bundle {
  /** Source registers. */
  readonly activation;
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
    this.pointer = new PeWritePort(uint(config.pointerBits), config.columnBits, 0, config.laneBits);
    this.row = new PeWritePort(bigUint(config.rowWidth), config.rowBits, 0n, config.laneBits);
    this.codebook = new WritePort(operand, 4, 0);
  }
}

/** The settings of a layer; they stay while it is computed. */
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

  constructor(config: EieConfig) {
    super();
    this.inputs = input(uint(config.columnBits), { default: 1 });
    this.pointerBase = input(uint(config.columnBits), { default: 0 });
  }
}
