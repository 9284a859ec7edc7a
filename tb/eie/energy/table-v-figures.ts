import { estimateArea } from "../../../sim/estimate/index.ts";
import type { Block, ComparedFigure, PublishedFigure } from "../../../sim/report/index.ts";
import { calibratedUnits, ratesOf } from "./calibration.ts";
import { type EnergyRun, type LayerEnergy, layerEnergy } from "./layer-energy.ts";
import { figure7 } from "../published/figure-7.ts";
import { tableV, tableVSource } from "../published/table-v.ts";
import { tableIii } from "../published/table-iii.ts";
import { tableIv, tableIvBand } from "../published/table-iv.ts";

/** The layer on which Table V compares machines. */
export const TABLE_V_LAYER = "Alex-7";

/** Power, area and the efficiencies of Table V, and Figure 7 of the one layer for which the paper has a CPU's power. */
export function tableVFigures(runs: readonly EnergyRun[]): readonly ComparedFigure[] {
  const { watts, framesPerJoule, squareMillimetres, areaEfficiency } = tableV.eie45;
  const run = runs.find(({ name }) => name === TABLE_V_LAYER);
  const steady = run && layerEnergy(run);
  const index = tableIii.findIndex(({ name }) => name === TABLE_V_LAYER);
  return [
    {
      published: areaFigure(squareMillimetres),
      measured: publishedArea(),
      why: "the sum of Table II, no estimate",
    },
    {
      published: band("area-efficiency", "area efficiency", areaEfficiency, "frames/s/mm²"),
      measured: steady && 1e6 / steady.microseconds / publishedArea(),
      why: "one over the layer's time, by the area",
    },
    {
      published: band("power", "power", watts, "W"),
      measured: steady && steady.milliwatts / 1000,
      why: busier,
    },
    {
      published: band("energy-efficiency", "energy efficiency", framesPerJoule, "frames/J"),
      measured: steady?.framesPerJoule,
      why: busier,
    },
    {
      published: {
        ...band("figure-7", "energy efficiency over CPU dense", figure7[index]!, "×"),
        id: `eie/figure-7/${TABLE_V_LAYER.toLowerCase()}`,
        source: "Han et al., EIE, ISCA 2016, Figure 7; the CPU's energy is Table IV's time at Table V's 73 W",
      },
      measured: steady && cpuJoules(index) * steady.framesPerJoule,
      why: busier,
    },
  ];
}

/** The same with another assumption on Table II, so that a reader sees what hangs on it. No block without the layer. */
export function calibrationTable(runs: readonly EnergyRun[]): readonly Block[] {
  const run = runs.find(({ name }) => name === TABLE_V_LAYER);
  if (run === undefined) return [];
  const own = ratesOf(run.activity, `at the activity of ${TABLE_V_LAYER} (assumed)`);
  const line = (calibration: string, { milliwatts, framesPerJoule }: LayerEnergy) => [
    calibration,
    milliwatts,
    framesPerJoule,
  ];
  return [
    {
      kind: "table",
      caption: `${TABLE_V_LAYER}, by the activity at which a PE is assumed to have the power of Table II; at its own the power is the paper's by construction`,
      columns: [
        { title: "calibrated at" },
        { title: "power", unit: "mW", digits: 1 },
        { title: "frames/J", digits: 0 },
      ],
      rows: [
        line("the steady state of section VI", layerEnergy(run)),
        line(`the activity of ${TABLE_V_LAYER}`, layerEnergy(run, own)),
      ],
    },
  ];
}

const busier = "rows are read more often than in the calibration";

function band(id: string, what: string, value: number, unit: string): PublishedFigure {
  return {
    id: `eie/table-v/64/${id}`,
    what: `${TABLE_V_LAYER}, ${what}`,
    value,
    unit,
    class: "band",
    band: tableIvBand,
    source: tableVSource,
  };
}

function areaFigure(squareMillimetres: number): PublishedFigure {
  return {
    id: "eie/table-v/64/area",
    what: "64 PEs and 21 LNZD nodes, area",
    value: squareMillimetres,
    unit: "mm²",
    class: "exact",
    source: tableVSource,
  };
}

/** In mm². */
function publishedArea(): number {
  return estimateArea(calibratedUnits().units).squareMicrometres * 1e-6;
}

function cpuJoules(index: number): number {
  const cpu = tableIv.find(
    ({ platform, kind, batch }) => platform === "CPU" && kind === "dense" && batch === 1,
  )!;
  return cpu.microseconds[index]! * 1e-6 * tableV.cpu.watts;
}
