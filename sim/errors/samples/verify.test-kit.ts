import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-PROPERTY",
    {
      name: "fifo keeps order",
      message: "top.out: expected 3, seen 4",
      cycle: 12,
      commands: "cycle 0 1\npush  3 .",
      model: "[3]",
      search: "seed 7, run 12, shrunk 3 times to 2 cycles",
      waves: "waves/fifo.vcd",
      replay: "SYSTOLE_REPLAY=fifo-keeps-order@7:2",
    },
    "fifo keeps order: in cycle 12, top.out: expected 3, seen 4\n  seed 7, run 12, shrunk 3 times to 2 cycles\n    cycle 0 1\n    push  3 .\n  model before this cycle: [3]\n  waves   waves/fifo.vcd",
    "replay just this: put SYSTOLE_REPLAY=fifo-keeps-order@7:2 in front of the command that ran it",
  ],
];
