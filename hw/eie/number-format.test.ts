import { expect, test } from "vitest";
import { fixed16Format, fp32Format } from "./number-format.ts";

test("fixed point shifts the product, a half rounded up, and saturates each sum", () => {
  const { multiply, accumulate } = fixed16Format;
  const mac = (sum: number, weight: number, activation: number, shift: number) =>
    accumulate(sum, multiply(weight, activation), shift);
  expect(mac(0, 3, 1, 1)).toBe(2); // 1.5
  expect(mac(0, -3, 1, 1)).toBe(-1); // -1.5
  expect(mac(0, 5, 1, 2)).toBe(1); // 1.25
  expect(mac(7, 3, 5, 0)).toBe(22);
  expect(mac(32_000, 1000, 1, 0)).toBe(32_767);
  expect(mac(-32_000, -1000, 1, 0)).toBe(-32_768);
  expect(mac(0, -32_768, -32_768, 14)).toBe(32_767); // 2^30 / 2^14 = 65536
  expect(mac(1, -32_768, -32_768, 15)).toBe(32_767);
});

test("fp32 rounds the product, then the sum", () => {
  const { multiply, accumulate } = fp32Format;
  const a = Math.fround(1 + 2 ** -12);
  const product = multiply(a, a);
  expect(product).toBe(1 + 2 ** -11); // 2^-24 is half of the last place: to even
  expect(accumulate(2 ** -24, product, 0)).toBe(1 + 2 ** -11);
  expect(Math.fround(a * a + 2 ** -24)).toBe(1 + 2 ** -11 + 2 ** -23); // what one rounding would give
});

test("ReLU keeps what is not negative", () => {
  for (const { rectify } of [fp32Format, fixed16Format]) {
    expect([-3, 0, 4].map(rectify)).toEqual([0, 0, 4]);
  }
});
