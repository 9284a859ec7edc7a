import type { Simulation } from "../../sim/testbench/simulation.ts";
import { renderWaves } from "../../sim/trace/render-waves.ts";
import type { TraceScope, TraceVariable } from "../../sim/trace/trace-source.ts";
import { createWaveSampler } from "../../sim/trace/wave-sampler.ts";
import { simulationTree } from "../../sim/waves/simulation-waves.ts";

/** A few signals over a few cycles, as text. */
export interface WaveView {
  /** The clock and a line a signal, with the numbers of the cycles above. */
  lines(): readonly string[];
}

/** Keeps the signals, given by their paths below the top, from cycle `first` on. */
export function viewWaves(
  sim: Simulation,
  paths: readonly string[],
  first: number,
  cycles: number,
): WaveView {
  const { root } = simulationTree(sim);
  const sampler = createWaveSampler(
    paths.map((path) => variableAt(root, path)),
    cycles,
  );
  const detach = sim.attach({
    name: "the view of the waves",
    // Just before edge k stands what cycle k − 1 came to.
    sample(edge) {
      if (edge > first && edge <= first + cycles) sampler.sample();
      if (edge > first + cycles) detach();
    },
  });
  return {
    lines: () =>
      renderWaves([{ kind: "clock", name: "clk" }, ...sampler.lines()], { firstCycle: first, cell: 8 }),
  };
}

/** The variable of a path, under the whole path as its name. */
function variableAt(root: TraceScope, path: string): TraceVariable {
  const segments = path.split(".");
  const name = segments.pop();
  let at: TraceScope | undefined = root;
  for (const segment of segments) at = at?.scopes.find((scope) => scope.name === segment);
  const variable = at?.variables.find((entry) => entry.name === name);
  if (!variable) throw new Error(`the design has no signal ${path}`);
  return { ...variable, name: path };
}
