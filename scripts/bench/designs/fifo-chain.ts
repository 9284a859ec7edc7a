import { FifoChain } from "../../../hw/index.ts";
import { uint } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";

/** A chain of queues of two words; each link stalls in a quarter of the cycles, both ends in half of them. */
export function fifoChain(stages: number): BenchDesign {
  return {
    name: `fifo${stages}`,
    title: `Chain of ${stages} FIFOs with random stalls`,
    make() {
      const top = new FifoChain(uint(16), stages, 2, 3);
      return {
        top,
        prepareCycles: 0,
        prepare() {},
        drive(random) {
          const word = random.word();
          top.in.valid.value = word & 1;
          top.out.ready.value = (word >>> 1) & 1;
          top.in.payload.value = word >>> 16;
        },
        fold(checksum) {
          checksum.add(top.in.ready.value);
          checksum.add(top.out.valid.value);
          checksum.add(top.out.payload.value);
        },
      };
    },
    verilog: {
      design: "fifo_chain.sv",
      harness: "fifo_chain.cpp",
      top: "fifo_chain",
      parameters: { N: stages },
    },
  };
}
