import { folderOf } from "./near-tests.ts";
import { type Count, scoreText } from "./score.ts";
import { folders } from "./source-files.ts";

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What Stryker's JSON report says of one mutant. */
export interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  /** Lines and columns from 1 on. */
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Mutants by file. */
export interface MutantReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** Several reports as one; a mutant that is in two of them counts once, and is dead if it died in one. */
export function merge(reports: readonly MutantReport[]): MutantReport {
  const files = new Map<string, { source: string; mutants: Map<string, Mutant> }>();
  for (const report of reports) {
    for (const [path, { source, mutants }] of Object.entries(report.files)) {
      const known = files.get(path) ?? { source, mutants: new Map<string, Mutant>() };
      files.set(path, known);
      for (const mutant of mutants) {
        const key = JSON.stringify([mutant.location, mutant.mutatorName, mutant.replacement]);
        if (!isDead(known.mutants.get(key))) known.mutants.set(key, mutant);
      }
    }
  }
  return {
    files: Object.fromEntries(
      [...files].map(([path, { source, mutants }]) => [path, { source, mutants: [...mutants.values()] }]),
    ),
  };
}

const dead = ["Killed", "Timeout"];
const alive = ["Survived", "NoCoverage"];

function isDead(mutant: Mutant | undefined): boolean {
  return mutant !== undefined && dead.includes(mutant.status);
}

/** Where mutants live, each place once, as Stryker's `mutate` names it: `sim/check/rings.ts:38:10-38:25`, with columns from 0 on. */
export function placesOfSurvivors({ files }: MutantReport): readonly string[] {
  const places = Object.entries(files).flatMap(([path, { mutants }]) =>
    mutants
      .filter(({ status }) => alive.includes(status))
      .map(({ location: { start, end } }) => {
        const [from, to] = [start, end].map(({ line, column }) => `${line}:${column - 1}`);
        return `${path}:${from}-${to}`;
      }),
  );
  return [...new Set(places)];
}

/**
 * A line a folder, `sim/check  83 of 97 die: 85.6 % (77.2…91.2), 2 by timeout`, the interval being Wilson's of 95 %, and a line a
 * survivor.
 */
export function summary({ files }: MutantReport): {
  readonly scores: string[];
  readonly survivors: string[];
} {
  const survivors: string[] = [];
  const counts = new Map<string, Count>();
  for (const [path, { source, mutants }] of Object.entries(files)) {
    const lines = source.split("\n");
    for (const { status, location, mutatorName, replacement } of mutants) {
      if (![...dead, ...alive].includes(status)) continue;
      for (const key of [folderOf(path) ?? path, "all"]) {
        const count = counts.get(key) ?? { dead: 0, late: 0, all: 0 };
        counts.set(key, {
          dead: count.dead + (dead.includes(status) ? 1 : 0),
          late: count.late + (status === "Timeout" ? 1 : 0),
          all: count.all + 1,
        });
      }
      const { line, column } = location.start;
      const to = (replacement ?? "").replace(/\s+/g, " ").slice(0, 60);
      if (alive.includes(status))
        survivors.push(
          `${path}:${line}:${column}  ${mutatorName} → ${to}  in: ${(lines[line - 1] ?? "").trim()}`,
        );
    }
  }
  const scores = [...folders, "all"].flatMap((folder) => {
    const count = counts.get(folder);
    return count ? [scoreText(folder, count)] : [];
  });
  return { scores, survivors: survivors.sort() };
}
