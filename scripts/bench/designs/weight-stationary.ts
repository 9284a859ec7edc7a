import { WeightStationaryArray } from "../../../hw/index.ts";
import type { BenchDesign } from "../design.ts";
import type { Random } from "../stimulus.ts";
import { weightStationaryKernel } from "../kernels/weight-stationary-kernel.ts";
import { driveBytes } from "./drive-bytes.ts";

/** `size` × `size` cells: weights are loaded, then each cycle streams a byte into each row. */
export function weightStationary(size: number): BenchDesign {
  return {
    name: `ws${size}`,
    title: `Weight-stationary array ${size}×${size} of 8-bit MACs`,
    make() {
      const top = new WeightStationaryArray(size, size);
      return {
        top,
        prepareCycles: 4 * size,
        prepare(random: Random) {
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
    },
    verilog: {
      design: "weight_stationary.sv",
      harness: "weight_stationary.cpp",
      top: "systolic_array",
      // The larger arrays would take Icarus Verilog minutes a round.
      ...(size === 16 && { icarusHarness: "weight_stationary_icarus.sv" }),
      parameters: { N: size },
    },
    kernel: () => weightStationaryKernel(size),
  };
}
