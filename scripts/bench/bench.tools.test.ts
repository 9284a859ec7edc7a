import { expect, test } from "vitest";
import { fifoChain } from "./designs/fifo-chain.ts";
import { riscController } from "./designs/risc-controller.ts";
import { engineContender } from "./engine-contender.ts";
import { verilatorContender } from "./verilator-contender.ts";

test.each([fifoChain(5), riscController()])(
  "$name: the SystemVerilog under Verilator does what the module does",
  (design) => {
    const cycles = 300;
    const verilator = verilatorContender(design.verilog)!.run(cycles);
    expect(verilator.checksum).toBe(engineContender(design, "event").run(cycles).checksum);
  },
  300_000,
);
