import { expect, test } from "vitest";
import { anyReals, productReals, quotientReals, realsOfConstant, sumReals } from "./reals.ts";

const exactly = (bits: number, low: number, high: number) => ({ exact: true, bits, low, high });

test.each([
  ["bits that a double just holds", exactly(26, 0, 26), exactly(27, 0, 27), true],
  ["one bit more", exactly(27, 0, 27), exactly(27, 0, 27), false],
  ["the least step of a double", exactly(3, -500, 2), exactly(3, -574, 2), true],
  ["half of it", exactly(3, -500, 2), exactly(3, -575, 2), false],
  ["the greatest doubles", exactly(3, 0, 512), exactly(3, 0, 512), true],
  ["what is beyond them", exactly(3, 0, 512), exactly(3, 0, 513), false],
])("a product is exact where a double is: %s", (_, a, b, isExact) => {
  expect(productReals(a, b).exact).toBe(isExact);
  expect(productReals(b, a)).toEqual(productReals(a, b));
  if (isExact) expect(productReals(a, b)).toEqual(exactly(a.bits + b.bits, a.low + b.low, a.high + b.high));
});

test.each([
  ["bits that a double just holds", exactly(10, 0, 10), exactly(24, 28, 52), true],
  ["one bit more", exactly(10, 0, 10), exactly(24, 29, 53), false],
  ["the least step of a double", exactly(10, -1074, -1064), exactly(3, -1070, -1067), true],
  ["half of it", exactly(10, -1075, -1065), exactly(3, -1070, -1067), false],
  ["the greatest doubles", exactly(10, 1000, 1010), exactly(3, 1020, 1023), true],
  ["what is beyond them", exactly(10, 1000, 1010), exactly(3, 1021, 1024), false],
])("a sum is exact where a double is: %s", (_, a, b, isExact) => {
  expect(sumReals(a, b).exact).toBe(isExact);
  expect(sumReals(b, a)).toEqual(sumReals(a, b));
});

test("0 adds nothing, on either side", () => {
  const zero = realsOfConstant(0);
  const one = exactly(24, -149, 128);
  expect(sumReals(zero, one)).toBe(one);
  expect(sumReals(one, zero)).toBe(one);
});

test("a quotient by a power of two moves the point alone, any other is no double", () => {
  expect(quotientReals(exactly(24, 0, 24), realsOfConstant(8))).toEqual(exactly(24, -3, 21));
  expect(quotientReals(exactly(24, 0, 24), realsOfConstant(3))).toBe(anyReals);
  expect(quotientReals(exactly(52, 0, 52), exactly(27, 0, 27))).toBe(anyReals);
  for (const [a, b] of [
    [53, 27],
    [52, 28],
  ] as const)
    expect(quotientReals(exactly(a, 0, a), exactly(b, 0, b))).not.toBe(anyReals);
});
