import { type Cause, type CauseCounts, causes } from "../../tb/eie/cycle-causes.ts";

const marks: Readonly<Record<Cause, { readonly mark: string; readonly words: string }>> = {
  useful: { mark: "█", words: "useful" },
  padding: { mark: "▓", words: "padding" },
  emptySlice: { mark: "▒", words: "empty slices" },
  starvedBlocked: { mark: "░", words: "starved by a full queue" },
  starvedScan: { mark: "·", words: "starved by the scan" },
  fill: { mark: "‹", words: "fill" },
  drain: { mark: "›", words: "drain" },
};

export interface CauseBar {
  readonly bar: string;
  /** What the parts of the bar are, in lines. */
  readonly legend: readonly string[];
}

const PARTS_A_LINE = 3;

/** Where the cycles of all PEs went, as a bar of `width` characters. */
export function causeBar(counts: CauseCounts, width: number): CauseBar {
  const total = causes.reduce((sum, cause) => sum + counts[cause], 0);
  let bar = "";
  let passed = 0;
  const legend: string[] = [];
  for (const cause of causes) {
    const { mark, words } = marks[cause];
    passed += counts[cause];
    // Each part ends where the sum of all up to it ends, so that the bar is never too long.
    bar += mark.repeat(Math.round((passed / Math.max(1, total)) * width) - bar.length);
    const share = (100 * counts[cause]) / Math.max(1, total);
    if (counts[cause] > 0) legend.push(`${mark} ${words} ${share < 0.1 ? "<0.1" : share.toFixed(1)} %`);
  }
  const lines = legend.map((_, i) =>
    i % PARTS_A_LINE === 0 ? legend.slice(i, i + PARTS_A_LINE).join("   ") : "",
  );
  return { bar, legend: lines.filter((line) => line !== "") };
}
