import type { Block, ComparedFigure, Section } from "../../../sim/report/index.ts";
import { tableIii } from "../published/table-iii.ts";
import { tableIv, tableIvFigure } from "../published/table-iv.ts";
import { explained } from "../table4-row.ts";
import type { MeasuredLayer } from "./measure.ts";

/** Table IV: theoretical and actual time, ours beside the paper's, and what the paper gives for other platforms. */
export function tableIvSection(layers: readonly MeasuredLayer[]): Section {
  return {
    title: "Table IV: wall clock time",
    blocks: [
      { kind: "text", text: tableIvText },
      {
        kind: "comparison",
        caption: "Theoretical time: a useful or padding entry in each PE and cycle",
        figures: layers.map((layer) => compared(layer, "theoretical")),
      },
      {
        kind: "comparison",
        caption: "Actual time: cycles of the machine at 800 MHz",
        figures: layers.map((layer) => compared(layer, "actual")),
      },
      timesChart(layers),
      besidesTable(layers),
      { kind: "text", text: besidesText },
      {
        kind: "comparison",
        caption: "EIE is faster than each platform of the paper that computes one input at a time",
        figures: layers.map((layer) => fastestOther(layer)),
      },
      othersTable(),
    ],
  };
}

const besidesText =
  "Efficiency is the share of the PE cycles that end in a write: padding does not count. **Transfers** move activations between activation SRAM and registers at the beginning and the end of a tile, four words a PE and cycle (assumed). **Reloading**: VGG-6 has more columns than the pointer SRAM has room for, so its weights are loaded in two parts, and the layer waits for the second: a word of 64 bits a cycle for all PEs together (assumed). The paper gives neither, and its times have no room for the second.";

const tableIvText = [
  "64 PEs at 800 MHz, queue depth 8, 64-bit rows. `systole run eie/table4` runs the machine itself, a testbench a layer, and checks each output against the golden model and each cycle of each PE against the cycle model; the times here are those of the cycle model.",
  "The paper does not define its theoretical time. Here it is the number of entries in the columns of activations that are not 0, **padding included**, over 64 PEs: without the padding VGG-7 would take 4.9 µs, not the printed 7.9.",
  "The real matrices are not published, but for Alex-8. Within 12 % is what random ones of rounded densities can be held to.",
].join("\n\n");

function compared({ row, index, times }: MeasuredLayer, kind: "theoretical" | "actual"): ComparedFigure {
  const why = explained(row.name);
  return {
    published: tableIvFigure(index, kind),
    measured: times[kind].measured,
    ...(why === undefined ? {} : { why }),
  };
}

/** The platform that comes nearest to EIE without batching inputs. */
function fastestOther({ row, index, times }: MeasuredLayer): ComparedFigure {
  const others = tableIv
    .filter(({ class: figureClass, batch }) => figureClass === "bound" && batch === 1)
    .sort((a, b) => a.microseconds[index]! - b.microseconds[index]!);
  const { platform, kind, microseconds } = others[0]!;
  return {
    published: {
      ...tableIvFigure(index, "actual"),
      id: `eie/table-iv/${row.name.toLowerCase()}/fastest-other`,
      what: `${row.name}, ${platform}, ${kind}`,
      value: microseconds[index]!,
      class: "bound",
      bound: "atMost",
    },
    measured: times.actual.measured,
  };
}

function timesChart(layers: readonly MeasuredLayer[]): Block {
  return {
    kind: "chart",
    caption: "Actual time, ours and the paper's",
    chart: {
      kind: "bar",
      x: { title: "layer", scale: "ordinal" },
      y: { title: "time (µs)", from: 0 },
      points: layers.flatMap(({ row, times }) => [
        { series: "Systole", x: row.name, y: times.actual.measured },
        { series: "paper", x: row.name, y: times.actual.published },
      ]),
    },
  };
}

/** What the paper's times leave out. */
function besidesTable(layers: readonly MeasuredLayer[]): Block {
  return {
    kind: "table",
    caption: "What stands behind the actual time, and what it leaves out",
    columns: [
      { title: "layer" },
      { title: "cycles" },
      { title: "theoretical / actual", digits: 3 },
      { title: "paper's", digits: 3 },
      { title: "efficiency", digits: 3 },
      { title: "tiles" },
      { title: "transfer cycles" },
      { title: "loads" },
      { title: "reload cycles" },
    ],
    rows: layers.map(({ row, point, times, tiles, loads, batchCycles, ioCycles }) => [
      row.name,
      point.cycles,
      point.loadBalance,
      times.theoretical.published / times.actual.published,
      point.efficiency,
      tiles,
      batchCycles,
      loads,
      ioCycles,
    ]),
  };
}

function othersTable(): Block {
  return {
    kind: "table",
    caption: "The rest of Table IV, as printed, in µs (nothing here measures other platforms)",
    columns: [
      { title: "platform" },
      { title: "batch", align: "right" },
      ...tableIii.map(({ name }) => ({ title: name, digits: 1 })),
    ],
    rows: tableIv
      .filter(({ class: figureClass }) => figureClass === "bound")
      .map(({ platform, kind, batch, microseconds }) => [`${platform}, ${kind}`, batch, ...microseconds]),
  };
}
