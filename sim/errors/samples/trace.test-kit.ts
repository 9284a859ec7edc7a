import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-SCOPE",
    { pattern: "top.fifp", closest: "top.fifo", top: "top" },
    "no scope or signal matches `top.fifp`",
    "did you mean `top.fifo`?",
  ],
  [
    "E-SCOPE",
    { pattern: "zzz", top: "top" },
    "no scope or signal matches `zzz`",
    "give a path that begins with `top`",
  ],
  [
    "E-WAVES-FILE",
    { file: "notes.txt", reason: "a file that is no VCD is there" },
    'waves can\'t be written to "notes.txt": a file that is no VCD is there',
    "name another file, such as waves/run.vcd",
  ],
  [
    "E-WINDOW",
    { from: "-1ns", reason: "starts before the run does" },
    "the window from -1ns starts before the run does",
    "give a start of at least 0 and an end that is not before the start",
  ],
  [
    "E-WINDOW",
    { from: "5ns", to: "3ns", reason: "ends before it starts" },
    "the window from 5ns to 3ns ends before it starts",
    "give a start of at least 0 and an end that is not before the start",
  ],
  [
    "W-WINDOW",
    { from: "5us", end: "3us" },
    "the run ended at 3us, before the window's start at 5us",
    "start the window earlier, or run for longer; the waves show only the last moment",
  ],
  [
    "E-TRACE-NAME",
    { name: "größe", reason: "only ASCII identifiers with indices can" },
    'the name "größe" can\'t be written to a VCD: only ASCII identifiers with indices can',
    "rename the field (letters, digits and _, not beginning with a digit), or leave it out with a scope",
  ],
  [
    "E-TRACE-TIME",
    { time: "1500fs", reason: "is no multiple of the wave's unit of time, 1ps" },
    "a record at 1500fs can't be written to the waves: its time is no multiple of the wave's unit of time, 1ps",
    "open the waves with a tick that divides all clock edges and delays, and record in the order of time",
  ],
];
