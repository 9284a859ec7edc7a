import { expect, test } from "vitest";
import { bankedSram } from "./designs/banked-sram.ts";
import { fifoChain } from "./designs/fifo-chain.ts";
import { mesh } from "./designs/mesh.ts";
import { outputStationary } from "./designs/output-stationary.ts";
import { riscController } from "./designs/risc-controller.ts";
import { weightStationary } from "./designs/weight-stationary.ts";
import { engineContender } from "./engine-contender.ts";
import { verilatorContender } from "./verilator-contender.ts";

test.each([
  weightStationary(4),
  outputStationary(4),
  mesh(2),
  bankedSram(4, 4),
  fifoChain(5),
  riscController(),
])(
  "$name: the SystemVerilog under Verilator does what the module does",
  (design) => {
    const cycles = 300;
    const verilator = verilatorContender(design.verilog!)!.run(cycles);
    expect(verilator.checksum).toBe(engineContender(design, "event").run(cycles).checksum);
  },
  300_000,
);

test("with waves Verilator does the same", () => {
  const { verilog } = weightStationary(4);
  const runs = [false, true].map((trace) => verilatorContender(verilog!, { trace })!.run(100));
  expect(runs[1]!.checksum).toBe(runs[0]!.checksum);
}, 300_000);
