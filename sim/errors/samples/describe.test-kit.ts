import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-WIDTH",
    { type: "uint", width: 54, least: 1, most: 53 },
    "uint(54) is impossible: the number must be whole and from 1 to 53",
    "use bigUint(54), whose values are bigints",
  ],
  [
    "E-WIDTH",
    { type: "memory", width: 0, least: 1, most: 1024 },
    "memory(0) is impossible: the number must be whole and from 1 to 1024",
    "give a number from 1 to 1024",
  ],
  [
    "E-TYPE",
    { direction: "input", seen: "8" },
    "input(…) wants a hardware type, and got 8",
    "give a type such as bit, uint(8), sint(16), fp32, vec(bit, 4) or an enumeration",
  ],
  [
    "E-ENUMERATION",
    { labels: "A, A", problem: '"A" stands twice' },
    'enumeration(A, A) is impossible: "A" stands twice',
    "give distinct identifiers that don't start with ~ and are not kind, width or labels",
  ],
  [
    "E-STRUCT",
    { field: "next", problem: '"next" is a name that the signal itself uses' },
    'this struct is impossible: "next" is a name that the signal itself uses',
    "rename the field; value, next, type, length, kind, direction and elements are taken by the signal itself",
  ],
  [
    "E-FLOAT-FORMAT",
    { exponent: 11, mantissa: 52 },
    "float(11, 52) is impossible: a format has 2 to 10 exponent and 1 to 23 mantissa bits",
    "use fp16, bf16, fp24 or fp32, or a format in these bounds, within which doubles round to it rightly",
  ],
  [
    "E-FIXED-FORMAT",
    { int: 40, fraction: 20 },
    "fixed(40, 20) is impossible: it wants 1 or more bits before the point, 0 or more behind it, and 53 in all at most",
    "give whole numbers in these bounds; wider values belong into bigSint, with a scale of your own",
  ],
  [
    "E-VALUE",
    { target: "init of reg(uint(8))", problem: "300 is not in 0…255" },
    "init of reg(uint(8)): 300 is not in 0…255",
    "give a value that the type holds; values from outside a design are never wrapped",
  ],
  [
    "E-RANGE-OPTION",
    { low: 0, high: 300, type: "uint(8)" },
    "range [0, 300] does not lie within uint(8)",
    "give two whole numbers, the lower first, that the type holds; only uint and sint take a range",
  ],
  [
    "E-MEMORY-TYPE",
    { seen: "vec(bit, 4)" },
    "a memory can't hold words of type vec(bit, 4)",
    "use a type of one word (bit, integers, an enumeration, a float); pack composites with concat",
  ],
  [
    "E-MEMORY-OPTION",
    { option: "onCollision", seen: "oldData", cure: "readFirst, writeFirst, noChange" },
    "the option onCollision of a memory can't be oldData",
    "use readFirst, writeFirst, noChange",
  ],
  [
    "E-MEMORY-FILE",
    {
      file: "rom.hex",
      line: 3,
      problem: '"0g" is no hexadecimal number',
      cure: "write words in hexadecimal",
    },
    'rom.hex:3: "0g" is no hexadecimal number',
    "write words in hexadecimal",
  ],
  [
    "E-CONNECT-TYPE",
    { field: "", from: "uint(8)", to: "uint(9)" },
    "connect joins equal types only: uint(8) is not uint(9)",
    "make the types equal, or convert in propagate(), where an assignment wraps to its target",
  ],
  [
    "E-CONNECT-TYPE",
    { field: "payload", from: "uint(8)", to: "uint(9)" },
    "connect joins equal types only (field payload): uint(8) is not uint(9)",
    "make the types equal, or convert in propagate(), where an assignment wraps to its target",
  ],
  [
    "E-CONNECT-SHAPE",
    { field: "", problem: "only one side has ready" },
    "these can't be connected: only one side has ready",
    "connect a signal with a signal, or two bundles with the same fields",
  ],
  [
    "E-CONNECT-SHAPE",
    { field: "in", problem: "only one side has ready" },
    "these can't be connected (field in): only one side has ready",
    "connect a signal with a signal, or two bundles with the same fields",
  ],
  [
    "E-NOT-RUNNING",
    { action: "read", signal: "top.a" },
    "top.a was read before the design is simulated: it has no value yet",
    "read and write values in propagate(), update() and testbenches; in a constructor, use connect",
  ],
  [
    "E-REG-VALUE",
    { signal: "top.r" },
    "value of the register top.r was assigned",
    "assign `next` in update(); the register takes it at the clock edge",
  ],
  [
    "E-NEXT-READ",
    { signal: "top.r" },
    "next of top.r was read, and next is write-only",
    "keep the value in a local variable and use that",
  ],
];
