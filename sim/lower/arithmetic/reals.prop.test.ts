import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { combine, exactly, roundToFormat } from "../../conformance/evaluator/fraction.ts";
import { multiplyAdd } from "../../conformance/evaluator/reals.ts";
import { bf16, type FloatType, fp16, fp24, fp32 } from "../../describe/index.ts";
import type { Expression } from "../ir.ts";
import { floatType, type FloatValueType } from "../value-type.ts";
import { floatArithmetic, realsIn } from "./floats.ts";
import { holdsReals, realsOfConstant, roundsOnce } from "./reals.ts";
import { formats, names, operators, same, valueOf } from "./float-values.test-kit.ts";

// SEMANTICS section 2: what is exempt from rounding, or rounded from a double, is what a circuit gives. The reference computes with fractions.

const refusing = { report: () => undefined, refuse: () => undefined as never };
const operand = (format: FloatType): Expression => ({ op: "local", local: 0, type: floatType(format) });

describe("what the lowering takes for right is right", () => {
  const one = fc.constantFrom(...formats);
  const three = fc.tuple(one, one, one);

  test("one operator on operands of two formats, rounded to a third", () => {
    let taken = 0;
    const sample = three.chain(([a, b, to]) =>
      fc.tuple(fc.constant([a, b, to] as const), valueOf(a), valueOf(b), fc.constantFrom(...names)),
    );
    fc.assert(
      fc.property(sample, ([[a, b, to], x, y, name]) => {
        const reals = realsIn(floatArithmetic(name, operand(a), operand(b), refusing));
        if (!roundsOnce(to, reals)) return;
        taken += 1;
        same(to(operators[name](x, y)), roundToFormat(to, combine(name, x, y)), () => `${x} ${name} ${y}`);
      }),
      { numRuns: 8000 },
    );
    expect(taken).toBeGreaterThan(4000);
  });

  test("a product that is exact, in one addition", () => {
    let taken = 0;
    const sample = three.chain(([a, b, to]) =>
      fc.tuple(fc.constant([a, b, to] as const), valueOf(a), valueOf(a), valueOf(b)),
    );
    fc.assert(
      fc.property(sample, ([[a, b, to], x, y, z]) => {
        const codes: string[] = [];
        const at = { ...refusing, report: (code: string) => void codes.push(code) };
        const product = floatArithmetic("mul", operand(a), operand(a), at);
        const total = floatArithmetic("add", product, operand(b), at);
        if (codes.length > 0 || !roundsOnce(to, realsIn(total))) return;
        taken += 1;
        same(to(x * y + z), roundToFormat(to, multiplyAdd(x, y, z)), () => `${x} · ${y} + ${z}`);
      }),
      { numRuns: 8000 },
    );
    expect(taken).toBeGreaterThan(1000);
  });

  test("what is claimed of an exact result holds", () => {
    const sample = fc
      .tuple(fc.constantFrom(...formats), fc.constantFrom(...formats))
      .chain(([a, b]) =>
        fc.tuple(fc.constant([a, b] as const), valueOf(a), valueOf(b), fc.constantFrom(...names)),
      );
    fc.assert(
      fc.property(sample, ([[a, b], x, y, name]) => {
        const reals = realsIn(floatArithmetic(name, operand(a), operand(b), refusing));
        const exact = combine(name, x, y);
        if (!reals.exact) return;
        if (typeof exact !== "number") return expect.fail(`${x} ${name} ${y} is no double`);
        if (exact === 0 || !Number.isFinite(exact)) return;
        const one = realsOfConstant(exact);
        expect([one.bits <= reals.bits, one.low >= reals.low, one.high <= reals.high]).toEqual([
          true,
          true,
          true,
        ]);
      }),
      { numRuns: 3000 },
    );
  });

  test("SEMANTICS' own example, and its neighbours", () => {
    const exempt = (product: FloatType, other: FloatType, to: FloatType): boolean => {
      const codes: string[] = [];
      const at = { ...refusing, report: (code: string) => void codes.push(code) };
      const both = floatArithmetic("mul", operand(product), operand(product), at);
      const total = floatArithmetic("add", both, operand(other), at);
      return codes.length === 0 && roundsOnce(to, realsIn(total));
    };
    expect(exempt(bf16, fp32, fp32)).toBe(true);
    expect(exempt(fp16, fp32, fp32)).toBe(true);
    expect(exempt(fp32, fp32, fp32)).toBe(false);
    expect(exempt(fp24, fp32, fp32)).toBe(false);
    expect(exempt(bf16, fp32, bf16)).toBe(false);
  });

  test("the refused is wrong somewhere: a double that ties where the sum does not", () => {
    const [a, b] = [1 + 2 ** -8, 2 ** -100];
    expect(bf16(a + b)).not.toBe(roundToFormat(bf16, combine("add", a, b)));
    const type = floatArithmetic("add", operand(fp32), operand(fp32), refusing).type as FloatValueType;
    expect(roundsOnce(bf16, type.reals)).toBe(false);
    expect(roundsOnce(fp32, type.reals)).toBe(true);
  });

  test("constants are held by the formats that hold them", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), ...formats.map(valueOf)),
        fc.constantFrom(...formats),
        (value, format) => {
          const isHeld = Object.is(format(value), value);
          expect(holdsReals(format, realsOfConstant(value)) && !isHeld).toBe(false);
          if (!format.flush) expect(holdsReals(format, realsOfConstant(value))).toBe(isHeld);
          if (Number.isFinite(value)) expect(exactly(value).bottom).toBeGreaterThan(0n);
        },
      ),
    );
  });
});
