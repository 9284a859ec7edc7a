import type { Sample } from "./sample.test-kit.ts";

const when = "cycle 12, 11500ps";

export const samples: readonly Sample[] = [
  [
    "E-PHASE",
    { signal: "top.r", field: "next", by: "top.propagate()", owner: "top.update()" },
    "top.propagate() assigned `next` of top.r, which belongs to top.update()",
    "assign `value` of outputs, wires and children's inputs in propagate(), `next` of registers and memories in update()",
  ],
  [
    "E-WRITER",
    { signal: "top.c.a", field: "value", by: "top.d.propagate()", owner: "top.propagate()" },
    "top.d.propagate() assigned `value` of top.c.a, which only top.propagate() may",
    "drive only the module's own signals and the inputs of its direct children: `value` in propagate(), `next` of registers in update()",
  ],
  [
    "E-WRITER",
    { signal: "top.w", field: "value", by: "a testbench", owner: "top.propagate()" },
    "a testbench assigned `value` of top.w, which only top.propagate() may",
    "drive the inputs of the top only; use force(…) to override any other signal, poke(…) to set a register",
  ],
  [
    "E-WRITER",
    { signal: "top.y", field: "next", by: "a testbench" },
    "a testbench assigned `next` of top.y, which nobody may",
    "drive the inputs of the top only; use force(…) to override any other signal, poke(…) to set a register",
  ],
  [
    "E-UNSETTLED",
    { when, modules: ["top.a", "top.b"], rounds: 100 },
    "the design does not settle (cycle 12, 11500ps): after 100 rounds top.a, top.b still change each other",
    "break the combinational loop with a register, or make propagate() a function of its inputs alone",
  ],
  [
    "E-ASSERT",
    { when, message: "never full and empty" },
    "assertion failed at cycle 12, 11500ps: never full and empty",
    "look at the waves just before this edge: the values there broke the assertion",
  ],
  [
    "E-METHOD-THREW",
    { when, method: "top.propagate()", reason: "x is not a function" },
    "top.propagate() threw at cycle 12, 11500ps: x is not a function",
    "hardware cannot throw: guard the expression, or make the mistake an assertion",
  ],
  [
    "E-ADDRESS",
    { memory: "top.m", address: "8", depth: 8, by: "top.update()" },
    "top.update() used address 8 of top.m, which has the words 0…7",
    "guard the access, or mask the address to the memory's depth",
  ],
  [
    "E-MEMORY-PHASE",
    { memory: "top.m", by: "top.propagate()", owner: "top.update()" },
    "top.propagate() called write(…) of top.m, which only top.update() may",
    "write in update() of the module that holds the memory; a testbench uses memory(path).poke or load",
  ],
  [
    "E-MEMORY-PHASE",
    { memory: "top.rom", by: "a testbench" },
    "a testbench called write(…) of top.rom, which nobody may",
    "write in update() of the module that holds the memory; a testbench uses memory(path).poke or load",
  ],
  [
    "E-MEMORY-MASK",
    { memory: "top.m", type: "fp32" },
    "top.m was written with a mask, and words of fp32 have no bits that can be masked",
    "write the whole word, or use an integer type for the words",
  ],
  [
    "E-SENSITIVITY",
    { method: "top.propagate()", action: "reads", what: "top.a" },
    "top.propagate() reads top.a, which its description for the engines does not list",
    "this is a mistake of the kit: report it with the module",
  ],
  [
    "E-IMPURE",
    { method: "top.propagate()", signal: "top.y", first: "1", second: "2" },
    "top.propagate() is not a function of what it reads: run twice, it gave top.y 1 and then 2",
    "keep state in registers; propagate() may be run any number of times",
  ],
  [
    "E-SIMULATED-TWICE",
    { top: "top" },
    "top is simulated already",
    "make a new module object for each simulation, or close() the earlier one",
  ],
  [
    "E-TIME",
    { text: "10 parsecs", reason: "the unit parsecs is none of s, ms, us, ns, ps, fs" },
    "`10 parsecs` is no duration: the unit parsecs is none of s, ms, us, ns, ps, fs",
    'write a number and a unit, such as "10ns", "1.25us" or "500fs"; cycles are counted in whole numbers',
  ],
  [
    "E-FREQUENCY",
    { text: "0Hz", reason: "it is zero" },
    "`0Hz` is no frequency: it is zero",
    'write a number and a unit, such as "800MHz", "1.2GHz" or "32.768kHz"',
  ],
  [
    "E-CLOCK",
    { problem: "it has both a frequency (1GHz) and a period (1ns)" },
    "this clock is impossible: it has both a frequency (1GHz) and a period (1ns)",
    'give one of { frequency: "800MHz" }, { period: "1.25ns" } and { ratio: [1, 3], of: "core" }, a period of at least 2fs',
  ],
  [
    "E-CLOCK",
    { problem: "its period (1fs) is less than two femtoseconds" },
    "this clock is impossible: its period (1fs) is less than two femtoseconds",
    'give one of { frequency: "800MHz" }, { period: "1.25ns" } and { ratio: [1, 3], of: "core" }, a period of at least 2fs',
  ],
  [
    "E-CLOCK-RATIO",
    { ring: "bus ← core ← bus" },
    "these clocks are ratios of each other, and none has a frequency: bus ← core ← bus",
    "give one of them a frequency or a period",
  ],
  [
    "E-CLOCK-UNKNOWN",
    { name: "buss", by: "simulate(…)", known: ["clk", "bus"] },
    "simulate(…) names the clock buss, which the design does not have",
    "its clocks are clk, bus",
  ],
  [
    "E-CLOCK-MISSING",
    { name: "bus", module: "top.receiver" },
    "top.receiver is in the clock domain bus, and nobody says how fast that clock is",
    'give it in the options of testbench(…) or simulate(…): clocks: { bus: { frequency: "800MHz" } }',
  ],
  [
    "E-RESET-TWICE",
    { name: "reset", declared: "async, active low", given: "sync, active high" },
    "the reset reset is async, active low in the design and sync, active high in the testbench",
    "leave the kind and level of a declared reset out of the testbench's options",
  ],
  [
    "E-RESET-UNKNOWN",
    { name: "rst", known: ["reset", "reset_bus"] },
    "there is no reset rst that a testbench could hold",
    "name one of reset, reset_bus; a reset that a signal of the design gives is driven by that signal",
  ],
  [
    "E-RESET-UNKNOWN",
    { name: "reset", known: [] },
    "there is no reset reset that a testbench could hold",
    "the design has none: all its resets are given by signals, or declared as `reset: false`",
  ],
  [
    "E-CONSTANT",
    { name: "Cell.lanes", was: "4", is: "5", when: "cycle 12, 11500ps" },
    "Cell.lanes was 4 when the design was elaborated, and is 5 now (cycle 12, 11500ps)",
    "give what differs between designs to the constructor, and let a testbench drive what changes as an input; simulate(…) a new design behind a change of a static field",
  ],
  [
    "W-NOT-COMPILED",
    { reason: "Out of memory: 6000 MB are asked for" },
    "WebAssembly did not take the design, and the run goes on in the event engine: Out of memory: 6000 MB are asked for",
    "the results are the same, later; report it with the design, which `--engine wasm` refuses alike",
  ],
];
