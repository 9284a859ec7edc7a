import { describe, test } from "vitest";
import { checkFamilies, type Family, words } from "./expression-families.test-kit.ts";

const integers = words("3 0 -2 this.u.value this.s.value this.g.value");
const reals = words("0.5 -0 this.f.value this.q.value");
const others = words('true 5n this.big.value this.e.value Other.Halt "text" undefined');
const values = [...integers, ...reals, ...others];
const things = [
  "null",
  "this.u",
  "this.m",
  "this.list",
  "(() => 1)",
  "[1, this.u.value]",
  "{ a: 1 }",
  "this.record",
];
const few = words(
  '3 -2 33 this.u.value this.s.value 0.5 -0 this.f.value this.q.value true 5n this.big.value "text"',
);
const numbers = words("abs trunc floor round ceil sign sqrt clz32 fround imul min max pow hypot random").map(
  (name) => `Math.${name}`,
);
const casts = words(
  "Number BigInt Boolean String parseInt isNaN Number.isInteger Number.isSafeInteger Object",
);
const roundings = words("fp32 fp16 fixed(4,4) toFloat -wrap");
const holders = [
  ...words("this.row this.list this.record this.record.text this.u this.m this this.u.value Phase undefined"),
  ...[
    "[this.u.value, 2n]",
    "[[1, 2], [3, this.u.value]]",
    "({ a: 1, b: this.s.value })",
    "Math",
    "(() => 1)",
  ],
];
const keys = words(
  '0 3 -1 16 0.5 -0 this.u.value this.g.value this.s.value this.f.value 5n true "a" "length" "x" "value"',
);
const types = words(
  "uint(3) sint(3) bit bigUint(70) bigSint(3) fp32 fp16 fixed(2,1) Phase vec(uint(3),2) 3 undefined",
);

const called = (row: string, column: string) => `${row}(${column})`;

const families: readonly Family[] = [
  {
    name: "operators before one operand",
    rows: [...values, ...things],
    columns: ["+", "-", "~", "!", "typeof ", "void ", "- -", "!!", "~-"],
    text: (x, operator) => `${operator}(${x})`,
  },
  ...words("+ - * / % ** & | ^ << >> >>> < <= > >= === !== == != && || ?? in instanceof").map((operator) => ({
    name: operator,
    rows: values,
    columns: values,
    // What `&&` gives of a number and a boolean has no one kind, nor one text.
    text: (x: string, y: string) =>
      operator === "&&" ? `!!((${x}) && (${y}))` : `(${x}) ${operator} (${y})`,
  })),
  {
    name: "functions of JavaScript",
    rows: [...numbers, ...casts],
    columns: [...values, ...things, ""],
    text: called,
  },
  {
    name: "roundings",
    rows: roundings,
    columns: [...values, ...things, "9007199254740993n", "1e300", "NaN", ""],
    text: called,
  },
  ...words("Math.min Math.max Math.imul Math.pow and or xor shl shr bit").map((name) => ({
    name,
    rows: few,
    columns: few,
    text: (x: string, y: string) => `${name}(${x}, ${y})`,
  })),
  ...words("bits fma concat sum").map((name) => ({
    name,
    rows: few,
    columns: few,
    text: (x: string, y: string) =>
      ({
        bits: `bits(this.u.value, ${x}, ${y}) + Number(bits(this.big.value, ${y}, ${x}))`,
        fma: `fma(${x}, ${y}, 1, fp32)`,
        concat: `concat([${x}, 2], [${y}, 5])`,
      })[name] ?? `sum([${x}, ${y}, 2], fp32)`,
  })),
  ...words("saturate bitsOf fromBits toFloat fma sum BigInt.asIntN BigInt.asUintN").map((name) => ({
    name: `${name} to a type`,
    rows: [...values, "300", "-300n"],
    columns: name.startsWith("BigInt") ? [...few, "0", "this.g.value"] : types,
    text: (x: string, type: string) =>
      ({
        fma: `fma(${x}, 2, 1, ${type})`,
        sum: `sum([${x}, 1], ${type})`,
        "BigInt.asIntN": `BigInt.asIntN(${type}, ${x})`,
        "BigInt.asUintN": `BigInt.asUintN(${type}, ${x})`,
      })[name] ?? `${name}(${x}, ${type})`,
  })),
  {
    name: "members",
    rows: holders,
    columns: keys.flatMap((key) => [key]),
    text: (holder, key) => `${holder}[${key}]`,
  },
  {
    name: "members of members",
    rows: words("this.row this.u this.record this.e"),
    columns: keys,
    text: (holder, key) => `${holder}[${key}].value`,
  },
  {
    name: "words of a memory",
    rows: ["this.m.read", "this.m.write", "this.m.peek"],
    columns: [...values, "", "16", "this.r.value"],
    text: called,
  },
  ...["this.g.value", "this.u.value > 3", "true", "undefined", "this.f.value"].map((test) => ({
    name: `a choice by ${test}`,
    rows: [...few, "this.e.value", "Phase.Run", "undefined"],
    columns: [...few, "this.e.value", "Phase.Run", "undefined", "this.u", "[1, 2]"],
    // As a truth, where it has no one kind.
    text: (x: string, y: string) => `((${test}) ? (${x}) : (${y})) === ((${test}) ? (${x}) : (${y}))`,
  })),
  {
    name: "methods of arrays",
    rows: [
      "[this.u.value, 2, 7]",
      "this.list",
      "this.row.map((r) => r.value)",
      "[]",
      "this.u",
      "[1, 2n]",
      "this.m",
    ],
    columns: [
      ...[
        "map((x, i) => x + i)[1]",
        "reduce((a, x, i) => a + x * i, 1)",
        "reduce((a, x) => a + x)",
        "entries()",
      ],
      ...[
        "some((x) => x > 8)",
        "every((x, i) => x > i)",
        "some((x) => x)",
        "map()",
        "map(3)",
        "map(Math.abs)[0]",
      ],
      ...["length", "slice(1)", "at(0)", "forEach((x) => x)", "includes(3)", "join()"],
    ],
    text: (holder, call) => (call === "entries()" ? `[...${holder}.entries()][1][0]` : `${holder}.${call}`),
  },
];

describe("expressions are what JavaScript computes, or are refused in words (SEMANTICS 2 and 3)", () => {
  const isCall = ({ name }: Family) => /[a-z]{3}/.test(name) && !isOfParts({ name } as Family);
  const isOfParts = ({ name }: Family) => /member|choice|memory|arrays/.test(name);
  test("operators", () => checkFamilies(families.filter((family) => !isCall(family) && !isOfParts(family))));
  test("functions", () => checkFamilies(families.filter(isCall)));
  test("members, words, choices and methods of arrays", () => checkFamilies(families.filter(isOfParts)));
});
