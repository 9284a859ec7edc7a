import type { Sample } from "./sample.test-kit.ts";

const when = "cycle 12, 11500ps";

export const samples: readonly Sample[] = [
  [
    "E-TB-CONFLICT",
    { when, signal: "top.a", drivers: ["writer", "reader"], values: ["1", "2"] },
    "top.a is driven with 1 by writer and with 2 by reader at cycle 12, 11500ps",
    "let one task drive this signal, or let one of the two wait for the other",
  ],
  [
    "E-TB-SAMPLE-DRIVE",
    { signal: "top.a", by: "the checker" },
    "the checker drove top.a while the values before the edge are sampled",
    "drive in `act`, which runs after the edge",
  ],
  [
    "E-TB-TIME",
    { method: "run", owner: "the testbench fifo" },
    "run() can't move time while the testbench fifo runs: its tasks do",
    "await clk.cycles(n), delay(…) or reset(n)",
  ],
  [
    "E-TB-PATH",
    { path: "top.q", kind: "signal", example: "top.a" },
    "there is no signal top.q",
    "give a path such as top.a, with or without the top",
  ],
  [
    "E-TB-PATH",
    { path: "top.m", kind: "memory" },
    "there is no memory top.m",
    "the design has none: a memory is found by its path once a field of a module holds it",
  ],
  [
    "E-TB-POKE",
    { signal: "top.a", direction: "input" },
    "top.a can't be poked: it is no register but follows its driver",
    "drive an input of the top with `value = …`, or override the signal with force(…)",
  ],
  [
    "E-TB-POKE",
    { signal: "top.y", direction: "output" },
    "top.y can't be poked: it is no register but follows its logic",
    "drive an input of the top with `value = …`, or override the signal with force(…)",
  ],
  [
    "E-TB-CLOCK",
    { name: "buss", known: ["clk", "bus"] },
    "there is no clock buss whose speed could be another",
    "name one of clk, bus",
  ],
  [
    "E-TB-STUCK",
    { when },
    "at cycle 12, 11500ps no task waits for anything that can come",
    "tasks wait for each other in a ring: let one of them wait for the clock, a delay or a signal",
  ],
  [
    "E-TB-OUTSIDE",
    { ended: undefined },
    "a wait was awaited by code that is no task of a running testbench",
    "await inside the testbench's body or in a function given to fork, all or race",
  ],
  [
    "E-TB-OUTSIDE",
    { ended: { name: "fifo/fill", when } },
    "a wait was awaited after fifo/fill had ended at cycle 12, 11500ps: time does not move any more",
    "let the testbench's body await all that it starts: what still runs when the body ends is dropped",
  ],
  [
    "E-TB-TIMEOUT",
    { when, what: "until(top.done)", after: "100 cycles", seen: "0" },
    "until(top.done) did not happen within 100 cycles (given up at cycle 12, 11500ps, seen 0)",
    "look at the waves for what it waits for, or allow more time",
  ],
  [
    "E-TB-TIMEOUT",
    { when, what: "until(() => …)", after: "100 cycles" },
    "until(() => …) did not happen within 100 cycles (given up at cycle 12, 11500ps)",
    "look at the waves for what it waits for, or allow more time",
  ],
  [
    "E-TB-UNTIL",
    { seen: "number" },
    "until(…) wants a signal of one word or a function, and got a value of type number",
    "give the signal itself (without .value), or a test such as () => dut.count.value > 3",
  ],
  [
    "E-TB-INTERRUPTED",
    { when },
    "the run was interrupted at cycle 12, 11500ps",
    "run it again, with a timeout if it does not end by itself",
  ],
  [
    "E-TB-PROMISE",
    { when, task: "writer" },
    "writer waits for a promise that is not the kit's, and holds time at cycle 12, 11500ps",
    "await only clk, until, delay, fork, all and race in a testbench; read files in `prepare`",
  ],
  [
    "W-TB-PROMISE",
    { when, task: "writer" },
    "writer waits for a promise that is not the kit's, and holds time at cycle 12, 11500ps",
    "await only clk, until, delay, fork, all and race in a testbench; read files in `prepare`",
  ],
  [
    "W-TB-NOT-AWAITED",
    { when, task: "writer" },
    "writer made a wait and did not await it (cycle 12, 11500ps), so it had no effect",
    "write `await` before clk.rising(), until(…), delay(…) and the like",
  ],
  [
    "E-EXPECT",
    { when, what: "top.y", expected: "3", seen: "4" },
    "top.y at cycle 12, 11500ps: expected 3, seen 4",
    "look at the waves up to this moment; if the design is right, correct the expected value",
  ],
  [
    "E-PARAM",
    {
      testbench: "fifo",
      name: "dept",
      problem: "there is no such parameter",
      known: ["depth (1…64)", "seed (a number)"],
    },
    "parameter dept of fifo: there is no such parameter",
    "its parameters are depth (1…64); seed (a number)",
  ],
  [
    "E-PARAM",
    { testbench: "fifo", name: "depth", problem: "there is no such parameter", known: [] },
    "parameter depth of fifo: there is no such parameter",
    "it has no parameters",
  ],
  [
    "E-STREAM",
    { when, stream: "top.out", problem: "valid fell before the word had passed" },
    "the stream top.out breaks its protocol at cycle 12, 11500ps: valid fell before the word had passed",
    "once valid is 1, keep valid and the payload until a cycle in which ready is 1 too",
  ],
];
