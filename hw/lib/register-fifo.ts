import {
  type HardwareType,
  Module,
  outputReg,
  reg,
  streamSink,
  streamSource,
  uint,
} from "../../sim/describe/index.ts";
import { bitsFor } from "./bits-for.ts";
import { requireWhole } from "./parameter.ts";

/**
 * A first-in first-out queue of `depth` registers between two streams.
 *
 * Full and empty are judged on registers alone: a word that goes in at an edge comes out at the next edge at the earliest (no
 * fall-through), and a full queue takes none even if one leaves in that cycle. Latency 1; one word a cycle for depth ≥ 2.
 */
export class RegisterFifo<T extends HardwareType> extends Module {
  // Parameters
  readonly depth: number;

  // Interface
  readonly in;
  readonly out;
  /** Words in the queue, 0 … depth. */
  readonly count;

  // State
  protected readonly slot;
  protected readonly head;
  protected readonly tail;

  constructor(type: T, depth: number) {
    super();
    requireWhole("RegisterFifo", "depth", depth, 1, 4096);
    this.depth = depth;
    this.in = streamSink(type);
    this.out = streamSource(type);
    this.count = outputReg(uint(bitsFor(depth + 1)), { init: 0, range: [0, depth] });
    this.slot = Array.from({ length: depth }, () => reg(type));
    this.head = reg(uint(bitsFor(depth)), { init: 0, range: [0, depth - 1] });
    this.tail = reg(uint(bitsFor(depth)), { init: 0, range: [0, depth - 1] });
  }

  override propagate() {
    this.in.ready.value = this.count.value < this.depth;
    this.out.valid.value = this.count.value > 0;
    this.out.payload.value = this.slot[this.head.value]!.value;
  }

  override update() {
    const enters = this.in.fires;
    const leaves = this.out.fires;
    if (enters) {
      this.slot[this.tail.value]!.next = this.in.payload.value;
      this.tail.next = (this.tail.value + 1) % this.depth;
    }
    if (leaves) this.head.next = (this.head.value + 1) % this.depth;
    if (enters && !leaves) this.count.next = Math.min(this.count.value + 1, this.depth);
    if (leaves && !enters) this.count.next = Math.max(this.count.value - 1, 0);
  }
}
