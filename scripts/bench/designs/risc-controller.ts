import { mixProgram, RiscController } from "../../../hw/index.ts";
import { wrap } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";
import { Harness, nextWord } from "./harness.ts";

const DATA_WORDS = 64;
const PROGRAM_WORDS = 32;
const NOP = 0x13;

/** A controller whose program takes a word from its port, mixes it into a table, and sends one, without end. */
export function riscController(): BenchDesign {
  const program = mixProgram();
  const words = Array.from({ length: PROGRAM_WORDS }, (_, i) => (program[i] ?? NOP) >>> 0);
  return {
    name: "risc",
    title: "RISC controller (RV32I) with its memories",
    dutPath: "controller",
    bare: () => new RiscController(program, DATA_WORDS),
    harness: () => new RiscHarness(program),
    verilog: {
      design: "risc_controller.sv",
      harness: "risc_controller.cpp",
      top: "risc_controller",
      parameters: { PROGRAM_DEPTH: PROGRAM_WORDS, DATA_DEPTH: DATA_WORDS },
      files: { "program.hex": words.map((word) => `${word.toString(16)}\n`).join("") },
    },
  };
}

class RiscHarness extends Harness {
  // Structure
  readonly controller;

  constructor(program: readonly number[]) {
    super();
    this.controller = new RiscController(program, DATA_WORDS);
  }

  override propagate() {
    const word = nextWord(this.word.value);
    this.controller.portReadData.value = wrap(word);
    this.lastWord.value = word;
  }

  override update() {
    const { portEnable, portWrite, portAddress, portWriteData, executePc } = this.controller;
    this.endCycle(
      portEnable.value +
        3 * portWrite.value +
        5 * portAddress.value +
        7 * portWriteData.value +
        9 * executePc.value,
    );
  }
}
