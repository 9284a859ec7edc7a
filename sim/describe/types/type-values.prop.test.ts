import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { and, bit, bits, concat, or, saturate, shl, shr, xor } from "../index.ts";
import { bigSint, bigUint, sint, uint } from "./integers.ts";
import { fitValue, misfit } from "./type-values.ts";

// SEMANTICS section 2: assignment wraps to width and sign; from outside, what does not fit is an error.
const MAX = 2n ** 53n - 1n;
const safe = fc.bigInt({ min: -MAX, max: MAX }).map(Number);
const huge = fc.bigInt({ min: -(2n ** 140n), max: 2n ** 140n });

describe("numbers", () => {
  test.each([1, 8, 16, 31, 32, 33, 52, 53])("width %i", (width) => {
    fc.assert(
      fc.property(safe, (value) => {
        for (const type of [uint(width), sint(width)]) {
          const wrapped =
            type.kind === "uint" ? BigInt.asUintN(width, BigInt(value)) : BigInt.asIntN(width, BigInt(value));
          const fitted = fitValue(type, value);
          expect(Object.is(fitted, Number(wrapped))).toBe(true);
          expect(misfit(type, value) === undefined).toBe(BigInt(value) === wrapped);
        }
      }),
    );
  });
});

describe("bigints", () => {
  test.each([1, 53, 54, 64, 65, 128])("width %i", (width) => {
    fc.assert(
      fc.property(huge, (value) => {
        expect(fitValue(bigUint(width), value)).toBe(BigInt.asUintN(width, value));
        expect(fitValue(bigSint(width), value)).toBe(BigInt.asIntN(width, value));
        expect(misfit(bigSint(width), value) === undefined).toBe(BigInt.asIntN(width, value) === value);
      }),
    );
  });
});

describe("operators on numbers are those on bigints", () => {
  test("and, or, xor", () => {
    fc.assert(
      fc.property(safe, safe, (a, b) => {
        expect(BigInt(and(a, b))).toBe(BigInt(a) & BigInt(b));
        expect(BigInt(or(a, b))).toBe(BigInt(a) | BigInt(b));
        expect(BigInt(xor(a, b))).toBe(BigInt(a) ^ BigInt(b));
      }),
    );
  });

  test("bits, bit, shr, shl", () => {
    fc.assert(
      fc.property(safe, fc.nat(52), fc.nat(52), (value, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const whole = BigInt(value);
        expect(BigInt(bits(value, high, low))).toBe(BigInt.asUintN(high - low + 1, whole >> BigInt(low)));
        expect(bits(whole, high, low)).toBe(BigInt.asUintN(high - low + 1, whole >> BigInt(low)));
        expect(BigInt(bit(value, one))).toBe((whole >> BigInt(one)) & 1n);
        expect(BigInt(shr(value, one))).toBe(whole >> BigInt(one));
        const small = Number(BigInt.asIntN(53 - one > 1 ? 53 - one : 2, whole));
        expect(BigInt(shl(small, one))).toBe(BigInt(small) << BigInt(one));
      }),
    );
  });

  test("concat", () => {
    fc.assert(
      fc.property(
        safe,
        safe,
        fc.integer({ min: 1, max: 26 }),
        fc.integer({ min: 1, max: 27 }),
        (a, b, m, n) => {
          const joined = (BigInt.asUintN(m, BigInt(a)) << BigInt(n)) | BigInt.asUintN(n, BigInt(b));
          expect(BigInt(concat([a, m], [b, n]))).toBe(joined);
          expect(concat([BigInt(a), m], [BigInt(b), n])).toBe(joined);
        },
      ),
    );
  });

  test.each([1, 8, 31, 32, 53])("saturate to width %i", (width) => {
    fc.assert(
      fc.property(safe, (value) => {
        const [low, high] = [-(2 ** (width - 1)), 2 ** (width - 1) - 1];
        expect(saturate(value, sint(width))).toBe(value < low ? low : value > high ? high : value);
        expect(saturate(BigInt(value), bigSint(width))).toBe(BigInt(saturate(value, sint(width))));
        expect(misfit(uint(width), saturate(value, uint(width)))).toBeUndefined();
      }),
    );
  });
});

test("true does not fit one signed bit, whose values are 0 and −1", () => {
  expect(misfit(sint(1), true)).toBe("true is not in -1…0");
  expect(misfit(sint(2), true)).toBeUndefined();
  expect(misfit(uint(1), true)).toBeUndefined();
});
