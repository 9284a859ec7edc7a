import type { BenchRecord } from "./bench-record.ts";
import type { ComparisonResult, ContenderResult } from "./measure-comparison.ts";
import { kilohertz, percent, ratio, wakeLine } from "./table.ts";

/** The columns by the beginnings of the contenders' names; the first that begins so is meant. */
const COLUMNS: readonly (readonly [title: string, begin: string])[] = [
  ["event", "systole event"],
  ["wasm", "systole wasm"],
  ["WASM by hand", "WASM by hand"],
  ["Verilator", "Verilator"],
];

/** A record as README's section on speed has it: the designs, what does not fit into columns, the starts, machine and versions. */
export function markdownOf(record: BenchRecord): string {
  const waves = record.results.filter(({ slowdown }) => slowdown);
  const speeds = record.results.filter(({ slowdown }) => !slowdown);
  return [
    `Cycles per second in kHz, medians of ${record.rounds} rounds in turns; in brackets the slowest and the fastest.`,
    "",
    row(["design", ...COLUMNS.map(([title]) => title), "wasm / Verilator"]),
    row(["---", ...COLUMNS.map(() => "--:"), "--:"]),
    ...speeds.map(speedRow),
    "",
    ...[...speeds, ...waves].flatMap(remarks),
    ...record.wakes.map((wake) => `- ${wakeLine(wake)}`),
    ...(record.starts.length > 0 ? ["", ...startTable(record)] : []),
    "",
    `${record.machine}; ${record.date.slice(0, 10)}. ${peers(record).join(". ")}.`,
    "",
  ].join("\n");
}

function speedRow({ title, contenders }: ComparisonResult): string {
  const [peer, wasm] = ["Verilator", "systole wasm"].map((wanted) =>
    contenders.find(({ name }) => name === wanted),
  );
  const cells = COLUMNS.map(([, begin]) => cell(contenders.find(({ name }) => name.startsWith(begin))));
  return row([title, ...cells, wasm ? ratio(wasm, peer) : ""]);
}

function cell(contender: ContenderResult | undefined): string {
  if (!contender) return "";
  const { lowest, median, highest } = contender.wall;
  return `${kilohertz(median)} (${kilohertz(lowest)}–${kilohertz(highest)})`;
}

/** Contenders without a column, slowdowns, and sums that differ. */
function remarks({
  title,
  contenders,
  checksumsEqual,
  slowdown,
  remark,
}: ComparisonResult): readonly string[] {
  const isInColumn = (name: string) => !slowdown && COLUMNS.some(([, begin]) => name === begin);
  const lines = contenders
    .filter(({ name }) => !isInColumn(name))
    .map((contender) => {
      const quoted = contender.measured ? "" : ` (${contender.detail})`;
      return `- ${title}: ${contender.name} ${cell(contender)} kHz${quoted}`;
    });
  if (slowdown)
    lines.push(`- ${title}: ${slowdown.of} is ${percent(slowdown.share)} slower than ${slowdown.against}`);
  if (remark !== undefined) lines.push(`- ${title}: ${remark}`);
  if (!checksumsEqual) lines.push(`- ${title}: **the checksums differ**`);
  return lines;
}

function startTable({ starts }: BenchRecord): readonly string[] {
  return [
    row(["from `new` to the first cycle", "engine", "s", "peak MB"]),
    row(["---", "---", "--:", "--:"]),
    ...starts.map(({ design, engine, seconds, peakMegabytes }) =>
      row([design, engine, seconds.toFixed(2), peakMegabytes.toFixed(0)]),
    ),
  ];
}

/** What the peers are, and how long they took to build. */
function peers({ results }: BenchRecord): readonly string[] {
  const all = results.flatMap(({ name, contenders }) =>
    contenders.map((contender) => ({ design: name, ...contender })),
  );
  const peer = all.find(({ name }) => name === "Verilator");
  if (!peer) return ["Verilator was not measured"];
  const builds = all
    .filter(({ name }) => name.startsWith("Verilator"))
    .map(({ design, setupSeconds }) => `${design} ${setupSeconds.toFixed(0)}`);
  return [peer.detail, `Seconds to build with it: ${builds.join(", ")}`];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
