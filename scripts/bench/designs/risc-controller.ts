import { mixProgram, RiscController } from "../../../hw/index.ts";
import type { BenchDesign } from "../design.ts";

/** A controller whose program takes a word from its port, mixes it into a table, and sends one, without end. */
export function riscController(): BenchDesign {
  const program = mixProgram();
  return {
    name: "risc",
    title: "RISC controller (RV32I) with its memories",
    make() {
      const top = new RiscController(program, 64);
      return {
        top,
        prepareCycles: 0,
        prepare() {},
        drive(random) {
          top.portReadData.value = random.word();
        },
        fold(checksum) {
          checksum.add(top.portEnable.value);
          checksum.add(top.portWrite.value);
          checksum.add(top.portAddress.value);
          checksum.add(top.portWriteData.value);
          checksum.add(top.executePc.value);
        },
      };
    },
    verilog: {
      design: "risc_controller.sv",
      harness: "risc_controller.cpp",
      top: "risc_controller",
      parameters: { PROGRAM_DEPTH: 32, DATA_DEPTH: 64 },
      files: {
        "program.hex": Array.from({ length: 32 }, (_, i) => `${(program[i] ?? 0x13).toString(16)}\n`).join(
          "",
        ),
      },
    },
  };
}
