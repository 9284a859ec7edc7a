import { describe, expect, test } from "vitest";
import type { Expression } from "../ir.ts";
import { constant, fixedType, floatConstant, joinTypes, MAX_SAFE } from "../value-type.ts";
import { aligned, asFixed, isSafe, refined } from "./fixeds.ts";

// SEMANTICS section 2, fixed point: an integer or a constant joins a fixed-point number as what it is exactly, or not at all.

const condition: Expression = { op: "local", type: { kind: "boolean" }, name: "c" } as never;
const choice = (then: Expression, otherwise: Expression): Expression =>
  ({
    op: "cond",
    type: joinTypes(then.type, otherwise.type)!,
    if: condition,
    then,
    else: otherwise,
  }) as never;
const variable = (fraction: number, low: number, high: number): Expression =>
  ({ op: "local", type: fixedType(fraction, low, high), name: "v" }) as never;

describe("a constant is its multiple in the coarsest steps that hold it", () => {
  test.each([
    [0.5, 1, 1],
    [-0.75, 2, -3],
    [6, 0, 6],
    [0, 0, 0],
    [MAX_SAFE / 2 ** 20, 20, MAX_SAFE],
    [-MAX_SAFE, 0, -MAX_SAFE],
    [2 ** -1000, 1000, 1],
  ])("%d is in steps of 2^-%d the multiple %d", (number, fraction, value) => {
    expect(asFixed(floatConstant(number))).toEqual({
      op: "const",
      type: fixedType(fraction, value, value),
      value,
    });
  });

  test("−0 is the multiple 0", () => {
    expect(asFixed(floatConstant(-0))).toHaveProperty("value", 0);
  });

  test.each([MAX_SAFE + 1, -MAX_SAFE - 1, 2 ** 60, Infinity, -Infinity, NaN])("%d has none", (number) => {
    expect(asFixed(floatConstant(number))).toBeUndefined();
  });

  test("a bigint has none", () => {
    expect(asFixed(constant(3n))).toBeUndefined();
  });
});

describe("a choice between constants is in the finer of their steps", () => {
  test("of both sides", () => {
    const both = asFixed(choice(floatConstant(0.5), floatConstant(-3.25)));
    expect(both).toMatchObject({
      op: "cond",
      type: fixedType(2, -13, 2),
      then: { value: 2 },
      else: { value: -13 },
    });
  });

  test.each([
    [floatConstant(0.5), floatConstant(NaN)],
    [floatConstant(Infinity), floatConstant(0.5)],
    [floatConstant(MAX_SAFE), floatConstant(0.5)],
    [floatConstant(0.5), floatConstant(-MAX_SAFE)],
  ])("and is none where one side has no multiple in them", (then, otherwise) => {
    expect(asFixed(choice(then, otherwise))).toBeUndefined();
  });
});

describe("finer steps", () => {
  test("its own steps leave a number as it is", () => {
    const same = variable(3, -4, 5);
    expect(refined(same, 3)).toBe(same);
  });

  test("a constant stays a constant, anything else is rescaled", () => {
    const half = asFixed(floatConstant(0.5))!;
    expect(refined(half, 3)).toEqual({ op: "const", type: fixedType(3, 4, 4), value: 4 });
    const value = variable(1, -4, 5);
    expect(refined(value, 3)).toEqual({
      op: "rescale",
      type: fixedType(3, -16, 20),
      arg: value,
      by: "floor",
    });
    expect(aligned(half, variable(0, 1, 2)).map(({ type }) => type)).toEqual([half.type, fixedType(1, 2, 4)]);
  });

  test.each([
    [-MAX_SAFE, MAX_SAFE, true],
    [-MAX_SAFE - 1, 0, false],
    [0, MAX_SAFE + 1, false],
  ])("multiples from %d to %d are held by a number: %s", (low, high, held) => {
    expect(isSafe(variable(0, low, high))).toBe(held);
  });
});
