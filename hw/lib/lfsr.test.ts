import { expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import { Lfsr } from "./lfsr.ts";

/** Multiplies polynomials over GF(2) modulo x³² + x³¹ + x³⁰ + x¹⁰ + 1, bit i the coefficient of xⁱ. */
function multiply(a: bigint, b: bigint): bigint {
  const modulus = (1n << 32n) | (1n << 31n) | (1n << 30n) | (1n << 10n) | 1n;
  let product = 0n;
  for (let i = 0n; i < 32n; i += 1n) if ((b >> i) & 1n) product ^= a << i;
  for (let i = 63n; i >= 32n; i -= 1n) if ((product >> i) & 1n) product ^= modulus << (i - 32n);
  return product;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let e = exponent; e > 0n; e >>= 1n) {
    if (e & 1n) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}

/** The register holds a polynomial with its lowest coefficient in the highest bit: a shift multiplies it by x. */
const polynomial = (value: number): bigint =>
  BigInt(`0b${[...value.toString(2).padStart(32, "0")].reverse().join("")}`);

test("a step multiplies by x, so its period is the order of x: 2³² − 1, not a divisor", () => {
  const sim = simulate(new Lfsr(0xdeadbeef));
  for (let i = 0; i < 200; i += 1) {
    const before = polynomial(sim.top.value.value);
    sim.step();
    expect(polynomial(sim.top.value.value)).toBe(multiply(before, 2n));
  }
  const order = 2n ** 32n - 1n;
  expect(power(2n, order)).toBe(1n);
  for (const prime of [3n, 5n, 17n, 257n, 65537n]) expect(power(2n, order / prime)).not.toBe(1n);
});

test("holds while it is not enabled, and refuses 0", () => {
  const sim = simulate(new Lfsr(5));
  sim.top.enable.value = 0;
  sim.step(3);
  expect(sim.top.value.value).toBe(5);
  expect(() => new Lfsr(0)).toThrow("E-PARAMETER");
});
