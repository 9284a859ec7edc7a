import { entry } from "../entry.ts";

const more = (others: number) => (others > 0 ? `, nor have ${others} more like it` : "");

/** Codes of the stage that looks at the design as a whole. */
export const checkEntries = {
  "E-UNCONNECTED": entry<{ signal: string; direction: string; others: number }>({
    text: (f) => `the input ${f.signal} has no driver${more(f.others)}`,
    remedy: () =>
      "connect it, assign it in propagate() of the parent, or declare it with input(type, { default: … })",
  }),
  "E-UNDRIVEN": entry<{ signal: string; direction: string; others: number }>({
    text: (f) => `the ${f.direction} ${f.signal} has no driver${more(f.others)}`,
    remedy: () => "assign it on every path of propagate(), or connect something to it",
  }),
  "W-UNUSED": entry<{ signal: string; direction: string }>({
    text: (f) => `nothing reads the ${f.direction} ${f.signal}`,
    remedy: () => "remove it, or waive W-UNUSED for this field if it is there to be seen in waves",
  }),
  "W-CONSTANT": entry<{ signal: string; direction: string }>({
    text: (f) => `no update() assigns the register ${f.signal}, so it never changes`,
    remedy: () => "assign it, or make it a constant field",
  }),
};
