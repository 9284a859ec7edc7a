import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulate } from "../../sim/testbench/index.ts";
import { simulationWaves } from "../../sim/waves/index.ts";
import type { BenchDesign, WaveScope } from "./design.ts";
import { type Runner, timed } from "./measure.ts";
import type { Comparison } from "./measure-comparison.ts";
import { verilatorContender } from "./verilator-contender.ts";

/** What waves cost: all signals of a design in a VCD, beside Verilator's where there is a peer, and a few of them beside none. */
export function waveComparison(design: BenchDesign, { title, paths, peer }: WaveScope): Comparison {
  const without = "no waves";
  return {
    name: `${design.name}-vcd`,
    title: `${design.title}, with waves`,
    checkedCycles: 100,
    contenders: [
      ["wasm", () => wavesContender(design, without, undefined)],
      ["wasm", () => wavesContender(design, title, paths)],
      ["wasm", () => wavesContender(design, "full VCD", [design.dutPath])],
      ["verilator", () => peer && verilatorContender(peer, { trace: true })],
    ],
    slowdown: { of: nameOf(title), against: nameOf(without) },
  };
}

function nameOf(what: string): string {
  return `systole wasm, ${what}`;
}

/** The measured time is from the first of the measured cycles until the file is closed: opening it, with its head, is not in it. */
function wavesContender(design: BenchDesign, what: string, scope: readonly string[] | undefined): Runner {
  return {
    name: nameOf(what),
    detail: `Node ${process.versions.node}`,
    setup: () => 0,
    run(cycles) {
      const harness = design.harness();
      const sim = simulate(harness, { engine: "wasm" });
      design.load?.(harness, sim);
      const paths = scope?.map((path) => `${harness.path}.${path}`);
      const folder = mkdtempSync(join(tmpdir(), "systole-waves-"));
      try {
        // Opened before the last cycle of preparation, which writes the head and the first values.
        const { prepareCycles } = harness;
        if (prepareCycles > 1) sim.step(prepareCycles - 1);
        const waves = paths && simulationWaves(sim, { file: join(folder, "bench.vcd"), scope: paths });
        if (waves) sim.observe(waves);
        if (prepareCycles > 0) sim.step();
        const took = timed(() => {
          sim.step(cycles);
          waves?.close();
        });
        return { cycles, ...took, checksum: harness.checksum.value };
      } finally {
        sim.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
