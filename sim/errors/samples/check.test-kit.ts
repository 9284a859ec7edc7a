import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-MEMORY-PORTS",
    { memory: "top.words", ports: "1 read, 1 write", reads: 2, writes: 1, method: "update()" },
    "top.words has ports for 1 read, 1 write a cycle, and a cycle may make 2 reads and 1 writes (update())",
    "keep a word that is read twice in a local, make the accesses exclude each other (if … else), or give the memory more ports",
  ],
  [
    "E-MEMORY-BOTH",
    { memory: "top.words" },
    "a call of update() may read and write top.words, whose onCollision is noChange",
    "put the read into the else of the write: then the register that takes the word keeps the last one",
  ],
  [
    "E-UNCONNECTED",
    { signal: "top.c.a", direction: "input", others: 0 },
    "the input top.c.a has no driver",
    "connect it, assign it in propagate() of the parent, or declare it with input(type, { default: … })",
  ],
  [
    "E-UNCONNECTED",
    { signal: "top.c.a", direction: "input", others: 3 },
    "the input top.c.a has no driver, nor have 3 more like it",
    "connect it, assign it in propagate() of the parent, or declare it with input(type, { default: … })",
  ],
  [
    "E-UNDRIVEN",
    { signal: "top.y", direction: "output", others: 0 },
    "the output top.y has no driver",
    "assign it on every path of propagate(), or connect something to it",
  ],
  [
    "E-UNDRIVEN",
    { signal: "dram.y", direction: "output", others: 0, isBehavioural: true },
    "the output dram.y has no driver",
    "make it a register (outputReg, reg), which update() assigns, or name it in `static comb` and assign it in propagate(), or connect something to it",
  ],
  [
    "W-UNUSED",
    { signal: "top.w", direction: "wire" },
    "nothing reads the wire top.w",
    "remove it, or waive W-UNUSED for this field if it is there to be seen in waves",
  ],
  [
    "W-CDC",
    {
      reader: "top.b",
      readerClock: "bus",
      signal: "top.b.in",
      origin: "top.a.r",
      originClock: "clk",
      through: ["top.a.y", "top.w"],
      others: 2,
    },
    "top.b, of the clock bus, takes top.b.in from top.a.r of the clock clk, through top.a.y and top.w; 2 more are like it",
    "bring it over with Synchroniser, AsyncFifo or ResetSynchroniser, declare a crossing module of your own with `static readonly crossing = true`, or waive W-CDC for this field if the value stands still while it is used",
  ],
  [
    "W-CDC",
    {
      reader: "top.b",
      readerClock: "bus",
      signal: "top.b.in",
      origin: "top.a.r",
      originClock: "clk",
      through: [],
      others: 0,
    },
    "top.b, of the clock bus, takes top.b.in from top.a.r of the clock clk",
    "bring it over with Synchroniser, AsyncFifo or ResetSynchroniser, declare a crossing module of your own with `static readonly crossing = true`, or waive W-CDC for this field if the value stands still while it is used",
  ],
  [
    "W-CONSTANT",
    { signal: "top.r", direction: "reg" },
    "no update() assigns the register top.r, so it never changes",
    "assign it, or make it a constant field",
  ],
];
