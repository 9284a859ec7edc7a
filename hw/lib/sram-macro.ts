import {
  type BigUIntType,
  bigUint,
  bit,
  type Blackbox,
  input,
  type InputSignal,
  memory,
  type MemoryOptions,
  Module,
  outputReg,
  uint,
  type UIntType,
} from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireParameter, requireWhole } from "./parameter.ts";

export interface SramMacroOptions<T extends UIntType | BigUIntType> {
  /** Bits that share a bit of `writeMask`, 8 for bytes. Without it a write takes the whole word, and there is no `writeMask`. */
  readonly maskedBits?: number;
  /** The content at power-on. */
  readonly init?: MemoryOptions<T>["init"];
  /** The vendor's module; `sram_<depth>x<width>` if left out, and `…m<maskedBits>` with a mask. */
  readonly module?: string;
}

/**
 * A vendor's static RAM of exactly `depth` words with one port for reads and writes: a black box, which exported hardware instantiates by its
 * name, with a behavioural body for the simulation.
 *
 * A cycle with `enable` makes one access: with `write` it takes `writeData` where `writeMask` has a 1 (bit i stands for bits i·maskedBits and up)
 * and leaves `readData` as it is; else `readData` holds the word of `address` one cycle later, until the next read. So does a `SramBank` with
 * `onCollision: "noChange"`. An address beyond `depth` fails an assertion.
 *
 * Pins: CLK, CEN and GWEN (active low `enable` and `write`), WEN (active low `writeMask`), A, D, Q. For other names extend the class and give
 * the subclass a `blackbox` of its own.
 *
 * Errors: E-PARAMETER, E-BLACKBOX.
 */
export class SramMacro<T extends UIntType | BigUIntType> extends Module {
  static readonly blackbox: Blackbox<SramMacro<UIntType | BigUIntType>> = {
    module: ({ macro }) => macro,
    ports: ({ writeMask }) => ({
      CLK: "clock",
      CEN: "!enable",
      GWEN: "!write",
      ...(writeMask ? { WEN: "!writeMask" } : {}),
      A: "address",
      D: "writeData",
      Q: "readData",
    }),
  };

  // Parameters
  readonly depth: number;
  readonly maskedBits: number;
  /** The name of the vendor's module. */
  readonly macro: string;

  // Interface
  readonly enable = input(bit);
  readonly write = input(bit);
  readonly writeMask: InputSignal<UIntType> | InputSignal<BigUIntType> | undefined;
  readonly address;
  readonly writeData;
  readonly readData;

  // State
  readonly words;

  constructor(type: T, depth: number, { maskedBits = 0, init, module }: SramMacroOptions<T> = {}) {
    super();
    requireWhole("SramMacro", "depth", depth, 1);
    requireParameter(
      maskedBits === 0 || (Number.isInteger(maskedBits) && maskedBits > 0 && type.width % maskedBits === 0),
      "SramMacro",
      "maskedBits",
      maskedBits,
      `a word of ${type.width} bits has no whole number of such parts`,
      "give a divisor of the word's width",
    );
    this.depth = depth;
    this.maskedBits = maskedBits;
    this.macro = module ?? `sram_${depth}x${type.width}${maskedBits > 0 ? `m${maskedBits}` : ""}`;
    const parts = maskedBits > 0 ? type.width / maskedBits : 0;
    this.writeMask = parts === 0 ? undefined : parts <= 53 ? input(uint(parts)) : input(bigUint(parts));
    this.address = input(uint(bitsFor(depth)));
    this.writeData = input(type);
    this.readData = outputReg(type);
    this.words = memory(type, depth, { init });
  }

  override update() {
    if (!this.enable.value) return;
    const address = this.address.value;
    const holds = address < this.depth;
    this.assert(holds, `the address ${address} is beyond the depth of ${this.depth}`);
    if (!holds) return;
    if (!this.write.value) this.readData.next = this.words.read(address);
    else if (this.writeMask)
      this.words.write(address, this.writeData.value, { mask: this.mask(this.writeMask.value) });
    else this.words.write(address, this.writeData.value);
  }

  /** The bits of the word that the bits of `writeMask` stand for. */
  protected mask(parts: number | bigint): number | bigint {
    const ones = (1n << BigInt(this.maskedBits)) - 1n;
    let mask = 0n;
    for (let left = BigInt(parts), at = 0n; left > 0n; left >>= 1n, at += BigInt(this.maskedBits))
      if (left & 1n) mask |= ones << at;
    return typeof this.writeData.value === "bigint" ? mask : Number(mask);
  }
}
