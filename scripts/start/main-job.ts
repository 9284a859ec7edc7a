import { resolve } from "node:path";
import { simulationWaves, type SimulationWaves } from "../../sim/waves/simulation-waves.ts";
import { publishedMegahertz } from "../../tb/eie/figures.ts";
import type { CauseCounts } from "../../tb/eie/cycle-causes.ts";
import { layer } from "../../tb/eie/layer.tb.ts";
import { tableIii } from "../../tb/eie/published/table-iii.ts";
import { publishedEie } from "../../tb/eie/published/table-iv.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { columns, grouped } from "../cli/text.ts";
import { shortPath } from "../find/load-problem.ts";
import { exitOf, verdictOf } from "../run/outcome.ts";
import { createProgress } from "../run/progress.ts";
import { reportText } from "../run/report-text.ts";
import { watchedRun } from "../run/watched-run.ts";
import { causeBar } from "./cause-bar.ts";
import { type WaveView, viewWaves } from "./wave-view.ts";

/** The layer of Table III with 4096 inputs and 4096 outputs that the job computes. */
const NAME = "Alex-7";
const PES = 64;
const SEED = 1;
const FILE = "waves/eie/start.vcd";
/** Cycles that the waves show: enough to look around, of all PEs. */
const SHOWN_CYCLES = 300;
const VIEWED = [
  "control.step",
  "broadcast.column",
  "broadcast.blocked",
  "pe[0].queue.count",
  "pe[0].pointers.request",
  "pe[0].matrix.code",
  "pe[0].arithmetic.write",
];

/** A whole layer on EIE, cycle by cycle, beside the paper's figure. */
export async function mainJob(context: Context): Promise<ExitCode> {
  const { out, cwd, command } = context;
  const row = tableIii.findIndex(({ name }) => name === NAME);
  const shape = tableIii[row]!;
  out.write(
    `EIE (Han et al., ISCA 2016): the layer ${NAME} of its Table III, on ${PES} PEs\n` +
      `${grouped(shape.inputs)} inputs, ${percent(shape.activationDensity)} of them not zero; ${grouped(shape.outputs)} outputs; ` +
      `${percent(shape.weightDensity)} of the weights not zero; random, seed ${SEED}\n\n`,
  );
  let waves: SimulationWaves | undefined;
  let view: WaveView | undefined;
  const progress = createProgress(context);
  progress.show("simulating", "");
  const result = await watchedRun(layer, {
    params: { layer: NAME, pes: PES },
    seed: SEED,
    signal: context.interrupt,
    observers: (sim) => {
      progress.follow(sim);
      view = viewWaves(sim, VIEWED, 20, 9);
      return [
        (waves = simulationWaves(sim, { file: resolve(cwd, FILE), window: { to: { cycle: SHOWN_CYCLES } } })),
      ];
    },
  });
  progress.stop();
  const verdict = verdictOf(result);
  if (verdict !== "passed" || !waves || !view) {
    const again = `${command} run ${layer.name} --param layer=${NAME} --seed ${SEED} --waves`;
    out.write(
      reportText(
        { verdict, result, file: "tb/eie/layer.tb.ts", waves: undefined, log: undefined, notes: [], again },
        out,
        cwd,
      ),
    );
    return exitOf([verdict]);
  }

  const { cycles, microseconds } = result.metrics as Readonly<Record<"cycles" | "microseconds", number>>;
  const paper = publishedEie(row)!;
  const { bar, legend } = causeBar(result.metrics as unknown as CauseCounts, 60);
  const facts = columns([
    [
      "cycles",
      `${grouped(cycles)}, which is ${microseconds.toFixed(1)} µs at ${publishedMegahertz} MHz; the paper says ${paper.actual} µs`,
    ],
    [
      "checked",
      `${grouped(shape.outputs)} outputs equal the golden model bit for bit, and the cycles a model of the machine's timing`,
    ],
    ["PE cycles", bar],
    ...legend.map((line) => ["", line]),
  ]);
  const shown = shortPath(waves.saveFile, cwd);
  const next = columns([
    [`  ${command} run eie/layer --param layer=NT-LSTM`, "another layer of the paper"],
    [`  ${command} run systolic/gemm --waves`, "a matrix product on a systolic array, with waves"],
    [`  ${command} new counter`, "a module of your own, with a testbench and a property"],
  ]);
  const text = [
    ...facts,
    "",
    ...view.lines(),
    "",
    `waves of the first ${SHOWN_CYCLES} cycles: ${shortPath(waves.file, cwd)}`,
    `open them:  gtkwave -a ${shown}`,
    `took ${result.seconds.toFixed(1)} s`,
    "",
    "next:",
    ...next,
  ];
  out.write(text.map((line) => `${line}\n`).join(""));
  return exitCode.passed;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
