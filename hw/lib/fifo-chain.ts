import { connect, type HardwareType, Module, streamSink, streamSource } from "../../sim/describe/index.ts";
import { requireWhole } from "./parameter.ts";
import { RegisterFifo } from "./register-fifo.ts";
import { StreamStall } from "./stream-stall.ts";

/**
 * A chain of `stages` queues of `depth` words with a random stall in front of each: what goes in comes out, in order, after at
 * least `stages` cycles. A stand for what a long elastic pipeline does: no path is longer than from one queue to the next.
 *
 * Each stall has a seed of its own, `seed` + its number · 0x9e3779b9 (mod 2³²), so that no two stall alike.
 */
export class FifoChain<T extends HardwareType> extends Module {
  // Interface
  readonly in;
  readonly out;

  // Structure
  readonly stall;
  readonly fifo;

  /** `passes`: in how many of 4 cycles a stall lets words pass. */
  constructor(type: T, stages: number, depth = 2, passes = 2, seed = 1) {
    super();
    requireWhole("FifoChain", "stages", stages, 1, 1 << 20);
    requireWhole("FifoChain", "seed", seed, 0, 2 ** 32 - 1);
    this.in = streamSink(type);
    this.out = streamSource(type);
    this.stall = Array.from({ length: stages }, (_, i) => new StreamStall(type, seedOf(seed, i), passes));
    this.fifo = Array.from({ length: stages }, () => new RegisterFifo(type, depth));
    for (const [i, fifo] of this.fifo.entries()) {
      connect(i === 0 ? this.in : this.fifo[i - 1]!.out, this.stall[i]!.in);
      connect(this.stall[i]!.out, fifo.in);
    }
    connect(this.fifo[stages - 1]!.out, this.out);
  }
}

/** 0, which an LFSR can't leave, is replaced by all ones. */
function seedOf(seed: number, stage: number): number {
  return (seed + Math.imul(stage, 0x9e3779b9)) >>> 0 || 0xffffffff;
}
