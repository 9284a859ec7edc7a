import { entry } from "../entry.ts";

/** Codes of the stage `trace`: scopes, windows and files of waves. */
export const traceEntries = {
  "E-SCOPE": entry<{ pattern: string; closest: string | undefined; top: string }>({
    text: (f) => `no scope or signal matches \`${f.pattern}\``,
    remedy: (f) =>
      f.closest === undefined
        ? `give a path that begins with \`${f.top}\``
        : `did you mean \`${f.closest}\`?`,
  }),
  "E-WAVES-FILE": entry<{ file: string; reason: string }>({
    text: (f) => `waves can't be written to ${JSON.stringify(f.file)}: ${f.reason}`,
    remedy: () => "name another file, such as waves/run.vcd",
  }),
  "E-WINDOW": entry<{ from: string; to: string | undefined; reason: string }>({
    text: (f) => `the window from ${f.from}${f.to === undefined ? "" : ` to ${f.to}`} ${f.reason}`,
    remedy: () => "give a start of at least 0 and an end that is not before the start",
  }),
  "W-WINDOW": entry<{ from: string; end: string }>({
    text: (f) => `the run ended at ${f.end}, before the window's start at ${f.from}`,
    remedy: () => "start the window earlier, or run for longer; the waves show only the last moment",
  }),
  "E-TRACE-NAME": entry<{ name: string; reason: string }>({
    text: (f) => `the name ${JSON.stringify(f.name)} can't be written to a VCD: ${f.reason}`,
    remedy: () =>
      "rename the field (letters, digits and _, not beginning with a digit), or leave it out with a scope",
  }),
  "E-TRACE-TIME": entry<{ time: string; reason: string }>({
    text: (f) => `a record at ${f.time} can't be written to the waves: its time ${f.reason}`,
    remedy: () =>
      "open the waves with a tick that divides all clock edges and delays, and record in the order of time",
  }),
};
