import type { ComparedFigure, Section } from "../../../sim/report/index.ts";
import { meanSpeedUpFigure, speedUpFigure } from "../published/figure-6.ts";
import { tableIii } from "../published/table-iii.ts";
import { publishedEie, tableIv } from "../published/table-iv.ts";
import { explained } from "../table4-row.ts";
import type { MeasuredLayer } from "./measure.ts";

/** Figure 6: speed-ups over the paper's platforms, with the paper's times for these. */
export function figure6Section(layers: readonly MeasuredLayer[]): Section {
  return {
    title: "Figure 6: speed-up over CPU, GPU and mobile GPU",
    blocks: [
      { kind: "text", text: figure6Text },
      {
        kind: "comparison",
        caption: "The CPU's published time for the dense layer over ours",
        figures: layers.map(barOf),
      },
      ...(layers.length < tableIii.length
        ? []
        : [
            {
              kind: "comparison" as const,
              caption: "Geometric means over the nine layers",
              figures: meansOf(layers),
            },
          ]),
    ],
  };
}

const figure6Text =
  "Both figure and table are the paper's, and they disagree for NT-We and NT-LSTM: the quotients of Table IV are 76 and 63, the bars say 63 and 60. Ours are held against the figure as printed; only the time of EIE is measured here, dense layer, one input at a time.";

function denseTime(platform: string, index: number): number {
  const line = tableIv.find((one) => one.platform === platform && one.kind === "dense" && one.batch === 1)!;
  return line.microseconds[index]!;
}

function barOf({ row, index, times }: MeasuredLayer): ComparedFigure {
  const published = speedUpFigure(index);
  const inTable = denseTime("CPU", index) / publishedEie(index)!.actual;
  const disagrees = Math.abs(inTable / published.value - 1) > 0.01;
  const why = disagrees ? `by the paper's own Table IV it is ${inTable.toFixed(0)}` : explained(row.name);
  return {
    published,
    measured: denseTime("CPU", index) / times.actual.measured,
    ...(why === undefined ? {} : { why }),
  };
}

function meansOf(layers: readonly MeasuredLayer[]): readonly ComparedFigure[] {
  const mean = (platform: string, time: (layer: MeasuredLayer) => number) =>
    Math.exp(
      layers.reduce((sum, layer) => sum + Math.log(denseTime(platform, layer.index) / time(layer)), 0) /
        layers.length,
    );
  return (["CPU", "GPU", "mGPU"] as const).map((platform) => ({
    published: meanSpeedUpFigure(platform),
    measured: mean(platform, ({ times }) => times.actual.measured),
    why: `by the paper's own Table IV it is ${mean(platform, ({ times }) => times.actual.published).toFixed(0)}; the random Alex-8 and VGG-6 are faster than the real ones`,
  }));
}
