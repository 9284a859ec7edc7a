import {
  bit,
  type HardwareType,
  input,
  memory,
  Module,
  outputReg,
  uint,
  type WriteOf,
} from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireWhole } from "./parameter.ts";

/**
 * A static RAM of `depth` words (rounded up to a power of two) with one read and one write port, both synchronous.
 *
 * `readData` holds the word of `readAddress` one cycle after `readEnable`, and keeps it until the next read. A word that is
 * written in the cycle of its read is read as it was before.
 */
export class SramBank<T extends HardwareType> extends Module {
  // Interface
  readonly readEnable = input(bit);
  readonly readAddress;
  readonly readData;
  readonly writeEnable = input(bit);
  readonly writeAddress;
  readonly writeData;

  // State
  readonly words;

  constructor(type: T, depth: number, init?: readonly WriteOf<T>[]) {
    super();
    requireWhole("SramBank", "depth", depth, 1);
    const width = bitsFor(depth);
    this.readAddress = input(uint(width));
    this.readData = outputReg(type);
    this.writeAddress = input(uint(width));
    this.writeData = input(type);
    this.words = memory(type, 2 ** width, { init });
  }

  override update() {
    if (this.readEnable.value) this.readData.next = this.words.read(this.readAddress.value);
    if (this.writeEnable.value) this.words.write(this.writeAddress.value, this.writeData.value);
  }
}
