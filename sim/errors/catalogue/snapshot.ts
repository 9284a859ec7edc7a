import { entry } from "../entry.ts";

const shown = 3;

/** The first few differences, and how many more there are. */
function someOf(differences: readonly string[]): string {
  const more = differences.length - shown;
  return [...differences.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** Codes of snapshots and drive logs. */
export const snapshotEntries = {
  "E-SNAPSHOT-DESIGN": entry<{ what: string; top: string; differences: readonly string[] }>({
    text: (f) => `this ${f.what} is of another design than ${f.top}: ${someOf(f.differences)}`,
    remedy: () =>
      "take it anew from this design, with the same clocks and resets, or go back to the earlier design",
  }),
  "E-SNAPSHOT-FORM": entry<{ problem: string }>({
    text: (f) => `this snapshot or drive log can't be read: ${f.problem}`,
    remedy: () => "use what sim.snapshot() or a drive log of this version gave, unchanged",
  }),
  "E-SNAPSHOT-VERSION": entry<{ what: string; version: string; known: number }>({
    text: (f) => `this ${f.what} is of version ${f.version}, and this systole reads version ${f.known}`,
    remedy: (f) => `read it with the systole that wrote it, or take the ${f.what} anew with this one`,
  }),
  "E-SNAPSHOT-TIME": entry<{ time: string; now: string }>({
    text: (f) => `restoring ${f.time} would take time back from ${f.now}, which observers have seen`,
    remedy: () => "restore first, then attach waves and logs, or restore into a new simulation",
  }),
  "E-SNAPSHOT-LOGGED": entry<{ now: string }>({
    text: (f) =>
      `a state can't be restored at ${f.now}: a drive log is being kept, and a replay would not follow`,
    remedy: () => "restore first, and keep the log from there on; or stop the log, and keep another one",
  }),
  "E-LOG-FILE": entry<{ file: string; problem: string }>({
    text: (f) => `the drive log ${f.file} can't be used: ${f.problem}`,
    remedy: () => "name a file that a run wrote with --log, or for writing a place that is free",
  }),
  "E-LOG-RANGE": entry<{ from: string; first: string; last: string }>({
    text: (f) => `this drive log holds ${f.first} to ${f.last}, and not ${f.from}`,
    remedy: () => "ask for a moment in it; a log that is kept in a file holds the whole run",
  }),
  "W-LOG-CUT": entry<{ file: string; last: string }>({
    text: (f) =>
      `the drive log ${f.file} has no end: the run was cut off, and the log holds what was done until ${f.last}`,
    remedy: () => "ask for moments up to there; what came later needs another run",
  }),
};
