import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-SNAPSHOT-DESIGN",
    {
      what: "snapshot",
      top: "counter",
      differences: ["it has register counter.a: bit", "it lacks register counter.b: bit", "c", "d"],
    },
    "this snapshot is of another design than counter: it has register counter.a: bit; it lacks register counter.b: bit; c; and 1 more",
    "take it anew from this design, with the same clocks and resets, or go back to the earlier design",
  ],
  [
    "E-SNAPSHOT-FORM",
    { problem: "the value of top.a is 9, which is none of bit" },
    "this snapshot or drive log can't be read: the value of top.a is 9, which is none of bit",
    "use what sim.snapshot() or a drive log of this version gave, unchanged",
  ],
  [
    "E-SNAPSHOT-VERSION",
    { what: "drive log", version: "2", known: 1 },
    "this drive log is of version 2, and this systole reads version 1",
    "read it with the systole that wrote it, or take the drive log anew with this one",
  ],
  [
    "E-SNAPSHOT-LOGGED",
    { now: "7.5ns" },
    "a state can't be restored at 7.5ns: a drive log is being kept, and a replay would not follow",
    "restore first, and keep the log from there on; or stop the log, and keep another one",
  ],
  [
    "W-LOG-CUT",
    { file: "waves/night.log", last: "2.4us" },
    "the drive log waves/night.log has no end: the run was cut off, and the log holds what was done until 2.4us",
    "ask for moments up to there; what came later needs another run",
  ],
  [
    "E-SNAPSHOT-TIME",
    { time: "5ns", now: "7.5ns" },
    "restoring 5ns would take time back from 7.5ns, which observers have seen",
    "restore first, then attach waves and logs, or restore into a new simulation",
  ],
  [
    "E-LOG-FILE",
    { file: "waves/night.log", problem: "there is no such file" },
    "the drive log waves/night.log can't be used: there is no such file",
    "name a file that a run wrote with --log, or for writing a place that is free",
  ],
  [
    "E-LOG-RANGE",
    { from: "5ns", first: "10ns", last: "20ns" },
    "this drive log holds 10ns to 20ns, and not 5ns",
    "ask for a moment in it; a log that is kept in a file holds the whole run",
  ],
];
