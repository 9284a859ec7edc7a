import type { FigureClass, PublishedFigure } from "../../../sim/report/index.ts";
import { idOf, paperSource } from "./source.ts";
import { tableIii } from "./table-iii.ts";

/** How far a random layer of rounded densities may be off the time of the real one. */
export const tableIvBand = 0.12;

/** A line of Table IV: times in µs of the nine layers, in the order of Table III. */
export interface TableIvLine {
  readonly platform: string;
  readonly kind: "dense" | "sparse" | "theoretical" | "actual";
  readonly batch: 1 | 64;
  readonly microseconds: readonly number[];
  /** band: a time of EIE. bound: another platform's, which EIE is to stay below; the paper claims it for one input at a time. */
  readonly class: FigureClass;
}

/** Where the figures come from. */
export const tableIvSource = paperSource(
  "Table IV; CPU Core i7-5930K, GPU Titan X, mGPU Tegra K1; EIE: 64 PEs at 800 MHz, 45 nm",
);

/** Table IV of the EIE paper. Times of a batch of 64 are per frame. Figure 6 of the paper disagrees for NT-We and NT-LSTM: this is the table. */
export const tableIv: readonly TableIvLine[] = [
  line("CPU", "dense", 1, "bound", [7516.2, 6187.1, 1134.9, 35022.8, 5372.8, 774.2, 605.0, 1361.4, 470.5]),
  line("CPU", "sparse", 1, "bound", [3066.5, 1282.1, 890.5, 3774.3, 545.1, 777.3, 261.2, 437.4, 260.0]),
  line("CPU", "dense", 64, "bound", [318.4, 188.9, 45.8, 1056.0, 188.3, 45.7, 28.7, 69.0, 28.8]),
  line("CPU", "sparse", 64, "bound", [1417.6, 682.1, 407.7, 1780.3, 274.9, 363.1, 117.7, 176.4, 107.4]),
  line("GPU", "dense", 1, "bound", [541.5, 243.0, 80.5, 1467.8, 243.0, 80.5, 65, 90.1, 51.9]),
  line("GPU", "sparse", 1, "bound", [134.8, 65.8, 54.6, 167.0, 39.8, 48.0, 17.7, 41.1, 18.5]),
  line("GPU", "dense", 64, "bound", [19.8, 8.9, 5.9, 53.6, 8.9, 5.9, 3.2, 2.3, 2.5]),
  line("GPU", "sparse", 64, "bound", [94.6, 51.5, 23.2, 121.5, 24.4, 22.0, 10.9, 11.0, 9.0]),
  line("mGPU", "dense", 1, "bound", [12437.2, 5765.0, 2252.1, 35427.0, 5544.3, 2243.1, 1316, 2565.5, 956.9]),
  line("mGPU", "sparse", 1, "bound", [2879.3, 1256.5, 837.0, 4377.2, 626.3, 745.1, 240.6, 570.6, 315]),
  line("mGPU", "dense", 64, "bound", [1663.6, 2056.8, 298.0, 2001.4, 2050.7, 483.9, 87.8, 956.3, 95.2]),
  line("mGPU", "sparse", 64, "bound", [4003.9, 1372.8, 576.7, 8024.8, 660.2, 544.1, 236.3, 187.7, 186.5]),
  line("EIE", "theoretical", 1, "band", [28.1, 11.7, 8.9, 28.1, 7.9, 7.3, 5.2, 13.0, 6.5]),
  line("EIE", "actual", 1, "band", [30.3, 12.2, 9.9, 34.4, 8.7, 8.4, 8.0, 13.9, 7.5]),
];

function line(
  platform: string,
  kind: TableIvLine["kind"],
  batch: 1 | 64,
  figureClass: FigureClass,
  microseconds: readonly number[],
): TableIvLine {
  return { platform, kind, batch, microseconds, class: figureClass };
}

/** What the paper says of EIE on a layer of Table III, in µs; the index is the row's place in that table. */
export function publishedEie(
  index: number,
): { readonly theoretical: number; readonly actual: number } | undefined {
  const theoretical = tableIv.find((l) => l.kind === "theoretical")?.microseconds[index];
  const actual = tableIv.find((l) => l.kind === "actual")?.microseconds[index];
  return theoretical === undefined || actual === undefined ? undefined : { theoretical, actual };
}

/** A time of EIE on a layer of Table III, as a figure. */
export function tableIvFigure(index: number, kind: "theoretical" | "actual"): PublishedFigure {
  const { name } = tableIii[index]!;
  return {
    id: `eie/table-iv/${idOf(name)}/${kind}`,
    what: `${name}, ${kind} time`,
    value: publishedEie(index)![kind],
    unit: "µs",
    digits: 1,
    class: "band",
    band: tableIvBand,
    source: tableIvSource,
  };
}
