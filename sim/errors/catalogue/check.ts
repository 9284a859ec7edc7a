import { entry } from "../entry.ts";

const via = (through: readonly string[]) => (through.length > 0 ? `, through ${through.join(" and ")}` : "");
const more = (others: number) => (others > 0 ? `, nor have ${others} more like it` : "");

/** Codes of the stage that looks at the design as a whole. */
export const checkEntries = {
  "E-MEMORY-PORTS": entry<{ memory: string; ports: string; reads: number; writes: number; method: string }>({
    text: (f) =>
      `${f.memory} has ports for ${f.ports} a cycle, and a cycle may make ${f.reads} reads and ${f.writes} writes (${f.method})`,
    remedy: () =>
      "keep a word that is read twice in a local, make the accesses exclude each other (if … else), or give the memory more ports",
  }),
  "E-MEMORY-BOTH": entry<{ memory: string }>({
    text: (f) => `a call of update() may read and write ${f.memory}, whose onCollision is noChange`,
    remedy: () =>
      "put the read into the else of the write: then the register that takes the word keeps the last one",
  }),
  "E-UNCONNECTED": entry<{ signal: string; direction: string; others: number }>({
    text: (f) => `the input ${f.signal} has no driver${more(f.others)}`,
    remedy: () =>
      "connect it, assign it in propagate() of the parent, or declare it with input(type, { default: … })",
  }),
  "E-UNDRIVEN": entry<{ signal: string; direction: string; others: number; isBehavioural?: boolean }>({
    text: (f) => `the ${f.direction} ${f.signal} has no driver${more(f.others)}`,
    remedy: (f) =>
      f.isBehavioural
        ? "make it a register (outputReg, reg), which update() assigns, or name it in `static comb` and assign it in propagate(), or connect something to it"
        : "assign it on every path of propagate(), or connect something to it",
  }),
  "W-UNUSED": entry<{ signal: string; direction: string }>({
    text: (f) => `nothing reads the ${f.direction} ${f.signal}`,
    remedy: () => "remove it, or waive W-UNUSED for this field if it is there to be seen in waves",
  }),
  "W-CDC": entry<{
    reader: string;
    readerClock: string;
    signal: string;
    origin: string;
    originClock: string;
    /** Combinational signals between the two, from the origin on. */
    through: readonly string[];
    others: number;
  }>({
    text: (f) =>
      `${f.reader}, of the clock ${f.readerClock}, takes ${f.signal} from ${f.origin} of the clock ${f.originClock}${via(f.through)}${f.others > 0 ? `; ${f.others} more are like it` : ""}`,
    remedy: () =>
      "bring it over with Synchroniser, AsyncFifo or ResetSynchroniser, declare a crossing module of your own with `static readonly crossing = true`, or waive W-CDC for this field if the value stands still while it is used",
  }),
  "W-CONSTANT": entry<{ signal: string; direction: string }>({
    text: (f) => `no update() assigns the register ${f.signal}, so it never changes`,
    remedy: () => "assign it, or make it a constant field",
  }),
};
