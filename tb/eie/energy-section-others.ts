import type { Block, ComparedFigure, Section } from "../../sim/report/index.ts";
import { calibratedUnits } from "./energy-calibration.ts";
import { impliedClockFactor, projectTableV } from "./energy-projection.ts";
import { tableV, tableVSource } from "./energy-published.ts";
import { matrixReadEnergy, rowWidthEnergies, type RowModel, type RowWidthReads } from "./energy-row-width.ts";
import { tableIvBand } from "./published/table-iv.ts";

/** The width of a row at which figure 9 of the paper has the least energy, in bits. */
export const publishedBestRowWidth = 64;

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
  const ratio = matrixReadEnergy(512).picojoules / matrixReadEnergy(publishedBestRowWidth).picojoules;
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
      caption: `Energy of all reads by row width, ${what}; the paper's minimum is at ${publishedBestRowWidth} bits`,
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

/**
 * Table V's projection to 256 PEs in 28 nm, beside the textbook's rule of scaling.
 *
 * @param framesPerSecond throughput of 256 PEs at 1200 MHz on Alex-7, for the efficiencies; without it they are not measured
 */
export function projectionSection(framesPerSecond?: number): Section {
  const { eie28 } = tableV;
  const projection = projectTableV();
  const { implied, printed } = impliedClockFactor();
  const figure = (
    id: string,
    what: string,
    value: number,
    unit: string,
    measured: number | undefined,
    why: string,
  ): ComparedFigure => ({
    published: {
      id: `eie/table-v/28-nm/${id}`,
      what,
      value,
      unit,
      class: "band",
      band: tableIvBand,
      source: tableVSource,
    },
    measured,
    why,
  });
  const throughput = `our throughput by our projection; the paper's has a clock of ${implied.toFixed(1)} times 800 MHz in its throughput`;
  return {
    title: "Table V: 256 PEs in 28 nm",
    blocks: [
      {
        kind: "text",
        text: `Scaled at a constant supply: area with the square of the gate's length, energy and the time of a cycle with the length. The paper doesn't give its rule. Its power is four times that of 64 PEs, so it takes energy a cycle to shrink as much as the clock rises. Its throughput holds a clock ${implied.toFixed(3)} times that of 45 nm (with the 3.25 times of section VIII for four times the PEs), while the clock it prints is ${printed} times: with that, throughput would be ${Math.round((eie28.framesPerSecond * printed) / implied).toLocaleString("en")} frames/s, not ${eie28.framesPerSecond.toLocaleString("en")}.`,
      },
      {
        kind: "comparison",
        caption: "The projection, by the rule of scaling",
        figures: [
          figure(
            "area",
            "256 PEs, area",
            eie28.squareMillimetres,
            "mm²",
            projection.squareMillimetres,
            "(28/45)² is 0.387; the paper's 0.391 is (5/8)²",
          ),
          figure(
            "power",
            "256 PEs at 1200 MHz, power",
            eie28.watts,
            "W",
            projection.watts,
            "energy by 28/45 = 0.62; the paper's by 800/1200 = 0.67",
          ),
          figure(
            "clock",
            "clock",
            eie28.megahertz,
            "MHz",
            projection.megahertz,
            "800 · 45/28; the paper prints a round number",
          ),
          figure(
            "area-efficiency",
            "256 PEs on Alex-7, area efficiency",
            eie28.areaEfficiency,
            "frames/s/mm²",
            framesPerSecond && framesPerSecond / projection.squareMillimetres,
            throughput,
          ),
          figure(
            "energy-efficiency",
            "256 PEs on Alex-7, energy efficiency",
            eie28.framesPerJoule,
            "frames/J",
            framesPerSecond && framesPerSecond / projection.watts,
            throughput,
          ),
        ],
      },
    ],
  };
}
