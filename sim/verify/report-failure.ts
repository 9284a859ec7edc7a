import { slug } from "./slug.ts";
import type { PlayFailure } from "./play.ts";

/** What the report of a failed property is made from. */
export interface FailedProperty {
  readonly name: string;
  /** The shrunk cycles, up to the one that failed. */
  readonly cycles: readonly object[];
  readonly failure: PlayFailure;
  readonly runs: number;
  readonly shrinks: number;
  readonly seed: number;
  readonly path: string;
  /** Where the waves were written. */
  readonly waves: string | undefined;
}

/** The texts of the report, for the catalogue's entry. */
export interface PropertyReport {
  readonly name: string;
  readonly message: string;
  readonly cycle: number;
  /** The shrunk commands as a table, a line a command. */
  readonly commands: string;
  readonly model: string;
  readonly search: string;
  readonly waves: string;
  readonly replay: string;
}

const MOST_COLUMNS = 24;

export function reportFailure(failed: FailedProperty): PropertyReport {
  const { failure, cycles } = failed;
  return {
    name: failed.name,
    message: failure.message,
    cycle: failure.cycle,
    commands: commandTable(cycles),
    model: JSON.stringify(failure.model, (_, value: unknown) =>
      typeof value === "bigint" ? `${value}n` : value,
    ),
    search: `seed ${failed.seed}, run ${failed.runs}, shrunk ${failed.shrinks} times to ${cycles.length} cycles`,
    waves: failed.waves ?? "none",
    replay: `SYSTOLE_REPLAY=${slug(failed.name)}@${failed.seed}:${failed.path}`,
  };
}

/** A column a cycle, a line a command, a dot where it stalls; of long sequences the end. */
function commandTable(cycles: readonly object[]): string {
  const from = Math.max(0, cycles.length - MOST_COLUMNS);
  const shown = cycles.slice(from) as Record<string, unknown>[];
  const names = Object.keys(shown[0] ?? {});
  const header = ["cycle", ...shown.map((_, i) => String(from + i))];
  const rows = [header, ...names.map((name) => [name, ...shown.map((cycle) => cell(cycle[name]))])];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  return rows
    .map((row) =>
      row
        .map((text, i) => (i === 0 ? text.padEnd(widths[i] as number) : text.padStart(widths[i] as number)))
        .join(" "),
    )
    .join("\n");
}

function cell(given: unknown): string {
  if (given === undefined) return ".";
  if (given === true) return "1";
  if (typeof given === "bigint") return `${given}n`;
  return typeof given === "object" ? JSON.stringify(given) : String(given);
}
