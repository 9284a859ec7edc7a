import {
  connect,
  type HardwareType,
  Module,
  output,
  bit,
  streamSink,
  streamSource,
} from "../../sim/describe/index.ts";
import { Lfsr } from "./lfsr.ts";
import { requireWhole } from "./parameter.ts";

/**
 * Lets a stream pass, except in cycles that its own random numbers choose: in those neither side sees the other.
 *
 * Combinational: latency 0. In 4 − `passes` of 4 cycles it stalls (`passes` 1 … 4), by two bits of an LFSR; a word that has been
 * offered behind it may so be taken back, as a `valid` that a stall hides. It is therefore for queues and other receivers that
 * do not rely on an offer that stays. `stalled` shows the choice.
 */
export class StreamStall<T extends HardwareType> extends Module {
  // Parameters
  readonly passes: number;

  // Interface
  readonly in;
  readonly out;
  readonly stalled = output(bit);

  // Structure
  protected readonly noise;

  constructor(type: T, seed: number, passes = 2) {
    super();
    requireWhole("StreamStall", "passes", passes, 1, 4);
    this.passes = passes;
    this.in = streamSink(type);
    this.out = streamSource(type);
    this.noise = new Lfsr(seed);
    connect(this.in.payload, this.out.payload);
  }

  override propagate() {
    const stalled = this.noise.value.value % 4 >= this.passes;
    this.stalled.value = stalled;
    this.out.valid.value = this.in.valid.value === 1 && !stalled;
    this.in.ready.value = this.out.ready.value === 1 && !stalled;
  }
}
