import { BankedSram } from "../../../hw/index.ts";
import { uint, wrap } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";
import { Harness, nextWord } from "./harness.ts";

const DEPTH = 256;

/** SRAM banks of 256 words behind a crossbar; each port asks in three of four cycles, for any address. */
export function bankedSram(ports: number, banks: number): BenchDesign {
  return {
    name: `banks${banks}`,
    title: `${banks} SRAM banks behind a crossbar for ${ports} ports`,
    dutPath: "sram",
    bare: () => new BankedSram(uint(32), ports, banks, DEPTH),
    harness: () => new BankedSramHarness(ports, banks),
    verilog: {
      design: "banked_sram.sv",
      harness: "banked_sram.cpp",
      top: "banked_sram",
      parameters: { P: ports, BANKS: banks },
    },
  };
}

class BankedSramHarness extends Harness {
  // Parameters
  readonly words: number;

  // Structure
  readonly sram;

  constructor(ports: number, banks: number) {
    super();
    this.words = banks * DEPTH;
    this.sram = new BankedSram(uint(32), ports, banks, DEPTH);
  }

  override propagate() {
    let word = this.word.value;
    for (let p = 0; p < this.sram.valid.length; p += 1) {
      word = nextWord(word);
      this.sram.valid[p]!.value = (word & 3) !== 0;
      this.sram.write[p]!.value = (word >> 2) & 1;
      this.sram.address[p]!.value = (word >> 3) & (this.words - 1);
      this.sram.writeData[p]!.value = wrap(word);
    }
    this.lastWord.value = word;
  }

  override update() {
    const { ready, readValid, readData } = this.sram;
    let sum = 0;
    for (let p = 0; p < ready.length; p += 1) {
      sum += (6 * p + 1) * ready[p]!.value;
      sum += (6 * p + 3) * readValid[p]!.value;
      sum += (6 * p + 5) * readData[p]!.value;
    }
    this.endCycle(sum);
  }
}
