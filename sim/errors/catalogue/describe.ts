import { entry } from "../entry.ts";

/** Codes that the constructors of types, signals and connections report at once. */
export const describeEntries = {
  "E-WIDTH": entry<{ type: string; width: number; least: number; most: number }>({
    text: (f) =>
      `${f.type}(${f.width}) is impossible: the number must be whole and from ${f.least} to ${f.most}`,
    remedy: (f) =>
      (f.type === "uint" || f.type === "sint") && f.width > f.most
        ? `use ${f.type === "uint" ? "bigUint" : "bigSint"}(${f.width}), whose values are bigints`
        : `give a number from ${f.least} to ${f.most}`,
  }),
  "E-TYPE": entry<{ direction: string; seen: string }>({
    text: (f) => `${f.direction}(…) wants a hardware type, and got ${f.seen}`,
    remedy: () => "give a type such as bit, uint(8), sint(16), fp32, vec(bit, 4) or an enumeration",
  }),
  "E-ENUMERATION": entry<{ labels: string; problem: string }>({
    text: (f) => `enumeration(${f.labels}) is impossible: ${f.problem}`,
    remedy: () => "give distinct identifiers that don't start with ~ and are not kind, width or labels",
  }),
  "E-STRUCT": entry<{ field: string; problem: string }>({
    text: (f) => `this struct is impossible: ${f.problem}`,
    remedy: () =>
      "rename the field; value, next, type, length, kind, direction and elements are taken by the signal itself",
  }),
  "E-FLOAT-FORMAT": entry<{ exponent: number; mantissa: number }>({
    text: (f) =>
      `float(${f.exponent}, ${f.mantissa}) is impossible: a format has 2 to 10 exponent and 1 to 23 mantissa bits`,
    remedy: () =>
      "use fp16, bf16, fp24 or fp32, or a format in these bounds, within which doubles round to it rightly",
  }),
  "E-FIXED-FORMAT": entry<{ int: number; fraction: number }>({
    text: (f) =>
      `fixed(${f.int}, ${f.fraction}) is impossible: it wants 1 or more bits before the point, 0 or more behind it, and 53 in all at most`,
    remedy: () =>
      "give whole numbers in these bounds; wider values belong into bigSint, with a scale of your own",
  }),
  "E-VALUE": entry<{ target: string; problem: string }>({
    text: (f) => `${f.target}: ${f.problem}`,
    remedy: () => "give a value that the type holds; values from outside a design are never wrapped",
  }),
  "E-RANGE-OPTION": entry<{ low: number; high: number; type: string }>({
    text: (f) => `range [${f.low}, ${f.high}] does not lie within ${f.type}`,
    remedy: () =>
      "give two whole numbers, the lower first, that the type holds; only uint and sint take a range",
  }),
  "E-MEMORY-TYPE": entry<{ seen: string }>({
    text: (f) => `a memory can't hold words of type ${f.seen}`,
    remedy: () =>
      "use a type of one word (bit, integers, an enumeration, a float); pack composites with concat",
  }),
  "E-MEMORY-OPTION": entry<{ option: string; seen: string; cure: string }>({
    text: (f) => `the option ${f.option} of a memory can't be ${f.seen}`,
    remedy: (f) => `use ${f.cure}`,
  }),
  "E-MEMORY-FILE": entry<{ file: string; line: number | undefined; problem: string; cure: string }>({
    text: (f) => `${f.file}${f.line === undefined ? "" : `:${f.line}`}: ${f.problem}`,
    remedy: (f) => f.cure,
  }),
  "E-CONNECT-TYPE": entry<{ field: string; from: string; to: string }>({
    text: (f) =>
      `connect joins equal types only${f.field ? ` (field ${f.field})` : ""}: ${f.from} is not ${f.to}`,
    remedy: () => "make the types equal, or convert in propagate(), where an assignment wraps to its target",
  }),
  "E-CONNECT-SHAPE": entry<{ field: string; problem: string }>({
    text: (f) => `these can't be connected${f.field ? ` (field ${f.field})` : ""}: ${f.problem}`,
    remedy: () => "connect a signal with a signal, or two bundles with the same fields",
  }),
  "E-CONNECT-LATE": entry<{ from: string; to: string }>({
    text: (f) =>
      `${f.from} and ${f.to} were connected after the design was elaborated: nothing would come of it`,
    remedy: () =>
      "call connect in the constructor of a module; in methods and testbenches assign values, and choose between drivers in propagate()",
  }),
  "E-NOT-RUNNING": entry<{ action: string; signal: string }>({
    text: (f) => `${f.signal} was ${f.action} before the design is simulated: it has no value yet`,
    remedy: () =>
      "read and write values in propagate(), update() and testbenches; in a constructor, use connect",
  }),
  "E-REG-VALUE": entry<{ signal: string }>({
    text: (f) => `value of the register ${f.signal} was assigned`,
    remedy: () => "assign `next` in update(); the register takes it at the clock edge",
  }),
  "E-STATE": entry<{ state: string; problem: string }>({
    text: (f) => `${f.state} can't hold this value: ${f.problem}`,
    remedy: () =>
      "a state() holds plain data, which it freezes: numbers, bigints, strings, booleans, arrays and records of these",
  }),
  "E-RANDOM": entry<{ module: string }>({
    text: (f) => `this.random of ${f.module} was used where it is not for use`,
    remedy: () =>
      "draw random numbers in update() of a behavioural module (`static readonly behavioural = true`) while it is simulated",
  }),
  "E-NEXT-READ": entry<{ signal: string }>({
    text: (f) => `next of ${f.signal} was read, and next is write-only`,
    remedy: () =>
      "count from the present value, r.next = r.value + 1; keep what was assigned in a local variable, and use that",
  }),
};
