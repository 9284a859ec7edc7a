import type { Block, Chart, Section } from "../../../sim/report/index.ts";
import { type EnergyRun, type LayerEnergy, layerEnergy } from "./layer-energy.ts";
import { calibrationTable, tableVFigures } from "./table-v-figures.ts";

/** Energy of each layer by unit, and Table V. */
export function layersSection(runs: readonly EnergyRun[]): Section {
  const energies = runs.map((run) => layerEnergy(run));
  return {
    title: "Energy by layer",
    blocks: [
      ...(energies.length === 0 ? [] : [unitTable(energies), unitChart(energies), estimatesTable(energies)]),
      { kind: "comparison", caption: "Table V, the machine in 45 nm", figures: tableVFigures(runs) },
      { kind: "text", text: rowsText },
      ...calibrationTable(runs),
      { kind: "text", text: figure7Text() },
    ],
  };
}

function unitNames([first]: readonly LayerEnergy[]): readonly string[] {
  // Filler cells have an area, and no energy.
  return first!.calibrated.perUnit.map(({ unit }) => unit).filter((unit) => unit !== "filler cell");
}

function nanojoules(energy: LayerEnergy, unit: string): number {
  return (energy.calibrated.perUnit.find((one) => one.unit === unit)?.picojoules ?? 0) / 1000;
}

function unitTable(energies: readonly LayerEnergy[]): Block {
  const units = unitNames(energies);
  return {
    kind: "table",
    caption: "Energy by unit, calibrated on Table II (estimate)",
    columns: [
      { title: "layer" },
      ...units.map((title) => ({ title, unit: "nJ", digits: 1 })),
      { title: "total", unit: "nJ", digits: 1 },
    ],
    rows: energies.map((energy) => [
      energy.name,
      ...units.map((unit) => nanojoules(energy, unit)),
      energy.calibrated.picojoules / 1000,
    ]),
  };
}

function unitChart(energies: readonly LayerEnergy[]): Block {
  const chart: Chart = {
    kind: "stacked",
    x: { title: "layer", scale: "ordinal" },
    y: { title: "energy (nJ), estimate", from: 0 },
    points: energies.flatMap((energy) =>
      unitNames(energies).map((unit) => ({ series: unit, x: energy.name, y: nanojoules(energy, unit) })),
    ),
  };
  return {
    kind: "chart",
    caption: "Where the energy of a layer goes, calibrated on Table II (estimate)",
    chart,
  };
}

function estimatesTable(energies: readonly LayerEnergy[]): Block {
  return {
    kind: "table",
    caption:
      "Both estimates, and what follows from the calibrated one. Loading, of weights that don't fit beside the others, is calibrated too, and in no other column",
    columns: [
      { title: "layer" },
      { title: "time", unit: "µs", digits: 1 },
      { title: "by the table", unit: "nJ", digits: 0 },
      { title: "calibrated", unit: "nJ", digits: 0 },
      { title: "ratio", digits: 2 },
      { title: "loading", unit: "nJ", digits: 0 },
      { title: "power", unit: "mW", digits: 0 },
      { title: "frames/J", digits: 0 },
    ],
    rows: energies.map(
      ({ name, microseconds, table, calibrated, loadingPicojoules, milliwatts, framesPerJoule }) => [
        name,
        microseconds,
        table.picojoules / 1000,
        calibrated.picojoules / 1000,
        table.picojoules / calibrated.picojoules,
        loadingPicojoules / 1000,
        milliwatts,
        framesPerJoule,
      ],
    ),
  };
}

const rowsText =
  "Power and efficiency miss because the random layer reads a row of the matrix SRAM about every 5 cycles: its columns begin anywhere in a row. The calibration has a read every 8 cycles. Table V has the power of Table II, whatever the layer.";

function figure7Text(): string {
  return [
    "**Figure 7** (energy efficiency over a CPU) can be checked for Alex-7 only: the CPU's power is printed for no other layer.",
    "The paper's own figures agree there: 73 W for 6187.1 µs over 0.59 W for 12.2 µs is 62,748, and the figure has 61,533.",
    "For the other layers the CPU's power would have to be measured, so the other eight ratios are not reproducible.",
  ].join(" ");
}
