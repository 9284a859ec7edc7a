import { expect, test } from "vitest";
import {
  bf16,
  bitsOf,
  float,
  type FloatType,
  fp16,
  fp24,
  fp32,
  fromBits,
} from "../../../../describe/index.ts";
import { roundedExactly } from "../../../../describe/types/exact-rounding.ts";
import { floatFacts } from "../../../../describe/types/float-facts.ts";
import { roundResidue } from "../../../../describe/types/float-rounding.ts";
import { createRandom } from "../../../../random/random.ts";
import { helpers } from "./helpers.test-kit.ts";
import { decodeFloat, encodeFloat, fusedMultiplyAdd, roundFloat, roundHalfUp } from "./round-float.ts";

// Rounding, fused multiply-add and bit patterns of formats against the language's own.

const formats: Readonly<Record<string, FloatType>> = {
  fp16: fp16 as FloatType,
  bf16: bf16 as FloatType,
  fp24: fp24 as FloatType,
  fp32: fp32 as FloatType,
  tiny: float(3, 2) as FloatType,
  flushed: float(4, 3, { subnormals: "flush" }) as FloatType,
};
const names = Object.keys(formats);

const { run } = helpers((module) => ({
  half: roundHalfUp(module),
  ...Object.fromEntries(
    names.flatMap((name) => [
      [`${name}.round`, roundFloat(module, formats[name]!, false)],
      [`${name}.residue`, roundFloat(module, formats[name]!, true)],
      [`${name}.fma`, fusedMultiplyAdd(module, formats[name]!)],
      [`${name}.encode`, encodeFloat(module, formats[name]!)],
      [`${name}.decode`, decodeFloat(module, formats[name]!)],
    ]),
  ),
}));
const random = createRandom("floats");

/** Numbers of a format, those in the middle of two of them, and neighbours of those: at its borders and anywhere. */
function around(format: FloatType): readonly number[] {
  const { least, step, top, precision } = floatFacts(format);
  const found = [0, Infinity, NaN, 2 ** top, 2 ** (top + 1), 2 ** -1074, 2 ** (step - 1), 2 ** (step - 2)];
  const one = 2 ** (precision - 1);
  const exponents = [least - 1, least, least + 1, 0, 1, top - 2, top - 1];
  for (const exponent of exponents)
    for (const whole of [one, one + 1, one + 2, 2 * one - 2, 2 * one - 1, one + random.integer(0, one - 1)])
      for (const by of [0, 0.25, 0.5, 0.75]) {
        const value = (whole + by) * 2 ** (exponent - precision + 1);
        found.push(value, value * (1 + 2 ** -52), value * (1 - 2 ** -53));
      }
  return found.flatMap((value) => [value, -value]);
}

test.each(names)("doubles are rounded to %s, to nearest, ties to even", (name) => {
  const format = formats[name]!;
  const wrong = around(format).filter((value) => !Object.is(run[`${name}.round`]!(value), format(value)));
  expect(wrong).toEqual([]);
});

test.each(names)("in the middle of two numbers of %s what a sum has lost decides", (name) => {
  const format = formats[name]!;
  const wrong: string[] = [];
  for (const value of around(format))
    for (const residue of [0, 2 ** -70, -(2 ** -70)].map((part) => (value === 0 ? part : value * part)))
      if (!Object.is(run[`${name}.residue`]!(value, residue), roundResidue(format, value, residue)))
        wrong.push(`${value} and ${residue}`);
  expect(wrong).toEqual([]);
});

/** A finite double as whole · 2^power. */
function exact(value: number): readonly [whole: bigint, power: number] {
  let power = 0;
  let whole = value;
  while (!Number.isInteger(whole)) [whole, power] = [whole * 2, power - 1];
  return [BigInt(whole), power];
}

test.each(names)("a · b + c is rounded to %s once", (name) => {
  const format = formats[name]!;
  const { width } = format;
  const draw = (): number => fromBits(random.bits(width), format);
  const wrong: string[] = [];
  for (let i = 0; i < 3000; i++) {
    const [a, b] = [draw(), draw()];
    // Sums that cancel, that end near the middle of two numbers, and any.
    const near = format(a * b * (1 + 2 ** -random.integer(1, 30)));
    const c = i % 3 === 0 ? -near : i % 3 === 1 ? near * 2 ** -random.integer(1, 14) : draw();
    const addend = format(c);
    const plain = a * b + addend;
    let expected = format(plain);
    if (Number.isFinite(a * b) && Number.isFinite(addend)) {
      const [[x, p], [y, q]] = [exact(a * b), exact(addend)];
      const power = Math.min(p, q);
      const sum = (x << BigInt(p - power)) + (y << BigInt(q - power));
      expected = roundedExactly(format, sum, power, plain);
    }
    const seen = run[`${name}.fma`]!(a, b, addend);
    if (!Object.is(seen, expected)) wrong.push(`${a} · ${b} + ${addend} is ${seen}, not ${expected}`);
  }
  expect(wrong).toEqual([]);
});

test.each(names)("numbers of %s and their bits", (name) => {
  const format = formats[name]!;
  const { width } = format;
  const wrong: string[] = [];
  const encode = run[`${name}.encode`] as unknown as (value: number) => bigint;
  const decode = run[`${name}.decode`] as unknown as (bits: bigint) => number;
  for (const value of around(format).map((one) => format(one)))
    if (BigInt.asUintN(width, encode(value)) !== BigInt(bitsOf(value, format))) wrong.push(`encode ${value}`);
  const all = width <= 10 ? Array.from({ length: 2 ** width }, (_, bits) => bits) : [];
  const some = Array.from({ length: 2000 }, () => random.bits(width));
  const ends = [0, 1, 2 ** (width - 1), 2 ** width - 1, 2 ** format.mantissa - 1, 2 ** format.mantissa];
  for (const bits of [...all, ...some, ...ends])
    if (!Object.is(decode(BigInt(bits)), fromBits(bits, format))) wrong.push(`decode ${bits}`);
  expect(wrong).toEqual([]);
});

test("Math.round: halves go up, and −0 stays", () => {
  const values = [0, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 2 ** 52 + 1, 2 ** 53, 0.49999999999999994, NaN, Infinity];
  for (const value of values.flatMap((one) => [one, -one]))
    expect([value, run["half"]!(value)]).toEqual([value, Math.round(value)]);
});
