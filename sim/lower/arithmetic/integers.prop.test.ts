import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression } from "../ir.ts";
import { integerType } from "../value-type.ts";
import {
  extremum,
  imul,
  int32Arithmetic,
  integerArithmetic,
  integerDivision,
  integerUnary,
  rangeOf,
  slice,
  wideBitwise,
  wideShift,
} from "./integers.ts";
import type { Reporter } from "./reporter.ts";

// SEMANTICS section 2: by range analysis no intermediate leaves its bounds. Here each operator's range is held against what
// JavaScript computes from values of its operands' ranges.

type Make = (left: Expression, right: Expression, at: Reporter) => Expression;
interface Operator {
  readonly name: string;
  readonly make: Make;
  readonly value: (x: number, y: number) => number;
  /** The range is the least one that holds all results. */
  readonly isTight?: boolean;
}

const wide = (compute: (x: bigint, y: bigint) => bigint) => (x: number, y: number) =>
  Number(compute(BigInt(x), BigInt(y)));

const operators: readonly Operator[] = [
  ...(["+", "-", "*", "%"] as const).map((name): Operator => {
    const values = {
      "+": (x: number, y: number) => x + y,
      "-": (x: number, y: number) => x - y,
      "*": (x: number, y: number) => x * y,
      "%": (x: number, y: number) => x % y,
    };
    return {
      name,
      make: (...of) => integerArithmetic(name, ...of),
      value: values[name],
      isTight: name !== "%",
    };
  }),
  ...(["trunc", "floor", "round"] as const).map((name): Operator => {
    const value = (x: number, y: number) => Math[name](x / y);
    return { name, make: (...of) => integerDivision(name, ...of), value, isTight: true };
  }),
  { name: "&", make: (...of) => int32Arithmetic("&", ...of), value: (x, y) => x & y },
  { name: "|", make: (...of) => int32Arithmetic("|", ...of), value: (x, y) => x | y },
  { name: "^", make: (...of) => int32Arithmetic("^", ...of), value: (x, y) => x ^ y },
  { name: "<<", make: (...of) => int32Arithmetic("<<", ...of), value: (x, y) => x << y, isTight: true },
  { name: ">>", make: (...of) => int32Arithmetic(">>", ...of), value: (x, y) => x >> y, isTight: true },
  { name: ">>>", make: (...of) => int32Arithmetic(">>>", ...of), value: (x, y) => x >>> y, isTight: true },
  { name: "and", make: (...of) => wideBitwise("and", ...of), value: wide((x, y) => x & y) },
  { name: "or", make: (...of) => wideBitwise("or", ...of), value: wide((x, y) => x | y) },
  { name: "xor", make: (...of) => wideBitwise("xor", ...of), value: wide((x, y) => x ^ y) },
  { name: "shl", make: (...of) => wideShift("shl", ...of), value: (x, y) => x * 2 ** y, isTight: true },
  {
    name: "shr",
    make: (...of) => wideShift("shr", ...of),
    value: (x, y) => Math.floor(x / 2 ** y),
    isTight: true,
  },
  { name: "imul", make: imul, value: Math.imul },
  { name: "min", make: (x, y) => extremum("min", x, y), value: Math.min, isTight: true },
  { name: "max", make: (x, y) => extremum("max", x, y), value: Math.max, isTight: true },
  { name: "neg", make: (x, _, at) => integerUnary("neg", x, at), value: (x) => -x, isTight: true },
  { name: "abs", make: (x, _, at) => integerUnary("abs", x, at), value: Math.abs, isTight: true },
  { name: "~", make: (x, _, at) => integerUnary("not", x, at), value: (x) => ~x },
  { name: "clz32", make: (x, _, at) => integerUnary("clz32", x, at), value: Math.clz32 },
  ...(
    [
      [3, 0],
      [4, 2],
      [52, 31],
      [0, 0],
    ] as const
  ).map(([high, low]): Operator => ({
    name: `bits ${high}…${low}`,
    make: (x) => slice(x, high, low),
    value: (x) => Number(BigInt.asUintN(high - low + 1, BigInt(x) >> BigInt(low))),
  })),
];

const operand = (low: number, high: number): Expression => ({
  op: "local",
  local: 0,
  type: integerType(low, high),
});

/** The expression, or the codes of what was reported. */
function judged(make: Make, left: Expression, right: Expression): Expression | readonly string[] {
  const codes: string[] = [];
  const note = (code: string): void => void codes.push(code);
  const made = make(left, right, { report: note, refuse: note as never });
  return codes.length > 0 ? codes : made;
}

const isExpression = (made: Expression | readonly string[]): made is Expression => !Array.isArray(made);
const whole = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, i) => low + i);

const edges = [0, 1, 7, 8, 255, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 52, 2 ** 53 - 1];
const bound = fc.oneof(
  fc.integer({ min: -40, max: 40 }),
  fc.constantFrom(...edges.flatMap((edge) => [edge, -edge])),
  fc.maxSafeInteger(),
);
const range = fc.tuple(bound, bound).map(([x, y]) => ({ low: Math.min(x, y) + 0, high: Math.max(x, y) + 0 }));
const within = ({ low, high }: { low: number; high: number }) =>
  fc.oneof(fc.constantFrom(low, high), fc.bigInt({ min: BigInt(low), max: BigInt(high) }).map(Number));
const sample = fc
  .tuple(range, fc.oneof(range, fc.constantFrom({ low: 0, high: 31 }, { low: 1, high: 9 })))
  .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), within(a), within(b)));

describe.each(operators)("the range of $name", ({ make, value, isTight }) => {
  test("holds every value, wherever nothing is reported", () => {
    fc.assert(
      fc.property(sample, ([a, b, x, y]) => {
        const made = judged(make, operand(a.low, a.high), operand(b.low, b.high));
        if (!isExpression(made)) return;
        const { low, high } = rangeOf(made);
        const result = value(x, y);
        expect(result).toBeGreaterThanOrEqual(low);
        expect(result).toBeLessThanOrEqual(high);
        expect(Number.isSafeInteger(result)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test.runIf(isTight)("is no wider than the values are", () => {
    const small = fc
      .tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9))
      .map(([low, more]) => ({ low, high: low + more }));
    fc.assert(
      fc.property(small, small, (a, b) => {
        const made = judged(make, operand(a.low, a.high), operand(b.low, b.high));
        if (!isExpression(made)) return;
        const results = whole(a.low, a.high).flatMap((x) => whole(b.low, b.high).map((y) => value(x, y)));
        const { low, high } = rangeOf(made);
        expect([low + 0, high + 0]).toEqual([Math.min(...results) + 0, Math.max(...results) + 0]);
      }),
      { numRuns: 100 },
    );
  });
});

const int32 = [-(2 ** 31), 2 ** 31 - 1] as const;
const bits32 = [-(2 ** 31), 2 ** 32 - 1] as const;
const uint32 = [0, 2 ** 32 - 1] as const;
const any = [0, 1] as const;
const make = (name: string): Make => operators.find((operator) => operator.name === name)!.make;

// The widest operands of each operator that are taken; one more on any side is not.
test.each([
  ["&", bits32, bits32],
  ["|", bits32, bits32],
  ["^", bits32, bits32],
  ["imul", bits32, bits32],
  [">>", int32, [0, 31]],
  [">>>", uint32, [0, 31]],
  ["<<", [-(2 ** 30), 2 ** 30 - 1], [0, 1]],
  ["<<", [0, 0], [0, 31]],
  ["shr", [-(2 ** 53) + 1, 2 ** 53 - 1], [0, 53]],
  ["+", [-(2 ** 52), 2 ** 52], [1 - 2 ** 52, 2 ** 52 - 1]],
  ["round", [-(2 ** 52), 2 ** 52], [1, 9]],
] as const)("%s takes its widest operands, and nothing wider: %j, %j", (name, a, b) => {
  const codesOf = (left: readonly [number, number], right: readonly [number, number]) => {
    const made = judged(make(name), operand(...left), operand(...right));
    return isExpression(made) ? [] : made;
  };
  expect(codesOf(a, b)).toEqual([]);
  const code = name === "+" || name === "round" ? "E-RANGE" : "E-RANGE-32";
  const isZero = a[0] === 0 && a[1] === 0;
  if (name !== "shr" && !isZero) {
    expect(codesOf([a[0] - 1, a[1]], b)).toContain(code);
    expect(codesOf([a[0], a[1] + 1], b)).toContain(code);
  }
  if (name === "round") return;
  expect(codesOf(a, [b[0] - 1, b[1]])).toContain(code);
  expect(codesOf(a, [b[0], b[1] + 1])).toContain(code);
});

test.each([
  ["~", bits32],
  ["clz32", bits32],
] as const)("%s takes 32 bits, and nothing wider", (name, [low, high]) => {
  expect(judged(make(name), operand(low, high), operand(...any))).toHaveProperty("op");
  expect(judged(make(name), operand(low - 1, high), operand(...any))).toEqual(["E-RANGE-32"]);
  expect(judged(make(name), operand(low, high + 1), operand(...any))).toEqual(["E-RANGE-32"]);
});

test.each(["%", "trunc", "floor", "round"])("%s wants a divisor that is never 0", (name) => {
  for (const [low, high] of [
    [0, 3],
    [-3, 0],
    [-1, 1],
    [0, 0],
  ] as const)
    expect(judged(make(name), operand(-9, 9), operand(low, high))).toEqual(["E-DIVISOR"]);
  for (const [low, high] of [
    [1, 3],
    [-3, -1],
  ] as const)
    expect(judged(make(name), operand(-9, 9), operand(low, high))).toHaveProperty("op");
});

test("and and xor may set the sign bit of 54 bits, which is refused; or can't", () => {
  const [left, right] = [operand(-(2 ** 53) + 1, 1), operand(-(2 ** 53) + 1, 1)];
  expect(judged(make("and"), left, right)).toEqual(["E-RANGE"]);
  expect(judged(make("xor"), left, right)).toEqual(["E-RANGE"]);
  expect(judged(make("or"), left, right)).toHaveProperty("op");
  const [near, wide] = [operand(-5, 2 ** 53 - 1), operand(-8, 2 ** 53 - 1)];
  expect(judged(make("and"), near, wide)).toHaveProperty("type.low", -8);
});
