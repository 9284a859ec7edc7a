import { FifoChain } from "../../../hw/index.ts";
import { uint } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";
import { Harness, nextWord } from "./harness.ts";

/** A chain of queues of two words; each link stalls in a quarter of the cycles, both ends in half of them. */
export function fifoChain(stages: number): BenchDesign {
  return {
    name: `fifo${stages}`,
    title: `Chain of ${stages} FIFOs with random stalls`,
    dutPath: "chain",
    bare: () => chainOf(stages),
    harness: () => new FifoChainHarness(stages),
    verilog: {
      design: "fifo_chain.sv",
      harness: "fifo_chain.cpp",
      top: "fifo_chain",
      parameters: { N: stages },
    },
  };
}

function chainOf(stages: number) {
  return new FifoChain(uint(16), stages, 2, 3);
}

class FifoChainHarness extends Harness {
  // Structure
  readonly chain;

  constructor(stages: number) {
    super();
    this.chain = chainOf(stages);
  }

  override propagate() {
    const word = nextWord(this.word.value);
    this.chain.in.valid.value = word & 1;
    this.chain.out.ready.value = (word >> 1) & 1;
    this.chain.in.payload.value = (word >> 16) & 0xffff;
    this.lastWord.value = word;
  }

  override update() {
    const { in: entry, out } = this.chain;
    this.endCycle(entry.ready.value + 3 * out.valid.value + 5 * out.payload.value);
  }
}
