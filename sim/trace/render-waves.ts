import { formatValue } from "./format-value.ts";
import type { TraceType } from "./trace-source.ts";

/** One line of a wave in text: a clock, which has no samples, or a signal with one value a cycle. */
export type WaveLine =
  | { readonly kind: "clock"; readonly name: string }
  | {
      readonly kind: "signal";
      readonly name: string;
      readonly type: TraceType;
      readonly samples: readonly unknown[];
    };

export interface RenderOptions {
  /** Characters a line may have. Cycles that don't fit are left out at the end. */
  readonly width?: number;
  /** Characters a cycle has; by default the widest value's, 4 to 12. */
  readonly cell?: number;
  /** `-` instead of `‾`, for terminals and files without Unicode. */
  readonly ascii?: boolean;
  /** Number of the first cycle; adds a ruler on top. */
  readonly firstCycle?: number;
}

const WIDTH = 100;
const SMALLEST_CELL = 4;
const LARGEST_CELL = 12;

/**
 * Draws signals over cycles. A cycle begins at the rising edge; a value stands at its first cycle and holds until the next bar.
 *
 * ```text
 * clk    /‾\_/‾\_/‾\_/‾\_
 * valid  ____/‾‾‾‾‾‾‾\___
 * count  |  3|  4|      5
 * ```
 */
export function renderWaves(lines: readonly WaveLine[], options: RenderOptions = {}): string[] {
  const high = options.ascii ? "-" : "‾";
  const nameWidth = Math.max(0, ...lines.map((line) => line.name.length)) + 2;
  const cell = Math.max(2, options.cell ?? fittingCell(lines));
  const fitting = Math.max(1, Math.floor(((options.width ?? WIDTH) - nameWidth) / cell));
  const longest = Math.max(0, ...lines.map((line) => (line.kind === "signal" ? line.samples.length : 0)));
  const cycles = Math.min(fitting, longest);

  const drawn = lines.map((line) => {
    const name = line.name.padEnd(nameWidth);
    if (line.kind === "clock") return name + drawClock(cycles, cell, high);
    const samples = line.samples.slice(0, cycles);
    return name + (isBit(line.type) ? drawBit(samples, cell, high) : drawValues(line.type, samples, cell));
  });
  if (options.firstCycle === undefined) return drawn;
  return [" ".repeat(nameWidth) + drawRuler(options.firstCycle, cycles, cell), ...drawn];
}

function isBit(type: TraceType): boolean {
  return type.kind === "bits" && type.width === 1;
}

function fittingCell(lines: readonly WaveLine[]): number {
  let widest = 0;
  for (const line of lines) {
    if (line.kind === "clock" || isBit(line.type)) continue;
    for (const value of line.samples) widest = Math.max(widest, formatValue(line.type, value).length);
  }
  return Math.min(LARGEST_CELL, Math.max(SMALLEST_CELL, widest + 1));
}

function drawClock(cycles: number, cell: number, high: string): string {
  const half = Math.floor(cell / 2);
  return `/${high.repeat(half - 1)}\\${"_".repeat(cell - half - 1)}`.repeat(cycles);
}

function drawBit(samples: readonly unknown[], cell: number, high: string): string {
  let line = "";
  let previous: unknown;
  samples.forEach((sample, cycle) => {
    const value = sample === undefined ? undefined : Boolean(sample);
    const level = value === undefined ? "x" : value ? high : "_";
    const edge = value ? "/" : "\\";
    const changes = cycle > 0 && value !== previous && value !== undefined && previous !== undefined;
    line += (changes ? edge : level) + level.repeat(cell - 1);
    previous = value;
  });
  return line;
}

/** Equal values in a row share one box: a bar, then the value in its first cycle, cut by `~` if the box is too small. */
function drawValues(type: TraceType, samples: readonly unknown[], cell: number): string {
  let line = "";
  for (let start = 0; start < samples.length;) {
    let end = start + 1;
    while (end < samples.length && Object.is(samples[end], samples[start])) end += 1;
    const room = cell * (end - start) - 1;
    const text = formatValue(type, samples[start]);
    const shown =
      text.length <= room ? text.padStart(Math.min(room, cell - 1)) : `${text.slice(0, room - 1)}~`;
    line += `|${shown.padEnd(room)}`;
    start = end;
  }
  return line;
}

/** Numbers of cycles above their edges, as many as have room. */
function drawRuler(first: number, cycles: number, cell: number): string {
  let line = "";
  for (let cycle = 0; cycle < cycles; cycle++) {
    const label = String(first + cycle);
    if (line.length <= cycle * cell && label.length < (cycles - cycle) * cell) {
      line = line.padEnd(cycle * cell) + label + " ";
    }
  }
  return line.trimEnd();
}
