import type { TraceType } from "./trace-source.ts";
import { filterKey } from "./enumeration-filter.ts";
import { countRows, type WaveGroup } from "./wave-rows.ts";

/** The first line of our save files. GTKWave writes another one, so that what a user saved is known as theirs. */
export const SAVE_MARK = "[*] Systole";

export interface SaveFileFacts {
  /** Absolute paths: with both, GTKWave finds the dump also after the two have been moved together. */
  readonly dumpFile: string;
  readonly saveFile: string;
  readonly rows: WaveGroup;
  /** Absolute paths of the filter files of enumerations, by `filterKey`. */
  readonly filters: ReadonlyMap<string, string>;
  /** First and last time of the dump, in its unit. */
  readonly span: { readonly first: bigint; readonly last: bigint };
}

const WINDOW = { width: 1400, height: 900 };
const SIGNALS_WIDTH = 260;
const TREE_WIDTH = 220;
/** Borders and scroll bars beside the waves, in pixels. */
const FRAME_WIDTH = 100;
/** Up to so many rows all groups are open. */
const MOST_OPEN_ROWS = 40;

/** Trace flags of GTKWave, hexadecimal as in the file. */
const FLAGS = {
  binary: "28",
  hex: "22",
  decimal: "24",
  signed: "420",
  text: "820",
  real: "20",
  filtered: "2028",
  openGroup: "800200",
  endOpenGroup: "1000200",
  closedGroup: "c00200",
  endClosedGroup: "1401200",
};

/** The text of a save file: what to show, in groups as the hierarchy has them, and a zoom at which the whole run fits. */
export function saveFileText(facts: SaveFileFacts): string {
  const { first, last } = facts.span;
  const open = countRows(facts.rows) <= MOST_OPEN_ROWS;
  const lines = [
    SAVE_MARK,
    `[dumpfile] "${facts.dumpFile}"`,
    `[savefile] "${facts.saveFile}"`,
    `[timestart] ${first}`,
    `[size] ${WINDOW.width} ${WINDOW.height}`,
    "[pos] -1 -1",
    `*${fittingZoom(last - first)} ${first}${" -1".repeat(26)}`,
    `[treeopen] ${facts.rows.name}.`,
    `[sst_width] ${TREE_WIDTH}`,
    `[signals_width] ${SIGNALS_WIDTH}`,
    "[sst_expanded] 1",
  ];
  pushGroup(facts.rows, open, facts.filters, lines);
  lines.push("[pattern_trace] 1", "[pattern_trace] 0");
  return `${lines.join("\n")}\n`;
}

/** GTKWave shows 2^−zoom units of time on 200 pixels. */
function fittingZoom(duration: bigint): string {
  const pixels = WINDOW.width - TREE_WIDTH - SIGNALS_WIDTH - FRAME_WIDTH;
  return (-Math.log2(Math.max(1, (Number(duration) * 200) / pixels))).toFixed(6);
}

function pushGroup(
  group: WaveGroup,
  open: boolean,
  filters: ReadonlyMap<string, string>,
  lines: string[],
): void {
  const isOpen = open || group.depth === 0;
  lines.push(`@${isOpen ? FLAGS.openGroup : FLAGS.closedGroup}`, `-${group.name}`);
  for (const row of group.rows) {
    const { type } = row.variable;
    const filter = type.kind === "enumeration" ? filters.get(filterKey(type)) : undefined;
    if (filter === undefined) lines.push(`@${radix(type)}`);
    else lines.push(`@${FLAGS.filtered}`, `^1 ${filter}`);
    lines.push(row.viewerName);
  }
  for (const inner of group.groups) pushGroup(inner, open, filters, lines);
  lines.push(`@${isOpen ? FLAGS.endOpenGroup : FLAGS.endClosedGroup}`, `-${group.name}`);
}

/** Bits in binary, numbers that a person counts with in decimal, what is wider than a counter in hex. */
function radix(type: TraceType): string {
  if (type.kind === "real") return FLAGS.real;
  if (type.kind === "string") return FLAGS.text;
  if (type.width === 1 || type.kind === "enumeration") return FLAGS.binary;
  if (type.signed) return type.width <= 64 ? FLAGS.signed : FLAGS.hex;
  return type.width <= 32 ? FLAGS.decimal : FLAGS.hex;
}
