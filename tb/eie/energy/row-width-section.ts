import type { Block, Section } from "../../../sim/report/index.ts";
import { calibratedUnits } from "./calibration.ts";
import { bestRowWidth } from "../published/trends.ts";
import { matrixReadEnergy, rowWidthEnergies, type RowModel, type RowWidthReads } from "./row-width.ts";

/** Figure 9: energy of reading the matrix SRAM against the width of its row. */
export function rowWidthSection(reads: readonly RowWidthReads[]): Section {
  return {
    title: "Figure 9: energy of matrix reads against row width",
    blocks: [
      { kind: "text", text: rowWidthText() },
      ...rowBlocks(reads, "cacti"),
      ...rowBlocks(reads, "table"),
    ],
  };
}

function rowWidthText(): string {
  const row = calibratedUnits().units.find(({ name }) => name === "SpmatRead")!.operations["rowRead"]!;
  const ratio = matrixReadEnergy(512).picojoules / matrixReadEnergy(bestRowWidth.value).picojoules;
  return [
    "The paper multiplies the reads of its simulator with energies of CACTI that it doesn't print, and finds the minimum at 64 bits.",
    "Here the energies are those of CACTI 7.0 for 128 KB (least read energy within a cycle of 1.25 ns), and beside them those of the 45 nm table's rule. Neither was chosen for where it puts the minimum.",
    "By the table an access costs in proportion to its width, so the narrowest row always wins: it never reads more bits.",
    `By CACTI a part of an access doesn't depend on the width: a row of 512 bits costs ${ratio.toFixed(1)} times one of 64. Where it is read less often than that ratio asks, it wins; it is read so seldom because the row register keeps it for the columns that follow.`,
    "So where the minimum falls hangs on how fast an access grows with the width, which the paper read from a CACTI that it doesn't describe; it is not reproduced here.",
    `Nor is the level certain: 64 bits cost ${matrixReadEnergy(64).picojoules.toFixed(1)} pJ by CACTI, ${matrixReadEnergy(64, "table").picojoules.toFixed(1)} by the table, and ${row.picojoules.toFixed(1)} after the calibration on Table II.`,
  ].join(" ");
}

const modelNames: Readonly<Record<RowModel, string>> = { cacti: "CACTI 7.0", table: "45 nm table" };

function rowBlocks(reads: readonly RowWidthReads[], model: RowModel): readonly Block[] {
  const energies = rowWidthEnergies(reads, model);
  const widths = [...new Set(reads.map(({ rowWidth }) => rowWidth))].sort((a, b) => a - b);
  const what = `${modelNames[model]} (estimate)`;
  return [
    {
      kind: "table",
      caption: `Energy of all reads by row width, ${what}; the paper's minimum is at ${bestRowWidth.value} bits`,
      columns: [
        { title: "layer" },
        ...widths.map((width) => ({ title: `${width} bits`, unit: "nJ", digits: 0 })),
        { title: "least at", unit: "bits", digits: 0 },
      ],
      rows: [
        [
          "one read (pJ)",
          ...widths.map((width) => matrixReadEnergy(width, model).picojoules.toFixed(1)),
          undefined,
        ],
        ...energies.map(({ layer, points, best }) => [
          layer,
          ...widths.map((width) => points.find(({ rowWidth }) => rowWidth === width)?.nanojoules),
          best,
        ]),
      ],
    },
    {
      kind: "chart",
      caption: `Energy of all reads by row width, ${what}`,
      chart: {
        kind: "line",
        x: { title: "row width (bits)", scale: "log2" },
        y: { title: "energy (nJ)", from: 0 },
        points: energies.flatMap(({ layer, points }) =>
          points.map(({ rowWidth, nanojoules }) => ({ series: layer, x: rowWidth, y: nanojoules })),
        ),
      },
    },
  ];
}
