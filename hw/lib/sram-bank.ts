import {
  bit,
  type HardwareType,
  input,
  memory,
  type MemoryOptions,
  Module,
  outputReg,
  uint,
} from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireWhole } from "./parameter.ts";

/**
 * A static RAM of `depth` words (rounded up to a power of two) with one read and one write port, both synchronous.
 *
 * `readData` holds the word of `readAddress` one cycle after `readEnable`, and keeps it until the next read. What a read gives of the word that
 * is written in its cycle says `onCollision`:
 *
 * - `readFirst`, the default: the word as it was before.
 * - `writeFirst`: the word that is written.
 * - `noChange`: a cycle that writes does not read, at whatever address, and `readData` keeps its word. The bank is then what a macro with a
 *   single port can be: `ports: { readWrite: 1 }` is granted.
 *
 * Errors: those of `memory`; E-PARAMETER for a depth that is no whole number from 1 on; E-MEMORY-PORTS where the module is compiled.
 */
export class SramBank<T extends HardwareType> extends Module {
  // Parameters
  protected readonly keepsWhileWriting: boolean;

  // Interface
  readonly readEnable = input(bit);
  readonly readAddress;
  readonly readData;
  readonly writeEnable = input(bit);
  readonly writeAddress;
  readonly writeData;

  // State
  readonly words;

  constructor(type: T, depth: number, options: MemoryOptions<T> = {}) {
    super();
    requireWhole("SramBank", "depth", depth, 1);
    const width = bitsFor(depth);
    this.keepsWhileWriting = options.onCollision === "noChange";
    this.readAddress = input(uint(width));
    this.readData = outputReg(type);
    this.writeAddress = input(uint(width));
    this.writeData = input(type);
    this.words = memory(type, 2 ** width, options);
  }

  override update() {
    if (this.writeEnable.value) {
      this.words.write(this.writeAddress.value, this.writeData.value);
      if (this.keepsWhileWriting) return;
    }
    // Behind the write, so that a write-first bank reads what was written.
    if (this.readEnable.value) this.readData.next = this.words.read(this.readAddress.value);
  }
}
