import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combine, type Real, roundToFormat } from "../../conformance/evaluator/fraction.ts";
import { decoded, encoded, multiplyAdd } from "../../conformance/evaluator/reals.ts";
import { bitsOf, floatFacts, fma, fp16, fp32, fromBits, sum, toFloat } from "../../describe/index.ts";
import { formats, named, names, operators, same, specials, valueOf } from "./float-values.test-kit.ts";

// SEMANTICS section 2, floats: nearest even, subnormals, infinities, one NaN, −0; the result of one operator, rounded, is what a circuit
// gives. The reference computes with fractions of bigints, and knows no double but those that it is given.

describe.each(named)("%s", (_, format) => {
  test("rounds every double to the nearest, ties to even", () => {
    const near = fc
      .tuple(valueOf(format).filter(Number.isFinite), fc.constantFrom(0.25, 0.5, 0.75, 0.5000001, 0.4999999))
      .map(([value, part]) => {
        const { step, precision } = floatFacts(format);
        const size = Math.abs(value);
        return value + Math.max(2 ** step, size * 2 ** (1 - precision)) * part;
      });
    fc.assert(
      fc.property(fc.oneof(fc.double(), near), (value) =>
        same(format(value), roundToFormat(format, value), () => `${value}`),
      ),
      { numRuns: 3000 },
    );
  });

  test("holds what it has rounded, and rounds in order", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        same(format(format(a)), format(a), () => `${a} again`);
        expect(format(Math.min(a, b))).toBeLessThanOrEqual(format(Math.max(a, b)));
      }),
    );
  });

  test("all pairs of special values, + − × ÷, rounded once", () => {
    for (const a of specials(format))
      for (const b of specials(format))
        for (const name of names)
          same(
            format(operators[name](a, b)),
            roundToFormat(format, combine(name, a, b)),
            () => `${a} ${name} ${b}`,
          );
  });

  test("random pairs, + − × ÷, rounded once", () => {
    fc.assert(
      fc.property(valueOf(format), valueOf(format), fc.constantFrom(...names), (a, b, name) =>
        same(
          format(operators[name](a, b)),
          roundToFormat(format, combine(name, a, b)),
          () => `${a} ${name} ${b}`,
        ),
      ),
      { numRuns: 4000 },
    );
  });

  test("fma of all formats rounds once", () => {
    const any = fc.constantFrom(...formats).chain(valueOf);
    fc.assert(
      fc.property(any, any, any, (a, b, c) =>
        same(
          fma(a, b, c, format),
          roundToFormat(format, multiplyAdd(a, b, c)),
          () => `fma(${a}, ${b}, ${c})`,
        ),
      ),
      { numRuns: 3000 },
    );
    const few = specials(format).filter((_value, i) => i % 3 !== 1);
    for (const a of few)
      for (const b of few)
        for (const c of few)
          same(
            fma(a, b, c, format),
            roundToFormat(format, multiplyAdd(a, b, c)),
            () => `fma(${a}, ${b}, ${c})`,
          );
  });

  test("fma decides a tie by what the double has lost", () => {
    // a · b lies in the middle between two numbers, or on one; c is too small to be seen in the double.
    const { precision } = floatFacts(format);
    const middle = fc
      .tuple(
        fc.integer({ min: 2 ** (precision - 1), max: 2 ** precision - 1 }),
        fc.constantFrom(0, 1, -1),
        fc.boolean(),
      )
      .map(([whole, sign, minus]) => [(whole + 0.5) * (minus ? -1 : 1), sign] as const);
    fc.assert(
      fc.property(middle, ([value, sign]) => {
        const c = sign * 2 ** -300;
        same(
          fma(value, 1, c, format),
          roundToFormat(format, multiplyAdd(value, 1, c)),
          () => `${value} + ${c}`,
        );
      }),
    );
  });

  test("sum rounds each partial sum, from the left", () => {
    const any = fc.constantFrom(...formats).chain(valueOf);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), (terms) => {
        const [first = 0, ...others] = terms;
        const expected = others.reduce(
          (total, term) => roundToFormat(format, multiplyAdd(total, 1, term)),
          roundToFormat(format, first),
        );
        same(sum(terms, format), expected, () => `sum of ${terms.join(", ")}`);
      }),
    );
  });

  test("toFloat rounds an integer of any width once", () => {
    const whole = fc.oneof(
      fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
      fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
      fc
        .tuple(fc.bigInt({ min: 0n, max: 2n ** 25n }), fc.nat(100), fc.constantFrom(-1n, 0n, 1n))
        .map(([n, shift, more]) => (n << BigInt(shift)) + more),
    );
    fc.assert(
      fc.property(whole, (n) => {
        const exact: Real = n === 0n ? 0 : { top: n, bottom: 1n };
        same(toFloat(n, format), roundToFormat(format, exact), () => `${n}`);
        if (n >= -(2n ** 53n) && n <= 2n ** 53n)
          same(toFloat(Number(n), format), roundToFormat(format, exact), () => `${n}`);
      }),
      { numRuns: 1000 },
    );
  });

  test("bitsOf and fromBits are each other's inverse, by the layout of IEEE 754", () => {
    fc.assert(
      fc.property(
        valueOf(format),
        fc.bigInt({ min: 0n, max: 2n ** BigInt(format.width) - 1n }),
        (value, pattern) => {
          expect(BigInt(bitsOf(value, format))).toBe(encoded(format, format(value)));
          same(fromBits(bitsOf(value, format), format), format(value), () => `${value}`);
          same(fromBits(Number(pattern), format), decoded(format, pattern), () => `pattern ${pattern}`);
          same(fromBits(pattern, format), decoded(format, pattern), () => `pattern ${pattern}n`);
        },
      ),
    );
  });
});

test("fp32 and fp16 have the bits that JavaScript gives them", () => {
  const view = new DataView(new ArrayBuffer(4));
  fc.assert(
    fc.property(fc.float(), (value) => {
      view.setFloat32(0, value);
      expect(bitsOf(value, fp32)).toBe(Number.isNaN(value) ? 0x7fc00000 : view.getUint32(0));
    }),
  );
  expect([1, -2, 65504, 2 ** -24, NaN].map((value) => bitsOf(value, fp16))).toEqual([
    0x3c00, 0xc000, 0x7bff, 0x0001, 0x7e00,
  ]);
});

test("a type is a function of one argument: its index in map() is not a residue", () => {
  const values = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -11];
  expect(values.map(fp16)).toEqual([1, 1 + 2 ** -9, 1]);
});
