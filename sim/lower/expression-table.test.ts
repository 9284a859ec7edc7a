import { describe, expect, test } from "vitest";
import { type Outcome, outcomesOf, shownOf } from "./expression-table.test-kit.ts";

const words = (text: string) => text.split(" ");

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

interface Family {
  readonly name: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly text: (row: string, column: string) => string;
}

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

const letters: Readonly<Record<string, string>> = {
  ...{
    "E-KIND": "K",
    "E-SUBSET": "S",
    "E-RANGE": "R",
    "E-RANGE-32": "B",
    "E-DIVISION": "D",
    "E-DIVISOR": "Z",
  },
  ...{
    "E-FLOAT-ROUND": "F",
    "E-CONST-COMPARE": "C",
    "E-INDEX": "I",
    "E-NAME": "N",
    "E-LOOP": "L",
    "E-HIERARCHY": "H",
  },
};

/** Which are refused, by a letter a code, and a sentence of each kind. */
function refusals({ rows, columns }: Family, outcomes: readonly Outcome[]): string {
  const lines = rows.map((row, i) => {
    const all = outcomes.slice(i * columns.length, (i + 1) * columns.length);
    const marks = all.map(({ refused }) => (refused ? (letters[refused.code] ?? ` ${refused.code} `) : "."));
    return `${marks.join("")}  ${row}`;
  });
  const told = new Map<string, string[]>();
  for (const { expression, refused } of outcomes) {
    if (!refused) continue;
    const said = told.get(refused.code + refused.remedy) ?? [`${refused.code}: ${refused.remedy}`];
    if (said.length < 2) said.push(`  ${expression}: ${refused.message}`);
    told.set(refused.code + refused.remedy, said);
  }
  return `\n${[columns.join("  "), ...lines, ...[...told.values()].flat()].join("\n")}\n`;
}

/** What is asked together is lowered together: each design asks V8 once for all that is loaded. */
function check(group: (family: Family) => boolean): void {
  const chosen = families.filter(group);
  const expressions = chosen.map(({ rows, columns, text }) =>
    rows.flatMap((row) => columns.map((column) => text(row, column))),
  );
  const all = new Map(outcomesOf([...new Set(expressions.flat())]).map((one) => [one.expression, one]));
  const shown = shownOf([...all.values()]);
  expect(shown.hardware.length).toBeGreaterThan(all.size / 9);
  expect(shown.hardware).toEqual(shown.script);
  for (const [i, family] of chosen.entries()) {
    const own = expressions[i]!.map((expression) => all.get(expression)!);
    expect(refusals(family, own)).toMatchSnapshot(family.name);
    expect(codes(own)).toMatchSnapshot(`${family.name}, code`);
  }
}

/** What was made of those that compute something. */
function codes(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((one) => {
    if (one.refused || !/\(/.test(one.code.join())) return [];
    return [`${one.expression}  →  ${one.code.join("; ")}`];
  });
  return `\n${lines.join("\n")}\n`;
}

describe("expressions are what JavaScript computes, or are refused in words (SEMANTICS 2 and 3)", () => {
  const isCall = ({ name }: Family) => /[a-z]{3}/.test(name) && !isOfParts({ name } as Family);
  const isOfParts = ({ name }: Family) => /member|choice|memory|arrays/.test(name);
  test("operators", () => check((family) => !isCall(family) && !isOfParts(family)));
  test("functions", () => check(isCall));
  test("members, words, choices and methods of arrays", () => check(isOfParts));
});
