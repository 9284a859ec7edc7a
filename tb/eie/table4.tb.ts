import { Eie } from "../../hw/eie/index.ts";
import { param, testbench, type TestbenchContext } from "../../sim/testbench/index.ts";
import { readAuthorsLayer } from "./authors-format.ts";
import { checkLayer } from "./check-layer.ts";
import { publishedClock } from "./figures.ts";
import { paramsFor } from "./layer-image.ts";
import { type LayerPlan, planLayer } from "./layer-plan.ts";
import { batchingParam } from "./machine-params.ts";
import type { EieContext } from "./run-plan.ts";
import {
  type ComparedTimes,
  compareTimes,
  explained,
  rowText,
  spreadText,
  withinBand,
} from "./table4-row.ts";
import { paperMachine, planOfTableIii, PUBLISHED_PES } from "./table4-plan.ts";
import { type TableIiiRow, tableIii } from "./published/table-iii.ts";
import { publishedEie } from "./published/table-iv.ts";

const params = {
  seeds: param.integer({
    default: 1,
    min: 1,
    max: 1000,
    description: "random layers: the run's seed on the machine, and those after it by the cycle model",
  }),
  ...batchingParam,
};

/**
 * A line of Table IV of the EIE paper: a layer of Table III on 64 PEs at 800 MHz, its weights i.i.d. at the published density and exactly
 * round(inputs · density) activations. The machine computes it; outputs, cycles and their causes equal the golden and the cycle model.
 */
function line(index: number) {
  const row: TableIiiRow = tableIii[index]!;
  return testbench(
    {
      name: `eie/table4/${row.name.toLowerCase()}`,
      description: `${row.name} of Table IV: theoretical and actual time beside the paper's`,
      tags: ["paper"],
      params,
      prepare: ({ params: { batching }, seed }): LayerPlan => planOfTableIii(row, seed, batching),
      clock: publishedClock,
      dut: (_, plan) => new Eie(paramsFor([plan], paperMachine)),
    },
    async (context) => {
      const { expect, log, prepared: plan, seed, params } = context;
      const times = await runLine(context, row.name, index, plan);
      if (params.seeds > 1) log(spreadText(row, params.seeds, seed, params.batching));
      const why = explained(row.name);
      if (why !== undefined) {
        log(`${row.name}: ${why}`);
        return;
      }
      expect(withinBand(times.theoretical), "theoretical time within 12 % of the paper's").toBe(true);
      expect(withinBand(times.actual), "actual time within 12 % of the paper's").toBe(true);
      if (row.name !== "NT-We") return;
      // The paper's 0.65: in this layer many columns have no entry in a PE, and each still takes a cycle.
      expect(times.theoretical.measured / times.actual.measured, "load balance").toBeAtLeast(0.6);
      expect(times.theoretical.measured / times.actual.measured, "load balance").toBeAtMost(0.72);
    },
  );
}

export const alex6 = line(0);
export const alex7 = line(1);
export const alex8 = line(2);
export const vgg6 = line(3);
export const vgg7 = line(4);
export const vgg8 = line(5);
export const ntWe = line(6);
export const ntWd = line(7);
export const ntLstm = line(8);

/** Alex-8 with trained weights, as the authors ship it with their simulator: equal to Table IV at the printed precision. */
export const authors = testbench(
  {
    name: "eie/table4/authors",
    description: "Alex-8 with its trained weights, from the files of the authors' simulator",
    tags: ["paper", "files"],
    params: {
      dir: param.path({
        required: true,
        description: "folder with act.dat, arithm.dat, ptr/ptr<k>.dat and spm/spm<k>.dat",
      }),
    },
    prepare: ({ params: { dir } }): LayerPlan =>
      planLayer(readAuthorsLayer(dir), { entriesPerRow: paperMachine.entriesPerRow }),
    clock: publishedClock,
    dut: (_, plan) => new Eie(paramsFor([plan], paperMachine)),
  },
  async (context) => {
    const { expect, prepared: plan } = context;
    const alex8 = tableIii.findIndex(({ name }) => name === "Alex-8");
    const { theoretical, actual } = await runLine(context, "Alex-8, trained weights", alex8, plan);
    expect(plan.layer.pes, "PEs of the shipped layer").toBe(PUBLISHED_PES);
    expect(Number(theoretical.measured.toFixed(1)), "theoretical µs").toBe(theoretical.published);
    expect(Number(actual.measured.toFixed(1)), "actual µs").toBe(actual.published);
  },
);

type LineContext = EieContext & Pick<TestbenchContext<unknown, Eie, LayerPlan>, "log" | "seed">;

/** Runs a layer, sets the metrics of a line, and logs it beside the paper's. */
async function runLine(
  context: LineContext,
  name: string,
  index: number,
  plan: LayerPlan,
): Promise<ComparedTimes> {
  const { log, metrics, seed } = context;
  const seen: Record<string, number> = {};
  await checkLayer({ ...context, metrics: seen }, plan, paperMachine);
  const { cycles, efficiency, batchCycles, ioCycles } = seen as Record<
    "cycles" | "efficiency" | "batchCycles" | "ioCycles",
    number
  >;
  const times = compareTimes(plan, cycles, publishedEie(index)!);
  Object.assign(metrics, {
    layer: name,
    cycles,
    theoreticalUs: times.theoretical.measured,
    actualUs: times.actual.measured,
    paperTheoreticalUs: times.theoretical.published,
    paperActualUs: times.actual.published,
    efficiency,
    seed,
    batchCycles,
    ioCycles,
  });
  log(rowText(name, times));
  if (batchCycles + ioCycles > 0)
    log(`${name}: besides, ${batchCycles} cycles of batch transfers and ${ioCycles} of loading weights`);
  return times;
}
