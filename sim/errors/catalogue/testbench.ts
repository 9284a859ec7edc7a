import { entry } from "../entry.ts";

export interface Moment {
  /** Such as `cycle 12, 11500ps`. */
  readonly when: string;
}

/** Codes of the stage `testbench`. */
export const testbenchEntries = {
  "E-TB-CONFLICT": entry<
    Moment & { signal: string; drivers: readonly [string, string]; values: readonly [string, string] }
  >({
    text: (f) =>
      `${f.signal} is driven with ${f.values[0]} by ${f.drivers[0]} and with ${f.values[1]} by ${f.drivers[1]} at ${f.when}`,
    remedy: () => "let one task drive this signal, or let one of the two wait for the other",
  }),
  "E-TB-SAMPLE-DRIVE": entry<{ signal: string; by: string }>({
    text: (f) => `${f.by} drove ${f.signal} while the values before the edge are sampled`,
    remedy: () => "drive in `act`, which runs after the edge",
  }),
  "E-TB-TIME": entry<{ method: string; owner: string }>({
    text: (f) => `${f.method}() can't move time while ${f.owner} runs: its tasks do`,
    remedy: () => "await clk.cycles(n), delay(…) or reset(n)",
  }),
  "E-TB-PATH": entry<{ path: string; kind: string; example: string | undefined }>({
    text: (f) => `there is no ${f.kind} ${f.path}`,
    remedy: (f) =>
      f.example === undefined
        ? `the design has none: a ${f.kind} is found by its path once a field of a module holds it`
        : `give a path such as ${f.example}, with or without the top`,
  }),
  "E-TB-POKE": entry<{ signal: string; direction: string }>({
    text: (f) =>
      `${f.signal} can't be poked: it is no register but follows its ${f.direction === "input" ? "driver" : "logic"}`,
    remedy: () => "drive an input of the top with `value = …`, or override the signal with force(…)",
  }),
  "E-TB-CLOCK": entry<{ name: string; known: readonly string[] }>({
    text: (f) => `there is no clock ${f.name} whose speed could be another`,
    remedy: (f) => `name one of ${f.known.join(", ")}`,
  }),
  "E-TB-STUCK": entry<Moment>({
    text: (f) => `at ${f.when} no task waits for anything that can come`,
    remedy: () =>
      "tasks wait for each other in a ring: let one of them wait for the clock, a delay or a signal",
  }),
  "E-TB-OUTSIDE": entry<{ ended: (Moment & { name: string }) | undefined }>({
    text: ({ ended }) =>
      ended
        ? `a wait was awaited after ${ended.name} had ended at ${ended.when}: time does not move any more`
        : "a wait was awaited by code that is no task of a running testbench",
    remedy: ({ ended }) =>
      ended
        ? "let the testbench's body await all that it starts: what still runs when the body ends is dropped"
        : "await inside the testbench's body or in a function given to fork, all or race",
  }),
  "E-TB-TIMEOUT": entry<Moment & { what: string; after: string; seen: string | undefined }>({
    text: (f) =>
      `${f.what} did not happen within ${f.after} (given up at ${f.when}${f.seen === undefined ? "" : `, seen ${f.seen}`})`,
    remedy: () => "look at the waves for what it waits for, or allow more time",
  }),
  "E-TB-UNTIL": entry<{ seen: string }>({
    text: (f) => `until(…) wants a signal of one word or a function, and got a value of type ${f.seen}`,
    remedy: () => "give the signal itself (without .value), or a test such as () => dut.count.value > 3",
  }),
  "E-TB-INTERRUPTED": entry<Moment>({
    text: (f) => `the run was interrupted at ${f.when}`,
    remedy: () => "run it again, with a timeout if it does not end by itself",
  }),
  "E-TB-PROMISE": entry<Moment & { task: string }>({
    text: (f) => `${f.task} waits for a promise that is not the kit's, and holds time at ${f.when}`,
    remedy: () => "await only clk, until, delay, fork, all and race in a testbench; read files in `prepare`",
  }),
  "W-TB-PROMISE": entry<Moment & { task: string }>({
    text: (f) => `${f.task} waits for a promise that is not the kit's, and holds time at ${f.when}`,
    remedy: () => "await only clk, until, delay, fork, all and race in a testbench; read files in `prepare`",
  }),
  "W-TB-NOT-AWAITED": entry<Moment & { task: string }>({
    text: (f) => `${f.task} made a wait and did not await it (${f.when}), so it had no effect`,
    remedy: () => "write `await` before clk.rising(), until(…), delay(…) and the like",
  }),
  "E-EXPECT": entry<Moment & { what: string; expected: string; seen: string }>({
    text: (f) => `${f.what} at ${f.when}: expected ${f.expected}, seen ${f.seen}`,
    remedy: () => "look at the waves up to this moment; if the design is right, correct the expected value",
  }),
  "E-PARAM": entry<{ testbench: string; name: string; problem: string; known: readonly string[] }>({
    text: (f) => `parameter ${f.name} of ${f.testbench}: ${f.problem}`,
    remedy: (f) => (f.known.length > 0 ? `its parameters are ${f.known.join("; ")}` : "it has no parameters"),
  }),
  "E-STREAM": entry<Moment & { stream: string; problem: string }>({
    text: (f) => `the stream ${f.stream} breaks its protocol at ${f.when}: ${f.problem}`,
    remedy: () => "once valid is 1, keep valid and the payload until a cycle in which ready is 1 too",
  }),
};
