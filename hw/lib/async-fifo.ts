import {
  bit,
  clocked,
  type ClockDomain,
  connect,
  type HardwareType,
  input,
  Module,
  output,
  outputReg,
  reg,
  streamSink,
  streamSource,
  uint,
} from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireParameter, requireWhole } from "./parameter.ts";
import { Synchroniser } from "./synchroniser.ts";

/** The clocks of the two ends; an end without one has that of the FIFO's parent. */
export interface AsyncFifoClocks {
  readonly write?: ClockDomain | undefined;
  readonly read?: ClockDomain | undefined;
}

/**
 * A first-in first-out queue of `depth` words (a power of two) between two clocks that need not know of each other: `in` is in the
 * clock `write`, `out` in the clock `read`.
 *
 * Each side counts its words in a pointer of one bit more than an address, shows it to the other side in Gray code, of which one bit
 * changes at a time, through a synchroniser of `stages` flip-flops, and keeps its flag in a register (the structure of Cummings,
 * "Simulation and Synthesis Techniques for Asynchronous FIFO Design", SNUG 2002, FIFO style 1).
 *
 * The flags are conservative: `in.ready` is 0 while the queue is full, and for up to `stages` + 1 edges of the write clock after a
 * word has left; `out.valid` is 1 with the `stages` + 1st edge of the read clock after the edge at which a word came into an empty
 * queue. With `depth` ≥ 2 · (`stages` + 2) and equal clocks a word passes in every cycle. Both sides are to be reset together
 * before the first word; a reset of one side alone loses or repeats words.
 */
export class AsyncFifo<T extends HardwareType> extends Module {
  static readonly crossing = true;

  // Interface
  readonly in;
  readonly out;

  // Structure
  protected readonly writer;
  protected readonly reader;
  protected readonly toReader;
  protected readonly toWriter;

  constructor(type: T, depth: number, clocks: AsyncFifoClocks = {}, stages = 2) {
    super();
    requireWhole("AsyncFifo", "depth", depth, 2, 4096);
    const isPower = 2 ** bitsFor(depth) === depth;
    requireParameter(isPower, "AsyncFifo", "depth", depth, "it is no power of two", "give 2, 4, 8, …");
    const pointer = uint(bitsFor(depth) + 1);
    const inWrite = { clock: clocks.write };
    const inRead = { clock: clocks.read };
    this.in = streamSink(type);
    this.out = streamSource(type);
    this.writer = clocked(new AsyncFifoWriter(type, depth), inWrite);
    this.reader = clocked(new AsyncFifoReader(type, depth), inRead);
    this.toReader = clocked(new Synchroniser(pointer, stages, 0), inRead);
    this.toWriter = clocked(new Synchroniser(pointer, stages, 0), inWrite);
    connect(this.in, this.writer.in);
    connect(this.reader.out, this.out);
    connect(this.writer.gray, this.toReader.in);
    connect(this.toReader.out, this.reader.writerGray);
    connect(this.reader.gray, this.toWriter.in);
    connect(this.toWriter.out, this.writer.readerGray);
    connect(this.reader.address, this.writer.readAddress);
    connect(this.writer.word, this.reader.word);
  }
}

/** The end that takes words: the storage, its write pointer, and the flag that there is no room. */
class AsyncFifoWriter<T extends HardwareType> extends Module {
  // Parameters
  readonly depth: number;

  // Interface
  readonly in;
  readonly readerGray;
  readonly gray;
  readonly readAddress;
  readonly word;

  // State
  protected readonly slot;
  protected readonly pointer;
  protected readonly full = reg(bit, { init: 0 });

  constructor(type: T, depth: number) {
    super();
    this.depth = depth;
    const width = bitsFor(depth);
    this.in = streamSink(type);
    this.readerGray = input(uint(width + 1));
    this.gray = outputReg(uint(width + 1), { init: 0 });
    this.readAddress = input(uint(width));
    this.word = output(type);
    this.slot = Array.from({ length: depth }, () => reg(type));
    this.pointer = reg(uint(width + 1), { init: 0 });
  }

  override propagate() {
    this.in.ready.value = !this.full.value;
    this.word.value = this.slot[this.readAddress.value]!.value;
  }

  override update() {
    const enters = this.in.fires;
    const pointer = enters ? (this.pointer.value + 1) % (2 * this.depth) : this.pointer.value;
    const gray = pointer ^ (pointer >>> 1);
    if (enters) this.slot[this.pointer.value % this.depth]!.next = this.in.payload.value;
    this.pointer.next = pointer;
    this.gray.next = gray;
    // A whole round ahead: in Gray code the two highest bits differ and the others are equal.
    this.full.next = gray === (this.readerGray.value ^ (this.depth + this.depth / 2));
  }
}

/** The end that gives words: its read pointer, and the flag that there are none. */
class AsyncFifoReader<T extends HardwareType> extends Module {
  // Parameters
  readonly depth: number;

  // Interface
  readonly out;
  readonly writerGray;
  readonly gray;
  readonly address;
  readonly word;

  // State
  protected readonly pointer;
  protected readonly empty = reg(bit, { init: 1 });

  constructor(type: T, depth: number) {
    super();
    this.depth = depth;
    const width = bitsFor(depth);
    this.out = streamSource(type);
    this.writerGray = input(uint(width + 1));
    this.gray = outputReg(uint(width + 1), { init: 0 });
    this.address = output(uint(width));
    this.word = input(type);
    this.pointer = reg(uint(width + 1), { init: 0 });
  }

  override propagate() {
    this.address.value = this.pointer.value % this.depth;
    this.out.valid.value = !this.empty.value;
    this.out.payload.value = this.word.value;
  }

  override update() {
    const leaves = this.out.fires;
    const pointer = leaves ? (this.pointer.value + 1) % (2 * this.depth) : this.pointer.value;
    const gray = pointer ^ (pointer >>> 1);
    this.pointer.next = pointer;
    this.gray.next = gray;
    this.empty.next = gray === this.writerGray.value;
  }
}
