import {
  bit,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wire,
  wrap,
} from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";
import { PeWritePort } from "./ports.ts";

/**
 * The pointer read unit of a PE (EIE paper, section IV): turns a column into the run of its entries.
 *
 * It takes the queue's head when it is idle or in the last cycle of a column, so that there is no bubble between columns. The two
 * pointers of column j lie in different banks, chosen by their lowest bit: both banks are read at the edge of the pop, and in the
 * cycle after it the first entry is addressed already. One entry a cycle; a column without entries here costs one cycle.
 *
 * ```text
 * cycle        c         c + 1     c + 2     c + 3
 * queue head   x, y      y
 * takes        x                   y
 * addresses              x[0]      x[1]      y[0]
 * ```
 */
export class PointerRead extends Module {
  // Parameters
  readonly number: number;
  readonly bankWords: number;

  // Interface: queue side
  readonly queueEmpty = input(bit);
  readonly queueActivation;
  readonly queueColumn;
  readonly pop = output(bit);

  // Interface: towards the matrix SRAM
  /** An entry is addressed in this cycle. */
  readonly request = output(bit);
  readonly address;
  /** It is the first one of its column. */
  readonly first = output(bit);
  readonly activation;
  /** The column in work has no entry in this PE. */
  readonly skips = output(bit);

  // Interface: I/O mode
  readonly load;

  // State
  protected readonly even;
  protected readonly odd;
  protected readonly evenWord;
  protected readonly oddWord;
  protected readonly valid = reg(bit, { init: 0 });
  protected readonly columnIsOdd = reg(bit);
  /** Entries of the column that are addressed already. */
  protected readonly offset;
  /** The unit is free at the coming edge. */
  protected readonly free = wire(bit);

  constructor(config: EieConfig, number: number) {
    super();
    const { format, columnBits, pointerBits, laneBits } = config;
    const pointer = uint(pointerBits);
    this.number = number;
    this.bankWords = 2 ** (columnBits - 1);
    this.queueActivation = input(format.operand);
    this.queueColumn = input(uint(columnBits));
    this.address = output(pointer);
    this.activation = outputReg(format.operand);
    this.load = new PeWritePort(pointer, columnBits, 0, laneBits);
    this.even = memory(pointer, this.bankWords);
    this.odd = memory(pointer, this.bankWords);
    this.evenWord = reg(pointer);
    this.oddWord = reg(pointer);
    this.offset = reg(pointer);
  }

  override propagate() {
    const start = this.columnIsOdd.value ? this.oddWord.value : this.evenWord.value;
    const end = this.columnIsOdd.value ? this.evenWord.value : this.oddWord.value;
    const address = start + this.offset.value;
    const working = this.valid.value === 1;
    const skips = working && start >= end;
    const free = !working || address + 1 >= end;
    this.address.value = wrap(address);
    this.first.value = this.offset.value === 0;
    this.request.value = working && !skips;
    this.skips.value = skips;
    this.free.value = free;
    this.pop.value = free && !this.queueEmpty.value;
  }

  override update() {
    if (this.pop.value) {
      const column = this.queueColumn.value;
      this.valid.next = 1;
      this.activation.next = this.queueActivation.value;
      this.columnIsOdd.next = column % 2;
      this.offset.next = 0;
      this.evenWord.next = this.even.read(((column + 1) >> 1) % this.bankWords);
      this.oddWord.next = this.odd.read(column >> 1);
    } else if (this.free.value) {
      this.valid.next = 0;
    } else {
      this.offset.next = wrap(this.offset.value + 1);
    }
    if (this.load.writes(this.number)) {
      const half = this.load.address.value >> 1;
      if (this.load.address.value % 2 === 0) this.even.write(half, this.load.data.value);
      else this.odd.write(half, this.load.data.value);
    }
  }
}
