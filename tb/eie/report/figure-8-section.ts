import type { Section } from "../../../sim/report/index.ts";
import { paperKnee, trends } from "../published/trends.ts";
import { queueDepths } from "../sweeps.ts";
import { claimsTable, isFalling, layersText } from "./claims-table.ts";
import { kneeOf } from "./knee.ts";
import type { MeasuredLayer } from "./measure.ts";

/** Figure 8: load balance against the depth of the activation queue. */
export function figure8Section(layers: readonly MeasuredLayer[]): Section {
  const knees = layers.map(({ row, depths }) => ({
    name: row.name,
    knee: kneeOf(depths.map(({ queueDepth, loadBalance }) => ({ x: queueDepth, y: loadBalance }))),
  }));
  const rising = layers.map(({ row, depths }) => ({
    name: row.name,
    holds: isFalling(depths.map(({ loadBalance }) => -loadBalance)),
  }));
  const lockstep = layers.map((layer) => 1 - layer.lockstep!);
  return {
    title: "Figure 8: load balance against queue depth",
    blocks: [
      { kind: "text", text: figure8Text },
      {
        kind: "chart",
        caption: "Theoretical over actual cycles by queue depth, 64 PEs",
        chart: {
          kind: "line",
          x: { title: "queue depth", scale: "log2" },
          y: { title: "load balance", from: 0, to: 1 },
          points: layers.flatMap(({ row, depths }) =>
            depths.map(({ queueDepth, loadBalance }) => ({
              series: row.name,
              x: queueDepth,
              y: loadBalance,
            })),
          ),
        },
      },
      {
        kind: "table",
        caption: "Load balance by queue depth, and the ratio of Table IV's times, which are at depth 8",
        columns: [
          { title: "layer" },
          { title: "no queue", digits: 3 },
          ...queueDepths.map((depth) => ({ title: String(depth), digits: 3 })),
          { title: "Table IV", digits: 3 },
          { title: "knee" },
        ],
        rows: layers.map(({ row, depths, lockstep, times }, k) => [
          row.name,
          lockstep,
          ...depths.map(({ loadBalance }) => loadBalance),
          times.theoretical.published / times.actual.published,
          knees[k]!.knee,
        ]),
      },
      {
        kind: "comparison",
        caption:
          "The knee: the point farthest above the line between the curve's ends, over log2 of the depth",
        figures: knees.map(({ name, knee }) => ({ published: paperKnee(name), measured: knee })),
      },
      claimsTable(trends.figure8, [
        { seen: layersText(rising), holds: rising.every(({ holds }) => holds) },
        {
          seen: layersText(knees.map(({ name, knee }) => ({ name, holds: knee === 8 }))),
          holds: knees.every(({ knee }) => knee === 8),
        },
        {
          seen: `this machine has no depth of 1; without any queue ${shareText(Math.min(...lockstep))} to ${shareText(Math.max(...lockstep))} of the cycles would be lost`,
          holds: undefined,
        },
      ]),
    ],
  };
}

const figure8Text = [
  "A depth of D is D − 1 slots and the pointer-read register behind them, as in the authors' simulator, whose cycles on its layer are met for 2 … 256. **The paper's curve begins at 1**, which would be the register alone, and with no slot in front of it nothing could ever be pushed. So what the paper calls 1 is not known, and its point is compared with none.",
  "“No queue” is not a run of the machine but arithmetic on the matrix: each column waits until the slowest PE is done with the one before.",
].join("\n\n");

function shareText(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
