import type { Section } from "../../../sim/report/index.ts";
import { type Cause, causes } from "../cycle-causes.ts";
import type { MeasuredLayer } from "./measure.ts";

const names: Readonly<Record<Cause, string>> = {
  useful: "useful",
  padding: "padding",
  emptySlice: "no entry",
  starvedBlocked: "blocked",
  starvedScan: "scan",
  fill: "fill",
  drain: "drain",
};

/** Where the cycles of each layer went. */
export function causesSection(layers: readonly MeasuredLayer[]): Section {
  const shares = layers.map(({ row, point }) => {
    const cycles = point.cycles * point.pes;
    return { name: row.name, share: (cause: Cause) => (100 * point.total[cause]) / cycles };
  });
  return {
    title: "Where the cycles went",
    blocks: [
      { kind: "text", text: causesText },
      {
        kind: "chart",
        caption: "PE cycles of each layer by cause",
        chart: {
          kind: "stacked",
          x: { title: "layer", scale: "ordinal" },
          y: { title: "share of the PE cycles (%)", from: 0, to: 100 },
          points: shares.flatMap(({ name, share }) =>
            causes.map((cause) => ({ series: names[cause], x: name, y: share(cause) })),
          ),
        },
      },
      {
        kind: "table",
        caption: "PE cycles by cause",
        columns: [
          { title: "layer" },
          ...causes.map((cause) => ({ title: names[cause], unit: "%", digits: 2 })),
        ],
        rows: shares.map(({ name, share }) => [name, ...causes.map(share)]),
      },
    ],
  };
}

const causesText = [
  "Each cycle of each PE has one cause, judged at its pointer read; the machine counts the same ones. The first two are the theoretical time, the others are what the actual time adds.",
  [
    "- **useful**, **padding**: an entry with a weight, or one without;",
    "- **no entry**: the column has none in this PE, and takes a cycle all the same;",
    "- **blocked**: nothing to do, because the queue of another PE is full and holds the broadcast up;",
    "- **scan**: nothing to do, because the scan found no activation;",
    "- **fill**, **drain**: the scan has not begun; it has ended, and other PEs are still busy.",
  ].join("\n"),
].join("\n\n");
