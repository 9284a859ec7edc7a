import { describe, expect, test } from "vitest";
import {
  and,
  bf16,
  bigSint,
  bigUint,
  bit,
  bits,
  bitsOf,
  concat,
  fixed,
  float,
  fma,
  fp16,
  fp32,
  fromBits,
  intrinsicName,
  or,
  saturate,
  shl,
  shr,
  sint,
  sum,
  toFloat,
  uint,
  wrap,
  xor,
} from "./index.ts";

describe("operators on integers of any width (SEMANTICS 2)", () => {
  test("bits of a number and of a bigint, also of a negative one", () => {
    expect([bits(0b1101, 2, 1), bits(-1, 52, 0), bits(-2, 3, 0), bits(2 ** 40 + 5, 40, 38)]).toEqual([
      ...[2, 2 ** 53 - 1, 14, 4],
    ]);
    expect([bits(0b1101n, 2, 1), bits(-2n, 3, 0), bits(1n << 100n, 100, 99)]).toEqual([2n, 14n, 2n]);
    expect([bit(5, 0), bit(5, 1), bit(-1, 40), bit(-2, 0), bit(5n, 2), bit(5n, 1), bit(-1n, 80)]).toEqual([
      ...[1, 0, 1, 0, 1, 0, 1],
    ]);
  });

  test("and, or, xor in two's complement, on both words of a number", () => {
    const [a, b] = [2 ** 40 + 0xf0f0f0f0, 2 ** 40 + 2 ** 33 + 0xff00ff00];
    for (const [x, y] of [
      [a, b],
      [-a, b],
      [-1, -(2 ** 52)],
      [2 ** 52 + 1, -(2 ** 33) - 1],
    ] as const) {
      expect(and(x, y)).toBe(Number(BigInt(x) & BigInt(y)));
      expect(or(x, y)).toBe(Number(BigInt(x) | BigInt(y)));
      expect(xor(x, y)).toBe(Number(BigInt(x) ^ BigInt(y)));
    }
    expect([and(6n, 3n), or(6n, 3n), xor(6n, 3n)]).toEqual([2n, 7n, 5n]);
  });

  test("shifts are exact; the right one rounds down", () => {
    expect([shl(3, 40), shl(-3, 2), shr(-5, 1), shr(5, 1), shr(2 ** 40, 39)]).toEqual([
      ...[3 * 2 ** 40, -12, -3, 2, 2],
    ]);
    expect([shl(3n, 100), shr(-5n, 1), shr(5n, 1)]).toEqual([3n << 100n, -3n, 2n]);
  });

  test("concat joins, the first part the most significant", () => {
    expect(concat([1, 1], [0b01, 2], [-1, 3])).toBe(0b101111);
    expect(concat([1n, 1], [-1n, 70])).toBe((1n << 71n) - 1n);
    expect(concat([0xff, 4], [0, 1])).toBe(0b11110);
    expect(concat([1, 52], [1, 1])).toBe(3);
    expect(() => concat([1, 53], [1, 1])).toThrow(
      "concat(54) is impossible: the number must be whole and from 1 to 53",
    );
  });

  test("saturate gives the nearest value of a type; NaN gives 0", () => {
    expect([-1, 0, 15, 16, 7].map((value) => saturate(value, uint(4)))).toEqual([0, 0, 15, 15, 7]);
    expect([-9, -8, 7, 8].map((value) => saturate(value, sint(4)))).toEqual([-8, -8, 7, 7]);
    expect([-1n, 16n, 5n].map((value) => saturate(value, bigUint(4)))).toEqual([0n, 15n, 5n]);
    expect([-9n, -8n, 7n, 8n].map((value) => saturate(value, bigSint(4)))).toEqual([-8n, -8n, 7n, 7n]);
    expect([-3, 1.75, 1.5].map((value) => saturate(value, fixed(2, 2)))).toEqual([-2, 1.75, 1.5]);
    expect([Object.is(saturate(NaN, fixed(2, 2)), 0), Object.is(saturate(-0, sint(4)), 0)]).toEqual([
      ...[true, true],
    ]);
    expect([saturate(Infinity, fixed(2, 2)), saturate(-Infinity, fixed(2, 2))]).toEqual([1.75, -2]);
  });

  test("wrap is the value itself: the assignment wraps", () => {
    expect([wrap(300), wrap(-1n)]).toEqual([300, -1n]);
  });

  test("the kit's functions are known by name, others are not", () => {
    expect([wrap, bits, concat, fma, fp16, bit, uint].map(intrinsicName)).toEqual([
      ...["wrap", "bits", "concat", "fma", "float", "bit", "type"],
    ]);
    expect([Math.max, () => 1, 1, undefined, {}].map(intrinsicName)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});

describe("bit patterns of reals (SEMANTICS 2)", () => {
  test.each([
    [fp32, 1, 0x3f800000],
    [fp32, -2.5, 0xc0200000],
    [fp32, 0, 0],
    [fp32, -0, 0x80000000],
    [fp32, 2 ** -149, 1],
    [fp32, 2 ** -126, 0x800000],
    [fp32, Infinity, 0x7f800000],
    [fp32, -Infinity, 0xff800000],
    [fp32, NaN, 0x7fc00000],
    [fp32, (2 - 2 ** -23) * 2 ** 127, 0x7f7fffff],
    [fp16, 65504, 0x7bff],
    [fp16, 2 ** -24, 1],
    [bf16, 3, 0x4040],
    [float(3, 2), 0.25, 0x04],
    [fixed(4, 4), -0.0625, 0xff],
    [fixed(4, 4), 7.9375, 0x7f],
    [fixed(4, 4), -8, 0x80],
  ] as const)("case %#, and back", (type, value, pattern) => {
    expect(bitsOf(value, type)).toBe(pattern);
    expect(fromBits(pattern, type)).toBe(value);
    expect(fromBits(BigInt(pattern) + (1n << BigInt(type.width)), type)).toBe(value);
  });

  test("every pattern of a NaN gives NaN; a value is fitted first", () => {
    expect([0x7f800001, 0xffffffff, 0xffc00000].map((pattern) => fromBits(pattern, fp32))).toEqual([
      ...[NaN, NaN, NaN],
    ]);
    expect(bitsOf(1 + 2 ** -30, fp32)).toBe(0x3f800000);
    expect(bitsOf(1e6, fp16)).toBe(0x7c00);
  });
});

describe("float operators (SEMANTICS 2)", () => {
  test("toFloat makes an integer a real, rounded once", () => {
    expect([toFloat(3), toFloat(3n), toFloat(2 ** 24 + 1, fp32), toFloat(2049, fp16)]).toEqual([
      ...[3, 3, 2 ** 24, 2048],
    ]);
    // 2^80 + 2^56 + 1 lies above the middle of two numbers of 24 bits; a double would make a tie of it, and round to even.
    expect(toFloat((1n << 80n) + (1n << 56n) + 1n, fp32)).toBe(2 ** 80 + 2 ** 57);
    expect(toFloat(-((1n << 80n) + (1n << 56n) + 1n), fp32)).toBe(-(2 ** 80 + 2 ** 57));
    expect(toFloat((1n << 80n) + (1n << 56n), fp32)).toBe(2 ** 80);
    expect([toFloat(-0, fp32), toFloat(0n, fp32)].every((zero) => Object.is(zero, 0))).toBe(true);
    expect([Object.is(toFloat(-0), 0), toFloat(1n << 200n, fp32)]).toEqual([true, Infinity]);
  });

  test("fma rounds once", () => {
    expect(fma(3, 4, 5, fp32)).toBe(17);
    // The product is exact; with two roundings the small addend would be lost.
    const a = 1 + 2 ** -12;
    expect(fma(a, a, -(1 + 2 ** -11), fp32)).toBe(2 ** -24);
    const one = 1 + 2 ** -23;
    expect(fma(one, 1 + 2 ** -24, 2 ** -60, fp32)).toBe(Math.fround(one + 2 ** -23));
    expect(fma(1, 1 + 2 ** -24, 2 ** -100, fp32)).toBe(1 + 2 ** -23);
    expect(fma(1, 1 + 2 ** -24, -(2 ** -100), fp32)).toBe(1);
    // Operands that are no binary32 numbers go through whole numbers.
    expect(fma(0.1, 10, -1, fp32)).toBe(2 ** -54);
    expect(fma(2 ** 200 + 2 ** 150, 2 ** -200, -1, fp32)).toBe(2 ** -50);
    expect(fma(-(2 ** -1074), 0.5, 0, fp32)).toBe(-0);
  });

  test("fma of what is no number is JavaScript's", () => {
    expect(fma(Infinity, 0, 1, fp32)).toBeNaN();
    expect(fma(Infinity, 2, 1, fp32)).toBe(Infinity);
    expect(fma(NaN, 2, 1, fp32)).toBeNaN();
    expect(fma(1, 2, -Infinity, fp32)).toBe(-Infinity);
    expect(fma(0.1, Infinity, 1, fp32)).toBe(Infinity);
    expect(fma(0.1, 1, NaN, fp32)).toBeNaN();
    expect([fma(1, -0, -0, fp32), fma(1, -1, 1, fp32)]).toEqual([-0, 0]);
  });

  test("sum adds from left to right, and rounds each time", () => {
    expect(sum([1, 2, 3], fp32)).toBe(6);
    expect(sum([2 ** 24, 1, 1], fp32)).toBe(2 ** 24);
    expect(sum([1, 1, 2 ** 24], fp32)).toBe(2 ** 24 + 2);
    expect(sum([0.1], fp16)).toBe(fp16(0.1));
    expect(sum([], fp32)).toBe(0);
  });
});
