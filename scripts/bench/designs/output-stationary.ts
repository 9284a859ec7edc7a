import { OutputStationaryArray } from "../../../hw/index.ts";
import type { BenchDesign } from "../design.ts";
import { outputStationaryKernel } from "../kernels/output-stationary-kernel.ts";
import { driveBytes } from "./drive-bytes.ts";

/** `size` × `size` cells, `size` a multiple of 32: each cycle a byte and a valid bit a row, a byte a column; every 16th drains. */
export function outputStationary(size: number): BenchDesign {
  return {
    name: `os${size}`,
    title: `Output-stationary array ${size}×${size} of 8-bit MACs`,
    make() {
      const top = new OutputStationaryArray(size, size);
      return {
        top,
        prepareCycles: 0,
        prepare() {},
        drive(random) {
          top.drain.value = (random.word() & 15) === 0;
          for (let i = 0; i < size; i += 32) {
            const valid = random.word();
            for (let k = 0; k < 32; k++) top.valid[i + k]!.value = (valid >>> k) & 1;
          }
          driveBytes(top.actIn, random);
          driveBytes(top.weightIn, random);
        },
        fold(checksum) {
          for (const port of top.sumOut) checksum.add(port.value);
        },
      };
    },
    verilog: {
      design: "output_stationary.sv",
      harness: "output_stationary.cpp",
      top: "output_stationary_array",
      parameters: { N: size },
    },
    kernel: () => outputStationaryKernel(size),
  };
}
