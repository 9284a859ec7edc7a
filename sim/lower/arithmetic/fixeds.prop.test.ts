import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../conformance/evaluator/expression.ts";
import {
  bitsOf,
  fixed,
  type FixedType,
  fitValue,
  fromBits,
  misfit,
  saturate,
  typeText,
} from "../../describe/index.ts";
import type { Expression } from "../ir.ts";
import { fixedType, type FixedRange } from "../value-type.ts";
import {
  cutTo,
  fixedArithmetic,
  fixedComparison,
  fixedToInteger,
  fixedUnary,
  roundToFixed,
  saturateFixed,
} from "./fixeds.ts";

// SEMANTICS section 2, fixed point: the value is the real number. The reference is the multiple of 2^-fraction as a bigint; what a method
// computes with doubles, and what the IR computes, must both be it, within the bounds that were proven.

const types = [
  fixed(1, 0),
  fixed(1, 7),
  fixed(8, 0),
  fixed(8, 8),
  fixed(16, 16),
  fixed(3, 30),
  fixed(20, 33),
  fixed(53, 0),
  fixed(1, 52),
];

/** A value of a type as its multiple. */
const multiple = ({ width }: FixedType) => {
  const half = 2n ** BigInt(width - 1);
  return fc.oneof(
    fc.constantFrom(-half, half - 1n, 0n, half > 1n ? 1n : 0n, -1n, -half / 2n),
    fc.bigInt({ min: -half, max: half - 1n }),
  );
};
const real = (n: bigint, fraction: number): number => Number(n) / 2 ** fraction;
const rangeOf = ({ width, fraction }: FixedType) =>
  fixedType(fraction, -(2 ** (width - 1)), 2 ** (width - 1) - 1);

const silent = { report: () => undefined, refuse: () => undefined as never };

/** The value of an expression over two locals, as the IR says. */
function run(expr: Expression, ...locals: bigint[]): unknown {
  return evaluate(expr, { signal: () => 0n, field: () => 0n, word: () => 0n, locals });
}

function noted(make: (at: typeof silent) => Expression): {
  readonly expr: Expression;
  readonly codes: readonly string[];
} {
  const codes: string[] = [];
  const expr = make({ ...silent, report: ((code: string) => void codes.push(code)) as never });
  return { expr, codes };
}

const local = (type: FixedType, index: number): Expression => ({
  op: "local",
  local: index,
  type: rangeOf(type),
});
const two = fc
  .tuple(fc.constantFrom(...types), fc.constantFrom(...types))
  .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), multiple(a), multiple(b)));

const meanings = {
  add: [(x: number, y: number) => x + y, (x: bigint, y: bigint) => x + y],
  sub: [(x: number, y: number) => x - y, (x: bigint, y: bigint) => x - y],
  mul: [(x: number, y: number) => x * y, (x: bigint, y: bigint) => x * y],
  min: [(x: number, y: number) => Math.min(x, y), (x: bigint, y: bigint) => (x < y ? x : y)],
  max: [(x: number, y: number) => Math.max(x, y), (x: bigint, y: bigint) => (x > y ? x : y)],
} as const;

describe.each(Object.keys(meanings) as (keyof typeof meanings)[])("%s", (name) => {
  test("is exact in doubles and in the IR, wherever nothing is reported", () => {
    let taken = 0;
    fc.assert(
      fc.property(two, ([a, b, x, y]) => {
        const { expr, codes } = noted((at) => fixedArithmetic(name, local(a, 0), local(b, 1), at));
        if (codes.length > 0) return;
        taken += 1;
        const fraction = name === "mul" ? a.fraction + b.fraction : Math.max(a.fraction, b.fraction);
        const scaled = ([n, type]: readonly [bigint, FixedType]) =>
          name === "mul" ? n : n << BigInt(fraction - type.fraction);
        const exact = meanings[name][1](scaled([x, a]), scaled([y, b]));
        const type = expr.type as FixedRange;
        expect(type.fraction).toBe(fraction);
        expect(run(expr, x, y)).toBe(exact);
        const value = meanings[name][0](real(x, a.fraction), real(y, b.fraction));
        expect(BigInt(value * 2 ** fraction)).toBe(exact);
      }),
      { numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(300);
  });
});

test("the widest product that stays exact is taken, and one bit more is E-RANGE", () => {
  const product = (a: FixedType, b: FixedType) =>
    noted((at) => fixedArithmetic("mul", local(a, 0), local(b, 1), at)).codes;
  expect(product(fixed(10, 17), fixed(10, 16))).toEqual([]);
  expect(product(fixed(10, 17), fixed(10, 17))).toEqual([]);
  expect(product(fixed(10, 18), fixed(10, 17))).toEqual(["E-RANGE"]);
  expect(
    noted((at) => fixedArithmetic("add", local(fixed(53, 0), 0), local(fixed(52, 1), 1), at)).codes,
  ).toContain("E-RANGE");
});

test("comparisons are those of the real numbers", () => {
  const orders = [
    ["lt", (x: number, y: number) => x < y],
    ["le", (x: number, y: number) => x <= y],
    ["gt", (x: number, y: number) => x > y],
    ["ge", (x: number, y: number) => x >= y],
    ["eq", (x: number, y: number) => x === y],
    ["ne", (x: number, y: number) => x !== y],
  ] as const;
  fc.assert(
    fc.property(two, fc.constantFrom(...orders), ([a, b, x, y], [name, meaning]) => {
      const { expr, codes } = noted((at) => fixedComparison(name, local(a, 0), local(b, 1), at));
      if (codes.length > 0) return;
      expect(run(expr, x, y)).toBe(meaning(real(x, a.fraction), real(y, b.fraction)));
    }),
  );
});

test("negation and size", () => {
  fc.assert(
    fc.property(two, ([a, , x]) => {
      expect(run(fixedUnary("neg", local(a, 0)), x)).toBe(-x);
      expect(run(fixedUnary("abs", local(a, 0)), x)).toBe(x < 0n ? -x : x);
    }),
  );
});

describe.each(types.map((type) => [typeText(type), type] as const))("%s", (_, type) => {
  const { fraction, width } = type;
  const other = fc.constantFrom(...types).chain((a) => fc.tuple(fc.constant(a), multiple(a)));

  test("an assignment cuts towards −∞ and wraps; what it leaves fits", () => {
    fc.assert(
      fc.property(other, ([from, n]) => {
        const shift = BigInt(fraction - from.fraction);
        const cut = shift >= 0n ? n << shift : n >> -shift;
        const wrapped = real(BigInt.asIntN(width, cut), fraction);
        const given = real(n, from.fraction);
        expect(Object.is(fitValue(type, given), wrapped)).toBe(true);
        expect(misfit(type, given) === undefined).toBe(wrapped === given);
        const { expr, codes } = noted((at) => cutTo(type, local(from, 0), at));
        if (codes.length === 0) expect(run(expr, n)).toBe(cut);
        else expect(shift + BigInt(from.width)).toBeGreaterThan(53n);
      }),
    );
  });

  test("the type rounds to nearest, ties to even; saturate clamps", () => {
    fc.assert(
      fc.property(other, ([from, n]) => {
        const down = BigInt(Math.max(0, from.fraction - fraction));
        const one = 1n << down;
        const floor = n >> down;
        const rest = 2n * (n - floor * one);
        const near = rest > one || (rest === one && floor % 2n !== 0n) ? floor + 1n : floor;
        const exact = near << BigInt(Math.max(0, fraction - from.fraction));
        const given = real(n, from.fraction);
        expect(Object.is(type(given), real(exact, fraction))).toBe(true);
        const rounded = noted((at) => roundToFixed(type, local(from, 0), at));
        if (rounded.codes.length > 0) return;
        expect(run(rounded.expr, n)).toBe(exact);
        const [low, high] = [-(2n ** BigInt(width - 1)), 2n ** BigInt(width - 1) - 1n];
        const clamped = exact < low ? low : exact > high ? high : exact;
        expect(Object.is(saturate(type(given), type), real(clamped, fraction))).toBe(true);
        expect(run(saturateFixed(type, rounded.expr, silent), n)).toBe(clamped);
      }),
    );
  });

  test("whole parts are JavaScript's", () => {
    fc.assert(
      fc.property(multiple(type), (n) => {
        const value = real(n, fraction);
        expect(run(fixedToInteger(local(type, 0), "floor"), n)).toBe(BigInt(Math.floor(value)));
        expect(run(fixedToInteger(local(type, 0), "trunc"), n)).toBe(BigInt(Math.trunc(value)));
        expect(run(fixedToInteger(local(type, 0), "halfUp"), n)).toBe(BigInt(Math.round(value)));
      }),
    );
  });

  test("bits there and back", () => {
    fc.assert(
      fc.property(multiple(type), (n) => {
        const pattern = bitsOf(real(n, fraction), type);
        expect(BigInt(pattern)).toBe(BigInt.asUintN(width, n));
        expect(Object.is(fromBits(pattern, type), real(n, fraction))).toBe(true);
      }),
    );
  });

  test("from outside, nothing is rounded or wrapped", () => {
    expect(misfit(type, NaN)).toContain("not a multiple");
    expect(misfit(type, 2 ** (type.int - 1))).toContain("is not in");
    expect(misfit(type, 0)).toBeUndefined();
    expect(misfit(type, 1n)).toBe("1n is not a number");
    if (fraction < 52) expect(misfit(type, 2 ** -(fraction + 1))).toContain("not a multiple");
  });
});

test.each([
  [0, 4],
  [1.5, 4],
  [4, -1],
  [40, 14],
])("fixed(%j, %j) is refused", (int, fraction) => {
  expect(() => fixed(int, fraction)).toThrow(/E-FIXED-FORMAT/);
});
