import { entry } from "../entry.ts";

export interface Moment {
  /** Such as `cycle 12, 11500ps`. */
  readonly when: string;
}

/** Codes of the stage `engine`: what only shows while a design runs. */
export const engineEntries = {
  "E-PHASE": entry<{ signal: string; field: string; by: string; owner: string | undefined }>({
    text: (f) => `${f.by} assigned \`${f.field}\` of ${f.signal}, which belongs to ${f.owner}`,
    remedy: () =>
      "assign `value` of outputs, wires and children's inputs in propagate(), `next` of registers and memories in update()",
  }),
  "E-WRITER": entry<{ signal: string; field: string; by: string; owner: string | undefined }>({
    text: (f) =>
      `${f.by} assigned \`${f.field}\` of ${f.signal}, which ${f.owner ? `only ${f.owner} may` : "nobody may"}`,
    remedy: (f) =>
      f.by === "a testbench"
        ? "drive the inputs of the top only; use force(…) to override any other signal, poke(…) to set a register"
        : "drive only the module's own signals and the inputs of its direct children: `value` in propagate(), `next` of registers in update()",
  }),
  "E-UNSETTLED": entry<Moment & { modules: readonly string[]; rounds: number }>({
    text: (f) =>
      `the design does not settle (${f.when}): after ${f.rounds} rounds ${f.modules.join(", ")} still change each other`,
    remedy: () =>
      "break the combinational loop with a register, or make propagate() a function of its inputs alone",
  }),
  "E-ASSERT": entry<Moment & { message: string }>({
    text: (f) => `assertion failed at ${f.when}: ${f.message}`,
    remedy: () => "look at the waves just before this edge: the values there broke the assertion",
  }),
  "E-METHOD-THREW": entry<Moment & { method: string; reason: string }>({
    text: (f) => `${f.method} threw at ${f.when}: ${f.reason}`,
    remedy: () => "hardware cannot throw: guard the expression, or make the mistake an assertion",
  }),
  "E-ADDRESS": entry<{ memory: string; address: string; depth: number; by: string }>({
    text: (f) => `${f.by} used address ${f.address} of ${f.memory}, which has the words 0…${f.depth - 1}`,
    remedy: () => "guard the access, or mask the address to the memory's depth",
  }),
  "E-MEMORY-PHASE": entry<{ memory: string; by: string; owner: string | undefined }>({
    text: (f) =>
      `${f.by} called write(…) of ${f.memory}, which ${f.owner ? `only ${f.owner} may` : "nobody may"}`,
    remedy: () =>
      "write in update() of the module that holds the memory; a testbench uses memory(path).poke or load",
  }),
  "E-MEMORY-MASK": entry<{ memory: string; type: string }>({
    text: (f) =>
      `${f.memory} was written with a mask, and words of ${f.type} have no bits that can be masked`,
    remedy: () => "write the whole word, or use an integer type for the words",
  }),
  "E-SENSITIVITY": entry<{ method: string; action: string; what: string }>({
    text: (f) => `${f.method} ${f.action} ${f.what}, which its description for the engines does not list`,
    remedy: () => "this is a mistake of the kit: report it with the module",
  }),
  "E-IMPURE": entry<{ method: string; signal: string; first: string; second: string }>({
    text: (f) =>
      `${f.method} is not a function of what it reads: run twice, it gave ${f.signal} ${f.first} and then ${f.second}`,
    remedy: () => "keep state in registers; propagate() may be run any number of times",
  }),
  "E-SIMULATED-TWICE": entry<{ top: string }>({
    text: (f) => `${f.top} is simulated already`,
    remedy: () => "make a new module object for each simulation, or close() the earlier one",
  }),
  "E-TIME": entry<{ text: string; reason: string }>({
    text: (f) => `\`${f.text}\` is no duration: ${f.reason}`,
    remedy: () =>
      'write a number and a unit, such as "10ns", "1.25us" or "500fs"; cycles are counted in whole numbers',
  }),
  "E-FREQUENCY": entry<{ text: string; reason: string }>({
    text: (f) => `\`${f.text}\` is no frequency: ${f.reason}`,
    remedy: () => 'write a number and a unit, such as "800MHz", "1.2GHz" or "32.768kHz"',
  }),
  "E-CLOCK": entry<{ problem: string }>({
    text: (f) => `this clock is impossible: ${f.problem}`,
    remedy: () =>
      'give one of { frequency: "800MHz" }, { period: "1.25ns" } and { ratio: [1, 3], of: "core" }, a period of at least 2fs',
  }),
  "E-CLOCK-RATIO": entry<{ ring: string }>({
    text: (f) => `these clocks are ratios of each other, and none has a frequency: ${f.ring}`,
    remedy: () => "give one of them a frequency or a period",
  }),
  "E-CLOCK-UNKNOWN": entry<{ name: string; by: string; known: readonly string[] }>({
    text: (f) => `${f.by} names the clock ${f.name}, which the design does not have`,
    remedy: (f) => `its clocks are ${f.known.join(", ")}`,
  }),
  "E-CLOCK-MISSING": entry<{ name: string; module: string }>({
    text: (f) => `${f.module} is in the clock domain ${f.name}, and nobody says how fast that clock is`,
    remedy: (f) =>
      `give it in the options of testbench(…) or simulate(…): clocks: { ${f.name}: { frequency: "800MHz" } }`,
  }),
  "E-RESET-TWICE": entry<{ name: string; declared: string; given: string }>({
    text: (f) => `the reset ${f.name} is ${f.declared} in the design and ${f.given} in the testbench`,
    remedy: () => "leave the kind and level of a declared reset out of the testbench's options",
  }),
  "E-RESET-UNKNOWN": entry<{ name: string; known: readonly string[] }>({
    text: (f) => `there is no reset ${f.name} that a testbench could hold`,
    remedy: (f) =>
      f.known.length > 0
        ? `name one of ${f.known.join(", ")}; a reset that a signal of the design gives is driven by that signal`
        : "the design has none: all its resets are given by signals, or declared as `reset: false`",
  }),
  "E-CONSTANT": entry<Moment & { name: string; was: string; is: string }>({
    text: (f) => `${f.name} was ${f.was} when the design was elaborated, and is ${f.is} now (${f.when})`,
    remedy: () =>
      "give what differs between designs to the constructor, and let a testbench drive what changes as an input; simulate(…) a new design behind a change of a static field",
  }),
  "W-NOT-COMPILED": entry<{ reason: string }>({
    text: (f) => `WebAssembly did not take the design, and the run goes on in the event engine: ${f.reason}`,
    remedy: () =>
      "the results are the same, later; report it with the design, which `--engine wasm` refuses alike",
  }),
};
