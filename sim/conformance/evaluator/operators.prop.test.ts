import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { and, bit, bits, fp32, or, shl, shr, xor } from "../../describe/index.ts";
import type { BinaryName, UnaryName } from "../../lower/ir.ts";
import { binary, unary } from "./operators.ts";
import { fit, type Value } from "./value.ts";
import { evaluate } from "./expression.ts";

const edges = [1, 8, 16, 31, 32, 33, 52, 53].flatMap((width) => [2 ** (width - 1), 2 ** width - 1]);
const safe = fc
  .oneof(
    fc.maxSafeInteger(),
    fc.integer({ min: -20, max: 20 }),
    fc.constantFrom(...edges, ...edges.map((n) => -n)),
  )
  .map((n) => Math.min(Math.max(n, -(2 ** 53 - 1)), 2 ** 53 - 1) + 0);
const nonZero = safe.filter((n) => n !== 0);
const word = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
  fc.constantFrom(-(2 ** 31), -1, 0, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1),
);
const big = fc.bigInt({ min: -(2n ** 130n), max: 2n ** 130n });
const real = fc.oneof(
  fc.float(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 2 ** -149, 0.5, -0.5, 2.5),
);

/** Integers of JavaScript become bigints inside; −0 is no integer. */
const inside = (value: number | bigint | boolean): Value =>
  typeof value === "number" ? BigInt(value + 0) : value;

function integers(
  name: BinaryName,
  left: fc.Arbitrary<number>,
  right: fc.Arbitrary<number>,
  meaning: (a: number, b: number) => number | boolean,
) {
  test(name, () => {
    fc.assert(
      fc.property(left, right, (a, b) => {
        const expected = meaning(a, b);
        // Elsewhere the range analysis refuses: JavaScript itself would not be exact.
        fc.pre(typeof expected === "boolean" || Number.isSafeInteger(expected));
        expect(binary(name, BigInt(a), BigInt(b))).toBe(inside(expected));
      }),
    );
  });
}

describe("binary operators on integers mean what JavaScript computes", () => {
  const few = fc.integer({ min: 0, max: 31 });
  integers("add", safe, safe, (a, b) => a + b);
  integers("sub", safe, safe, (a, b) => a - b);
  integers("mul", fc.integer(), fc.oneof(fc.integer({ min: -(2 ** 21), max: 2 ** 21 })), (a, b) => a * b);
  integers("rem", safe, nonZero, (a, b) => a % b);
  integers("divTrunc", safe, nonZero, (a, b) => Math.trunc(a / b));
  integers("divFloor", safe, nonZero, (a, b) => Math.floor(a / b));
  // From 2^52 on, a / b may be rounded up to a half.
  integers("divRound", fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), nonZero, (a, b) => Math.round(a / b));
  integers("and32", word, word, (a, b) => a & b);
  integers("or32", word, word, (a, b) => a | b);
  integers("xor32", word, word, (a, b) => a ^ b);
  integers("shl32", word, few, (a, b) => a << b);
  integers("shr32", word, few, (a, b) => a >> b);
  integers("ushr32", word, few, (a, b) => a >>> b);
  integers("imul", safe, safe, (a, b) => Math.imul(a, b));
  integers("and", safe, safe, (a, b) => and(a, b));
  integers("or", safe, safe, (a, b) => or(a, b));
  integers("xor", safe, safe, (a, b) => xor(a, b));
  integers("shl", safe, few, (a, b) => shl(a, b));
  integers("shr", safe, fc.integer({ min: 0, max: 60 }), (a, b) => shr(a, b));
  integers("min", safe, safe, (a, b) => Math.min(a, b));
  integers("max", safe, safe, (a, b) => Math.max(a, b));
  integers("eq", safe, safe, (a, b) => a === b);
  integers("ne", safe, safe, (a, b) => a !== b);
  integers("lt", safe, safe, (a, b) => a < b);
  integers("le", safe, safe, (a, b) => a <= b);
  integers("gt", safe, safe, (a, b) => a > b);
  integers("ge", safe, safe, (a, b) => a >= b);
});

describe("binary operators on bigints mean what JavaScript computes", () => {
  const meanings: readonly (readonly [BinaryName, (a: bigint, b: bigint) => bigint | boolean])[] = [
    ["add", (a, b) => a + b],
    ["sub", (a, b) => a - b],
    ["mul", (a, b) => a * b],
    ["rem", (a, b) => a % b],
    ["divTrunc", (a, b) => a / b],
    ["and", (a, b) => a & b],
    ["or", (a, b) => a | b],
    ["xor", (a, b) => a ^ b],
    ["lt", (a, b) => a < b],
    ["ge", (a, b) => a >= b],
  ];
  test.each(meanings)("%s", (name, meaning) => {
    fc.assert(
      fc.property(
        big,
        big.filter((b) => b !== 0n),
        (a, b) => {
          expect(binary(name, a, b)).toBe(meaning(a, b));
        },
      ),
    );
  });
  test("shl and shr", () => {
    fc.assert(
      fc.property(big, fc.bigInt({ min: 0n, max: 140n }), (a, count) => {
        expect(binary("shl", a, count)).toBe(a << count);
        expect(binary("shr", a, count)).toBe(a >> count);
      }),
    );
  });
});

describe("operators on floats and booleans mean what JavaScript computes", () => {
  test("float arithmetic and comparisons", () => {
    fc.assert(
      fc.property(real, real, (a, b) => {
        expect(
          ["add", "sub", "mul", "div"].map((name) => fit(fp32, binary(name as BinaryName, a, b))),
          "rounded once, which doubles do as well",
        ).toEqual([a + b, a - b, a * b, a / b].map(Math.fround));
        expect(
          ["min", "max", "lt", "le", "gt", "ge", "eq", "ne"].map((name) => binary(name as BinaryName, a, b)),
        ).toEqual([Math.min(a, b), Math.max(a, b), a < b, a <= b, a > b, a >= b, a === b, a !== b]);
      }),
    );
  });
  test("land and lor", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (a, b) => {
        expect([binary("land", a, b), binary("lor", a, b)]).toEqual([a && b, a || b]);
      }),
    );
  });
});

describe("unary operators mean what JavaScript computes", () => {
  const whole = (name: UnaryName, arg: fc.Arbitrary<number>, meaning: (a: number) => number | boolean) =>
    test(`${name} of integers`, () => {
      fc.assert(
        fc.property(arg, (a) => {
          expect(unary(name, "integer", BigInt(a))).toBe(inside(meaning(a)));
        }),
      );
    });
  whole("neg", safe, (a) => -a);
  whole("abs", safe, (a) => Math.abs(a));
  whole("not", word, (a) => ~a);
  whole("clz32", safe, (a) => Math.clz32(a));
  whole("toBoolean", safe, (a) => Boolean(a));

  test("on bigints", () => {
    fc.assert(
      fc.property(big, (a) => {
        expect(unary("not", "big", a)).toBe(~a);
        expect(unary("neg", "big", a)).toBe(-a);
        expect(unary("abs", "big", a)).toBe(a < 0n ? -a : a);
        expect(unary("toFloat", "big", a)).toBe(Number(a));
        expect(unary("toBoolean", "big", a)).toBe(Boolean(a));
      }),
    );
  });

  test("on floats and booleans", () => {
    fc.assert(
      fc.property(fc.double(), (a) => {
        const names = ["neg", "abs", "trunc", "floor", "round", "round32", "toBoolean"] as const;
        expect(names.map((name) => unary(name, "float", a))).toEqual([
          -a,
          Math.abs(a),
          Math.trunc(a),
          Math.floor(a),
          Math.round(a),
          Math.fround(a),
          Boolean(a),
        ]);
      }),
    );
    expect(["lnot", "toInteger"].map((name) => unary(name as UnaryName, "boolean", true))).toEqual([
      false,
      1n,
    ]);
    expect(["lnot", "toInteger"].map((name) => unary(name as UnaryName, "boolean", false))).toEqual([
      true,
      0n,
    ]);
  });
});

describe("bits and fit", () => {
  const scope = { signal: () => 0n, field: () => 0n, word: () => 0n, locals: [] };
  const bitsOf = (value: number | bigint, high: number, low: number) =>
    evaluate(
      {
        op: "bits",
        type: { kind: "big", low: 0n, high: 2n ** 200n },
        arg: {
          op: "const",
          type: { kind: "big", low: -(2n ** 200n), high: 2n ** 200n },
          value: BigInt(value),
        },
        high,
        low,
      },
      scope,
    );

  test("bits of numbers and bigints", () => {
    fc.assert(
      fc.property(safe, fc.integer({ min: 0, max: 52 }), fc.nat(52), (a, high, down) => {
        const low = Math.max(0, high - down);
        expect(bitsOf(a, high, low)).toBe(BigInt(bits(a, high, low)));
        expect(bitsOf(a, high, high)).toBe(BigInt(bit(a, high)));
      }),
    );
    fc.assert(
      fc.property(big, fc.integer({ min: 0, max: 150 }), fc.nat(150), (a, high, down) => {
        const low = Math.max(0, high - down);
        expect(bitsOf(a, high, low)).toBe(BigInt.asUintN(high - low + 1, a >> BigInt(low)));
      }),
    );
  });

  test("fit takes the low bits in two's complement", () => {
    const type = (kind: "uint" | "sint", width: number) => ({ kind, width }) as never;
    fc.assert(
      fc.property(safe, fc.integer({ min: 1, max: 53 }), (a, width) => {
        const low = ((BigInt(a) % 2n ** BigInt(width)) + 2n ** BigInt(width)) % 2n ** BigInt(width);
        expect(fit(type("uint", width), BigInt(a))).toBe(low);
        const signed = low >= 2n ** BigInt(width - 1) ? low - 2n ** BigInt(width) : low;
        expect(fit(type("sint", width), BigInt(a))).toBe(signed);
      }),
    );
    expect(fit(type("uint", 4), true)).toBe(1n);
  });
});
