import type { BenchDesign } from "./design.ts";
import { drivenContender } from "./driven-contender.ts";
import { ENGINES, engineContender, type MeasuredEngine } from "./engine-contender.ts";
import { icarusContender } from "./icarus-contender.ts";
import { kernelContender } from "./kernel-contender.ts";
import type { Comparison } from "./measure-comparison.ts";
import { verilatorContender } from "./verilator-contender.ts";
import { waveComparison } from "./wave-comparison.ts";

/** After how many cycles checksums are compared: enough to fill what is slowest to fill, few enough for the slowest engine. */
const CHECKED_CYCLES = 1000;
const LARGE_CHECKED_CYCLES = 100;

/** The comparisons of a design: all that can run it, and where that is asked for, what waves cost. */
export function comparisonsOf(design: BenchDesign): readonly Comparison[] {
  const { name, title, verilog, kernel, authors, remark } = design;
  const speed: Comparison = {
    name,
    title,
    checkedCycles: name === "ws256" ? LARGE_CHECKED_CYCLES : CHECKED_CYCLES,
    ...(remark !== undefined && { remark }),
    contenders: [
      ...(Object.keys(ENGINES) as MeasuredEngine[]).map(
        (engine) => [engine, () => engineContender(design, engine)] as const,
      ),
      ["driven", () => drivenContender(design, "wasm")],
      ["kernel", () => kernel && kernelContender(kernel)],
      ["verilator", () => verilog && verilatorContender(verilog)],
      ["icarus", () => verilog && icarusContender(verilog)],
      ["authors", () => authors?.()],
    ],
  };
  return design.scope ? [speed, waveComparison(design, design.scope)] : [speed];
}
