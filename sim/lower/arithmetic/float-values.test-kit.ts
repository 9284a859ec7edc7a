import fc from "fast-check";
import { expect } from "vitest";
import { decoded } from "../../conformance/evaluator/reals.ts";
import { bf16, float, floatFacts, type FloatType, fp16, fp24, fp32, typeText } from "../../describe/index.ts";

const flush = float(8, 7, { subnormals: "flush" });
export const formats: readonly FloatType[] = [
  fp16,
  bf16,
  fp24,
  fp32,
  float(5, 2),
  float(4, 3),
  float(10, 23),
  flush,
];
export const named = formats.map((format) => [typeText(format), format] as const);

/** The values at which formats begin, end, and change their step, and their neighbours. */
export function specials(format: FloatType): readonly number[] {
  const { precision, least, step, top } = floatFacts(format);
  const ulp = 2 ** (1 - precision);
  const sizes = [
    0,
    2 ** step,
    2 ** (step + 1),
    2 ** least - 2 ** step,
    2 ** least,
    2 ** least + 2 ** step,
    1,
    1 + ulp,
    1 - ulp / 2,
    1.5,
    2 - ulp,
    2 ** (precision - 1) - 0.5,
    3,
    2 ** top - 2 ** (top - precision),
    2 ** (top - 1),
    Infinity,
  ];
  return [...sizes.flatMap((size) => [format(size), format(-size)]), NaN];
}

export const valueOf = (format: FloatType) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.bigInt({ min: 0n, max: 2n ** BigInt(format.width) - 1n }).map((n) => decoded(format, n)),
    },
    // Numbers near 1 meet, cancel and tie more often than those of all exponents.
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: -(2 ** 8), max: 2 ** 8 }), fc.integer({ min: -30, max: 8 }))
        .map(([n, power]) => format(n * 2 ** power)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...specials(format)) },
  );

export const operators = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
} as const;
export type Name = keyof typeof operators;
export const names = Object.keys(operators) as Name[];

export const same = (seen: number, expected: number, about: () => string): void => {
  if (!Object.is(seen, expected)) expect.fail(`${about()} is ${seen} and should be ${expected}`);
};
