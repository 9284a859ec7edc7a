import { OutputStationaryArray } from "../../../hw/index.ts";
import { wrap } from "../../../sim/describe/index.ts";
import type { BenchDesign } from "../design.ts";
import { outputStationaryKernel } from "../kernels/output-stationary-kernel.ts";
import { Harness, nextWord } from "./harness.ts";

/** `size` × `size` cells, `size` 4, 8, 16 or a multiple of 32: each cycle a byte and a valid bit a row, a byte a column; every 16th drains. */
export function outputStationary(size: number): BenchDesign {
  return {
    name: `os${size}`,
    title: `Output-stationary array ${size}×${size} of 8-bit MACs`,
    dutPath: "array",
    bare: () => new OutputStationaryArray(size, size),
    harness: () => new OutputStationaryHarness(size),
    verilog: {
      design: "output_stationary.sv",
      harness: "output_stationary.cpp",
      top: "output_stationary_array",
      parameters: { N: size },
    },
    kernel: () => outputStationaryKernel(size),
  };
}

class OutputStationaryHarness extends Harness {
  // Structure
  readonly array;

  constructor(size: number) {
    super();
    this.array = new OutputStationaryArray(size, size);
  }

  override propagate() {
    const size = this.array.valid.length;
    let word = nextWord(this.word.value);
    this.array.drain.value = (word & 15) === 0;
    for (let i = 0; i < size; i += 32) {
      word = nextWord(word);
      for (let k = 0; k < 32 && k < size; k += 1) this.array.valid[i + k]!.value = (word >> k) & 1;
    }
    for (let i = 0; i < size; i += 4) {
      word = nextWord(word);
      for (let k = 0; k < 4; k += 1) this.array.actIn[i + k]!.value = wrap(word >> (8 * k));
    }
    for (let i = 0; i < size; i += 4) {
      word = nextWord(word);
      for (let k = 0; k < 4; k += 1) this.array.weightIn[i + k]!.value = wrap(word >> (8 * k));
    }
    this.lastWord.value = word;
  }

  override update() {
    let sum = 0;
    for (let c = 0; c < this.array.sumOut.length; c += 1) sum += (2 * c + 1) * this.array.sumOut[c]!.value;
    this.endCycle(sum);
  }
}
