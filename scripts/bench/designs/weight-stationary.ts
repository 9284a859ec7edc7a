import { WeightStationaryArray } from "../../../hw/index.ts";
import { wrap } from "../../../sim/describe/index.ts";
import type { BenchDesign, Driven, VerilogPeer, WaveScope } from "../design.ts";
import { weightStationaryKernel } from "../kernels/weight-stationary-kernel.ts";
import { driveBytes } from "./drive-bytes.ts";
import { Harness, nextWord } from "./harness.ts";

/** Verilator makes code of its own for each cell: what 64×64 takes to build is more than a minute, and 256×256 has sixteen times the cells. */
const LARGEST_PEER = 64;
const UNTRIED = `Verilator was not tried: building ${LARGEST_PEER}×${LARGEST_PEER} takes more than a minute, and this has sixteen times the cells`;

/** `size` × `size` cells: weights are loaded, then each cycle streams a byte into each row. */
export function weightStationary(size: number): BenchDesign {
  return {
    name: `ws${size}`,
    title: `Weight-stationary array ${size}×${size} of 8-bit MACs`,
    dutPath: "array",
    bare: () => new WeightStationaryArray(size, size),
    harness: () => new WeightStationaryHarness(size),
    ...(size === 16 && { driven: () => driven(size) }),
    ...(size === 64 && { scope: twelveCells(peer(size)) }),
    ...(size > LARGEST_PEER ? { remark: UNTRIED } : { verilog: peer(size) }),
    kernel: () => weightStationaryKernel(size),
  };
}

function peer(size: number): VerilogPeer {
  return {
    design: "weight_stationary.sv",
    harness: "weight_stationary.cpp",
    top: "systolic_array",
    // The larger arrays would take Icarus Verilog minutes a round.
    ...(size === 16 && { icarusHarness: "weight_stationary_icarus.sv" }),
    parameters: { N: size },
  };
}

/** Eight signals each. */
function twelveCells(traced: VerilogPeer): WaveScope {
  const paths = Array.from({ length: 12 }, (_, c) => `array.cell[0][${c}]`);
  return { title: "96 signals in waves", paths, peer: traced };
}

/** `size` is a multiple of four: a word is four bytes. */
class WeightStationaryHarness extends Harness {
  // Structure
  readonly array;

  constructor(size: number) {
    super(4 * size);
    this.array = new WeightStationaryArray(size, size);
  }

  override propagate() {
    const prepares = this.left.value > 0;
    const measured = prepares ? 0 : -1;
    this.array.shiftWeight.value = prepares;
    let word = this.word.value;
    for (let i = 0; i < this.array.actIn.length; i += 4) {
      word = nextWord(word);
      for (let k = 0; k < 4; k += 1) {
        const byte = word >> (8 * k);
        // Weights that nobody shifts in are not looked at.
        this.array.weightIn[i + k]!.value = wrap(byte);
        this.array.actIn[i + k]!.value = wrap(byte & measured);
      }
    }
    this.lastWord.value = word;
  }

  override update() {
    let sum = 0;
    for (let c = 0; c < this.array.psumOut.length; c += 1) sum += (2 * c + 1) * this.array.psumOut[c]!.value;
    this.endCycle(sum);
  }
}

function driven(size: number): Driven {
  const top = new WeightStationaryArray(size, size);
  return {
    top,
    prepareCycles: 4 * size,
    prepare(random) {
      top.shiftWeight.value = 1;
      for (const port of top.actIn) port.value = 0;
      driveBytes(top.weightIn, random);
    },
    drive(random) {
      top.shiftWeight.value = 0;
      driveBytes(top.actIn, random);
    },
    fold(checksum) {
      for (const port of top.psumOut) checksum.add(port.value);
    },
  };
}
