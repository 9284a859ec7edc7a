import type { Block, Section } from "../../../sim/report/index.ts";
import { type PublishedTrend, trends } from "../published/trends.ts";
import { peCounts, type SweepPoint } from "../sweeps.ts";
import { claimsTable, isFalling, layersText, type SeenClaim } from "./claims-table.ts";
import type { MeasuredLayer } from "./measure.ts";

/** Share of linear speed-up at 64 PEs from which it is called near linear here. */
const NEAR_LINEAR = 0.9;

/** Figure 11: speed-up over one PE. */
export function figure11Section(layers: readonly MeasuredLayer[]): Section {
  const speedUp = (layer: MeasuredLayer, point: SweepPoint) => layer.pes[0]!.cycles / point.cycles;
  const sharesAt = (pes: number): Shares =>
    layers.map((layer) => {
      const point = layer.pes.find((one) => one.pes === pes)!;
      return { name: layer.row.name, share: speedUp(layer, point) / pes };
    });
  const at64 = sharesAt(64);
  return {
    title: "Figure 11: speed-up against the number of PEs",
    blocks: [
      { kind: "text", text: `${oneBatch}\n\n${figure11Text}` },
      ...sweepBlocks(layers, {
        caption: "Speed-up over one PE",
        title: "speed-up",
        scale: "log2",
        digits: 1,
        value: speedUp,
      }),
      claimsTable(trends.figure11, [
        {
          seen: `at 64 PEs ${rangeText(at64)}; at 256 PEs ${rangeText(sharesAt(256))} (judged at 64 PEs: from ${100 * NEAR_LINEAR} % on)`,
          holds: at64.every(({ name, share }) => share >= NEAR_LINEAR !== (name === "NT-We")),
        },
      ]),
    ],
  };
}

/** Figure 12: padding. */
export function figure12Section(layers: readonly MeasuredLayer[]): Section {
  return sweepSection(layers, {
    ...{ title: "Figure 12: real work against the number of PEs", trend: trends.figure12 },
    caption: "Useful entries as a share of all entries visited, padding included",
    axis: "useful share",
    value: ({ paddingShare }) => 1 - paddingShare,
    wanted: (values) => isFalling(printed(values.map((value) => -value))),
    text: "The rows of a PE are every N-th one, so with more PEs the zeros between two weights of a column are shared out, and a run of more than 15, which needs padding, becomes rare.",
  });
}

/** Figure 13: load balance. */
export function figure13Section(layers: readonly MeasuredLayer[]): Section {
  return sweepSection(layers, {
    ...{ title: "Figure 13: load balance against the number of PEs", trend: trends.figure13 },
    caption: "Theoretical over actual cycles",
    axis: "load balance",
    value: ({ loadBalance }) => loadBalance,
    wanted: (values) => isFalling(printed(values)),
    text: "With more PEs each has fewer entries of a column, which vary more beside their mean, and a column without any still takes a cycle.",
  });
}

/** Values as the table shows them: in the fourth decimal chance has a say. */
function printed(values: readonly number[]): readonly number[] {
  return values.map((value) => Math.round(1000 * value));
}

const oneBatch =
  "Each layer runs in one batch, on a machine with registers and SRAMs as large as the layer: with 64 registers a single PE would need 9216 tiles for Alex-6, and the curves would show those. Queue depth 8, rows of 64 bits.";

const figure11Text =
  "Beyond linear is no mistake: more PEs also need less padding (Figure 12). NT-We has 600 outputs and a tenth of its weights, so with 64 PEs a PE has one entry of a column on average, with more PEs less than one, and an empty part of a column takes a cycle too.";

type Shares = readonly { readonly name: string; readonly share: number }[];

/** `NT-We 77 % of linear, the others 92 … 123 %`. */
function rangeText(shares: Shares): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const own = shares.find(({ name }) => name === "NT-We");
  const others = shares.filter((one) => one !== own).map(({ share }) => share);
  return [
    ...(own ? [`NT-We ${percent(own.share)} of linear`] : []),
    ...(others.length > 0
      ? [`the others ${percent(Math.min(...others))} to ${percent(Math.max(...others))}`]
      : []),
  ].join(", ");
}

interface SweepFigure {
  readonly title: string;
  readonly trend: PublishedTrend;
  readonly caption: string;
  readonly axis: string;
  readonly text: string;
  readonly value: (point: SweepPoint) => number;
  /** Whether a layer's values go as the paper says. */
  readonly wanted: (values: readonly number[]) => boolean;
}

function sweepSection(layers: readonly MeasuredLayer[], figure: SweepFigure): Section {
  const { title, trend, caption, axis, text, value, wanted } = figure;
  const seen = layers.map(({ row, pes }) => ({ name: row.name, holds: wanted(pes.map(value)) }));
  const claim: SeenClaim = { seen: layersText(seen), holds: seen.every(({ holds }) => holds) };
  return {
    title,
    blocks: [
      { kind: "text", text: `${text}\n\n${oneBatch}` },
      ...sweepBlocks(layers, {
        caption,
        title: axis,
        scale: "linear",
        digits: 3,
        value: (_, point) => value(point),
      }),
      claimsTable(trend, [claim]),
    ],
  };
}

interface SweepChart {
  readonly caption: string;
  readonly title: string;
  readonly scale: "linear" | "log2";
  readonly digits: number;
  readonly value: (layer: MeasuredLayer, point: SweepPoint) => number;
}

function sweepBlocks(
  layers: readonly MeasuredLayer[],
  { caption, title, scale, digits, value }: SweepChart,
): readonly Block[] {
  return [
    {
      kind: "chart",
      caption,
      chart: {
        kind: "line",
        x: { title: "PEs", scale: "log2" },
        y: { title, scale, ...(scale === "linear" ? { from: 0, to: 1 } : {}) },
        points: layers.flatMap((layer) =>
          layer.pes.map((point) => ({ series: layer.row.name, x: point.pes, y: value(layer, point) })),
        ),
      },
    },
    {
      kind: "table",
      caption: `${caption}, by the number of PEs`,
      columns: [{ title: "layer" }, ...peCounts.map((pes) => ({ title: String(pes), digits }))],
      rows: layers.map((layer) => [layer.row.name, ...layer.pes.map((point) => value(layer, point))]),
    },
  ];
}
