import type { Block, Section } from "../../../sim/report/index.ts";
import { rowWidthEnergies } from "../energy/row-width.ts";
import { rowWidthSection } from "../energy/row-width-section.ts";
import { bestRowWidth, trends } from "../published/trends.ts";
import { type RowWidthPoint, rowWidths } from "../sweeps.ts";
import { claimsTable, isFalling, layersText } from "./claims-table.ts";
import type { MeasuredLayer } from "./measure.ts";

type Reads = "matrixReads" | "columnReads";

/** Figure 9: reads of the matrix SRAM against the width of its row, and their energy. */
export function figure9Sections(layers: readonly MeasuredLayer[]): readonly Section[] {
  const reads = layers.flatMap(({ row, widths }) => widths.map((width) => ({ layer: row.name, ...width })));
  const falling = layers.map(({ row, widths }) => ({
    name: row.name,
    holds: isFalling(widths.map(({ matrixReads }) => matrixReads)),
  }));
  const alexNet = layers.filter(({ row }) => row.name.startsWith("Alex"));
  const best = { kept: bestWidth(alexNet, "matrixReads"), anew: bestWidth(alexNet, "columnReads") };
  return [
    {
      title: "Figure 9: matrix reads against row width",
      blocks: [
        { kind: "text", text: figure9Text },
        {
          kind: "chart",
          caption: "Reads of the matrix SRAMs by row width, all 64 PEs",
          chart: {
            kind: "line",
            x: { title: "row width (bits)", scale: "log2" },
            y: { title: "reads", scale: "log10" },
            points: reads.map(({ layer, rowWidth, matrixReads }) => ({
              series: layer,
              x: rowWidth,
              y: matrixReads,
            })),
          },
        },
        readsTable(layers, "Reads by row width", ({ matrixReads }) => matrixReads),
        readsTable(
          layers,
          "Reads by row width if each column began with a read of its own (not this machine)",
          ({ columnReads }) => columnReads,
        ),
        ...(alexNet.length < 3 ? [] : [leastEnergy(best)]),
        claimsTable(trends.figure9, [
          { seen: layersText(falling), holds: falling.every(({ holds }) => holds) },
          alexNet.length < 3
            ? { seen: "needs the three layers of AlexNet", holds: undefined }
            : {
                seen: `at ${best.kept} bit; if each column began with a read of its own, at ${best.anew} bit (CACTI's energies)`,
                holds: best.kept === bestRowWidth.value,
              },
        ]),
      ],
    },
    rowWidthSection(reads),
  ];
}

const figure9Text = [
  "A PE reads a row when the entry that it needs is not in its row register, and that keeps its row from one column to the next. Times do not depend on the width of a row. Layers in which every activation is sent (NeuralTalk) visit all columns in order and read each row once; the others skip columns, and read rows of which they need a part.",
  "**This machine does not have the paper's minimum at 64 bit**, although its reads are those of the authors' simulator on their layer (100,900 with 64-bit rows, 60,396 with 128). The paper mentions that a column of AlexNet has 6.4 entries in a PE, which would matter if each column began with a read of its own; so such reads are counted too. The energies that the paper used are not printed.",
].join("\n\n");

/** The width of least energy over layers together, by CACTI's energies. */
function bestWidth(layers: readonly MeasuredLayer[], reads: Reads): number {
  const points = rowWidths.map((rowWidth, k) => ({
    ...{ layer: "together", rowWidth },
    matrixReads: layers.reduce((sum, { widths }) => sum + widths[k]![reads], 0),
  }));
  return rowWidthEnergies(points)[0]!.best;
}

function leastEnergy({ kept, anew }: { readonly kept: number; readonly anew: number }): Block {
  return {
    kind: "comparison",
    caption: "Row width of least energy, Alex-6, Alex-7 and Alex-8 together, by CACTI's energies (estimate)",
    figures: [
      {
        published: bestRowWidth,
        measured: kept,
        why: `the row register serves the columns that follow as well, so wide rows are read seldom; if each column began with a read of its own, it would be ${anew} bit`,
      },
    ],
  };
}

function readsTable(
  layers: readonly MeasuredLayer[],
  caption: string,
  value: (point: RowWidthPoint) => number,
): Block {
  return {
    kind: "table",
    caption,
    columns: [{ title: "layer" }, ...rowWidths.map((width) => ({ title: `${width} bits`, digits: 0 }))],
    rows: layers.map(({ row, widths }) => [row.name, ...widths.map(value)]),
  };
}
