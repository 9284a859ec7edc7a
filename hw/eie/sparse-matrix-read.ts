import {
  bigUint,
  bit,
  bits,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  shr,
  uint,
} from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";
import { Activity } from "./enumerations.ts";
import { PeWritePort } from "./ports.ts";

/**
 * The matrix SRAM of a PE and its row register (EIE paper, section IV, "Sparse Matrix Read Unit").
 *
 * An entry is a byte: codebook index in bits 3…0, zeros before it in bits 7…4. An SRAM row holds several, and is read only if
 * its number is not that of the row register, whatever the columns.
 *
 * ```text
 * cycle              c            c + 1                c + 2
 * pointer read       addresses e
 * row register                    holds e's row
 * code, zeroRun                   e
 * S1 registers                                         e
 * ```
 *
 * In cycle c + 1 it is known what the entry was, so `activity` tells here what pointer read did in the cycle before.
 */
export class SparseMatrixRead extends Module {
  /** For waves and monitors. */
  static readonly waive = { "W-UNUSED": ["activity"] };

  // Parameters
  readonly number: number;
  readonly entriesPerRow: number;
  readonly slotBits: number;
  readonly rows: number;

  // Interface: from pointer read
  readonly request = input(bit);
  readonly address;
  readonly first = input(bit);
  readonly activation;
  readonly skips = input(bit);

  // Interface: from the central control unit
  /** A layer begins: the row register is forgotten. */
  readonly restart = input(bit);
  readonly idleCause = input(Activity);

  // Interface: the entry in the row register
  readonly valid = outputReg(bit, { init: 0 });
  readonly code = output(uint(4));
  readonly zeroRun = output(uint(4));
  readonly activity = output(Activity);
  /** The SRAM is read at the coming edge. */
  readonly reads = output(bit);

  // Interface: the S1 registers
  readonly s1Valid = outputReg(bit, { init: 0 });
  /** Valid, and no padding. */
  readonly s1Real = outputReg(bit, { init: 0 });
  readonly s1First = outputReg(bit);
  readonly s1Code = outputReg(uint(4));
  readonly s1ZeroRun = outputReg(uint(4));
  readonly s1Activation;

  // Interface: I/O mode
  readonly load;

  // State
  protected readonly sram;
  protected readonly rowRegister;
  protected readonly heldRow;
  protected readonly heldValid = reg(bit, { init: 0 });
  protected readonly slot;
  protected readonly entryFirst = reg(bit);
  protected readonly entryActivation;
  protected readonly skipped = reg(bit, { init: 0 });

  constructor(config: EieConfig, number: number) {
    super();
    const { format, pointerBits, rowBits, rowWidth, laneBits } = config;
    this.number = number;
    this.entriesPerRow = config.entriesPerRow;
    this.slotBits = config.slotBits;
    this.rows = 2 ** rowBits;
    this.address = input(uint(pointerBits));
    this.activation = input(format.operand);
    this.s1Activation = outputReg(format.operand);
    this.load = new PeWritePort(bigUint(rowWidth), rowBits, 0n, laneBits);
    this.sram = memory(bigUint(rowWidth), this.rows);
    this.rowRegister = reg(bigUint(rowWidth));
    this.heldRow = reg(uint(rowBits));
    this.slot = reg(uint(this.slotBits));
    this.entryActivation = reg(format.operand);
  }

  override propagate() {
    const row = this.rowAddressed();
    this.reads.value = this.request.value && !(this.heldValid.value && this.heldRow.value === row);

    const entry = Number(bits(shr(this.rowRegister.value, this.slot.value * 8), 7, 0));
    const code = entry & 15;
    this.code.value = code;
    this.zeroRun.value = entry >> 4;
    if (this.valid.value && code === 0) this.activity.value = Activity.Padding;
    else if (this.valid.value) this.activity.value = Activity.Useful;
    else if (this.skipped.value) this.activity.value = Activity.EmptySlice;
    else this.activity.value = this.idleCause.value;
  }

  override update() {
    const request = this.request.value;
    this.valid.next = request;
    this.skipped.next = this.skips.value;
    if (request) {
      this.slot.next = this.address.value % this.entriesPerRow;
      this.entryFirst.next = this.first.value;
      this.entryActivation.next = this.activation.value;
    }
    if (this.reads.value) {
      const row = this.rowAddressed();
      this.rowRegister.next = this.sram.read(row);
      this.heldRow.next = row;
      this.heldValid.next = 1;
    }
    if (this.restart.value) this.heldValid.next = 0;

    const valid = this.valid.value;
    const code = this.code.value;
    this.s1Valid.next = valid;
    this.s1Real.next = valid && code !== 0;
    if (valid) {
      this.s1First.next = this.entryFirst.value;
      this.s1Code.next = code;
      this.s1ZeroRun.next = this.zeroRun.value;
      this.s1Activation.next = this.entryActivation.value;
    }
    if (this.load.writes(this.number)) this.sram.write(this.load.address.value, this.load.data.value);
  }

  private rowAddressed(): number {
    return Math.floor(this.address.value / this.entriesPerRow) % this.rows;
  }
}
