import { describe, expect, test } from "vitest";
import {
  bf16,
  bigSint,
  bigUint,
  bit,
  enumeration,
  fitValue,
  fixed,
  fixedRange,
  float,
  floatFacts,
  fp16,
  fp32,
  misfit,
  numberRange,
  outOfRange,
  sint,
  struct,
  uint,
  vec,
  wrapNumber,
  zeroValue,
} from "../index.ts";
import { unplaced } from "../../errors/unplaced.test-kit.ts";

describe("a type that is impossible is refused", () => {
  const any = (make: (...args: never[]) => unknown, ...args: readonly unknown[]) =>
    (make as (...all: readonly unknown[]) => unknown)(...args);
  test.each([
    [() => uint(0), "uint(0) is impossible: the number must be whole and from 1 to 53"],
    [() => uint(54), "uint(54) is impossible: the number must be whole and from 1 to 53"],
    [() => sint(1.5), "sint(1.5) is impossible"],
    [() => sint(54), "sint(54) is impossible: the number must be whole and from 1 to 53"],
    [() => bigUint(0), "bigUint(0) is impossible: the number must be whole and from 1 to 65536"],
    [() => bigSint(65537), "bigSint(65537) is impossible: the number must be whole and from 1 to 65536"],
    [() => vec(bit, 0), "vec(0) is impossible: the number must be whole and from 1 to 65536"],
    [() => vec(bit, 65537), "vec(65537) is impossible"],
    [() => vec(bit, 1.5), "vec(1.5) is impossible"],
    [() => vec(3 as never, uint(8) as never), "E-TYPE\n  vec(…) wants a hardware type, and got 3"],
    [() => struct({ a: bit, b: 8 as never }), "struct(…) wants a hardware type, and got 8 for its field b"],
    [() => struct({}), "E-STRUCT\n  this struct is impossible: it has no field"],
    [
      () => struct({ value: bit }),
      'this struct is impossible: "value" is a name that the signal itself uses',
    ],
    [() => struct({ elements: bit }), '"elements" is a name that the signal itself uses'],
    [() => struct({ "a b": bit }), 'this struct is impossible: "a b" is not an identifier'],
    [() => struct({ "1a": bit }), '"1a" is not an identifier'],
    [() => struct({ "a-": bit }), '"a-" is not an identifier'],
    [() => enumeration(), "E-ENUMERATION\n  enumeration() is impossible: it has no member"],
    [() => enumeration("A", "B", "A"), 'enumeration(A, B, A) is impossible: "A" stands twice'],
    [() => enumeration("A", "width"), '"width" is a name that the type itself uses'],
    [() => enumeration("~read"), '"~read" is a name that the type itself uses'],
    [() => enumeration("A B"), '"A B" is not an identifier'],
    [() => enumeration("1A"), '"1A" is not an identifier'],
    [() => float(1, 3), "float(1, 3) is impossible"],
    [() => float(11, 3), "float(11, 3) is impossible"],
    [() => float(5, 0), "float(5, 0) is impossible"],
    [() => float(5, 24), "float(5, 24) is impossible"],
    [() => float(2.5, 3), "float(2.5, 3) is impossible"],
    [() => float(5, 1.5), "float(5, 1.5) is impossible"],
    [() => fixed(0, 4), "fixed(0, 4) is impossible"],
    [() => fixed(4, -1), "fixed(4, -1) is impossible"],
    [() => fixed(27, 27), "fixed(27, 27) is impossible"],
    [() => fixed(1.5, 2), "fixed(1.5, 2) is impossible"],
    [() => fixed(2, 1.5), "fixed(2, 1.5) is impossible"],
    [() => any(uint, "8"), "uint(8) is impossible"],
  ])("%#", (make, message) => {
    expect(unplaced(make)).toThrow(message);
  });

  test("and one at the bounds is not", () => {
    expect([uint(1).width, uint(53).width, bigSint(65536).width, vec(bit, 65536).length]).toEqual([
      ...[1, 53, 65536, 65536],
    ]);
    expect([float(2, 1).width, float(10, 23).width, fixed(1, 52).width, fixed(53, 0).width]).toEqual([
      ...[4, 34, 53, 53],
    ]);
    expect(Object.keys(struct({ a: bit, _b2: bit, C: bit }).fields)).toEqual(["a", "_b2", "C"]);
  });
});

test("types are frozen data", () => {
  const State = enumeration("Idle", "Load", "Run");
  const Pair = struct({ a: bit });
  for (const type of [uint(4), vec(bit, 2), Pair, Pair.fields, State, State.labels, fp16, fixed(2, 2)])
    expect(Object.isFrozen(type)).toBe(true);
  expect([State.Idle, State.Run, State.width]).toEqual(["Idle", "Run", 2]);
  expect([1, 2, 3, 4, 5].map((n) => enumeration(...["A", "B", "C", "D", "E"].slice(0, n)).width)).toEqual([
    ...[1, 1, 2, 2, 3],
  ]);
});

test("an assignment fits the value to the type (SEMANTICS 2)", () => {
  expect([fitValue(bit, true), fitValue(bit, 3), fitValue(uint(4), 17), fitValue(uint(4), -1)]).toEqual([
    ...[1, 1, 1, 15],
  ]);
  expect([fitValue(sint(4), 8), fitValue(sint(4), -9), fitValue(sint(33), 2 ** 32)]).toEqual([
    ...[-8, 7, -(2 ** 32)],
  ]);
  expect([fitValue(bigUint(4), 17n), fitValue(bigSint(4), 8n)]).toEqual([1n, -8n]);
  expect([fitValue(fixed(2, 2), 1.99), fitValue(fixed(2, 2), -0.01), fitValue(fixed(2, 2), 2)]).toEqual([
    ...[1.75, -0.25, -2],
  ]);
  expect(fitValue(fp16, 1 + 2 ** -12)).toBe(1);
  expect(fitValue(enumeration("A", "B"), "B")).toBe("B");
  const fitted = fitValue(struct({ a: uint(2), b: vec(sint(2), 2) }), { a: 5, b: [2, -3] });
  expect(fitted).toEqual({ a: 1, b: [-2, 1] });
  expect([Object.isFrozen(fitted), Object.isFrozen((fitted as { b: object }).b)]).toEqual([true, true]);
});

test("wrapping leaves two's complement of any width up to 53", () => {
  expect([wrapNumber(2 ** 31, 32, true), wrapNumber(2 ** 32, 32, false), wrapNumber(-1, 32, false)]).toEqual([
    ...[-(2 ** 31), 0, 2 ** 32 - 1],
  ]);
  expect([wrapNumber(5, 33, true), wrapNumber(-5, 33, true), wrapNumber(-1, 53, false)]).toEqual([
    ...[5, -5, 2 ** 53 - 1],
  ]);
  expect([wrapNumber(2 ** 40 + 3, 8, false), wrapNumber(2 ** 40 + 255, 8, true)]).toEqual([3, -1]);
  expect([wrapNumber(2 ** 39, 40, true), wrapNumber(2 ** 39 - 1, 40, true)]).toEqual([
    ...[-(2 ** 39), 2 ** 39 - 1],
  ]);
  expect(Object.is(wrapNumber(-0, 40, true), 0)).toBe(true);
});

describe("a value from outside is told what keeps it from fitting (SEMANTICS 2: never wrapped)", () => {
  const Pair = struct({ a: uint(2), b: vec(bit, 2) });
  test.each([
    [bit, [0, 1, true, false], 2, "2 is not 0, 1, false or true"],
    [bit, [], "x", '"x" is not 0, 1, false or true'],
    [uint(4), [0, 15, true, -0], 16, "16 is not in 0…15"],
    [uint(4), [], 1.5, "1.5 is not a whole number"],
    [uint(4), [], 3n, "3n is not a whole number"],
    [uint(4), [], undefined, "undefined is not a whole number"],
    [sint(4), [-8, 7, true], -9, "-9 is not in -8…7"],
    [sint(4), [], 8, "8 is not in -8…7"],
    [sint(1), [0, -1, false], true, "true is not in -1…0"],
    [bigUint(4), [0n, 15n], 16n, "16 does not fit 4 bits"],
    [bigSint(4), [-8n, 7n], 8n, "8 does not fit 4 bits"],
    [bigSint(4), [], 4, "4 is not a bigint"],
    [enumeration("A", "B"), ["A", "B"], "C", '"C" is not one of A, B'],
    [fp16, [1.5, -0, NaN, Infinity], 0.1, "0.1 is not exact in this format (round it with the type first)"],
    [fp16, [], "1", '"1" is not a number'],
    [fixed(2, 2), [1.75, -2, 0], 0.1, "0.1 is not a multiple of 2^-2 (round it with the type first)"],
    [fixed(2, 2), [], 2, "2 is not in -2…1.75"],
    [fixed(2, 2), [], -2.25, "-2.25 is not in -2…1.75"],
    [fixed(2, 2), [], 1n, "1n is not a number"],
    [vec(bit, 2), [[0, 1]], [0, 2], "element 1: 2 is not 0, 1, false or true"],
    [vec(bit, 2), [], [0], "0 is not an array of 2"],
    [vec(bit, 2), [], 3, "3 is not an array of 2"],
    [Pair, [{ a: 3, b: [0, 1] }], { a: 4, b: [0, 1] }, "field a: 4 is not in 0…3"],
    [Pair, [], { a: 3, b: [0, 5] }, "field b: element 1: 5 is not 0, 1, false or true"],
    [Pair, [], null, "null is not an object"],
    [Pair, [], 7, "7 is not an object"],
  ] as const)("%#", (type, right, wrong, problem) => {
    for (const value of right) expect(misfit(type, value)).toBeUndefined();
    expect(misfit(type, wrong)).toBe(problem);
  });

  test("and a range as well", () => {
    expect([2, 5, true].map((value) => outOfRange([1, 5], value))).toEqual([
      ...[undefined, undefined, undefined],
    ]);
    expect([outOfRange([2, 5], 1), outOfRange([2, 5], 6)]).toEqual([
      "1 is outside its range 2…5",
      "6 is outside its range 2…5",
    ]);
  });
});

test("the bounds and the zero of a type", () => {
  expect([numberRange(bit), numberRange(uint(3)), numberRange(sint(3))]).toEqual([
    { low: 0, high: 1 },
    { low: 0, high: 7 },
    { low: -4, high: 3 },
  ]);
  expect(fixedRange(fixed(3, 2))).toEqual({ low: -4, high: 3.75 });
  expect(
    [bit, uint(3), bigUint(3), bigSint(3), enumeration("A", "B"), fp32, fixed(2, 2)].map(zeroValue),
  ).toEqual([...[0, 0, 0n, 0n, "A", 0, 0]]);
  const zero = zeroValue(struct({ a: bit, b: vec(bigUint(4), 2) }));
  expect(zero).toEqual({ a: 0, b: [0n, 0n] });
  expect([Object.isFrozen(zero), Object.isFrozen((zero as { b: object }).b)]).toEqual([true, true]);
});

describe("rounding (SEMANTICS 2: to nearest, ties to even)", () => {
  test("to a float format, with subnormals, infinities and −0", () => {
    expect(floatFacts(fp16)).toEqual({ precision: 11, bias: 15, least: -14, step: -24, top: 16 });
    expect([2049, 2051, 2050, -2049].map((value) => fp16(value))).toEqual([2048, 2052, 2050, -2048]);
    expect([65519, 65520, -65520, 1e300].map((value) => fp16(value))).toEqual([
      ...[65504, Infinity, -Infinity, Infinity],
    ]);
    expect([2 ** -25, 1.5 * 2 ** -25, 3 * 2 ** -25, -(2 ** -25), 1e-320].map((value) => fp16(value))).toEqual(
      [...[0, 2 ** -24, 2 ** -23, -0, 0]],
    );
    expect([fp16(-0), fp16(NaN), fp16(-Infinity), bf16(1 + 2 ** -8), bf16(1 + 3 * 2 ** -8)]).toEqual([
      ...[-0, NaN, -Infinity, 1, 1 + 2 ** -6],
    ]);
    expect([fp32(1 + 2 ** -24), fp32(1 + 3 * 2 ** -24), fp32(0.1)]).toEqual([
      ...[1, 1 + 2 ** -22, Math.fround(0.1)],
    ]);
  });

  test("to one without subnormals", () => {
    const flushing = float(5, 10, { subnormals: "flush" });
    expect([flushing.flush, fp16.flush]).toEqual([true, false]);
    const least = 2 ** -14;
    expect(
      [least, -least, least * (1 - 2 ** -12), least / 2, -least / 2, 3].map((value) => flushing(value)),
    ).toEqual([least, -least, least, 0, -0, 3]);
  });

  test("to fixed point", () => {
    const q = fixed(4, 2);
    expect([0.125, 0.375, -0.125, -0.375, 0.13, 100.01].map((value) => q(value))).toEqual([
      ...[0, 0.5, 0, -0.5, 0.25, 100],
    ]);
    expect([q(NaN), q(Infinity), q(2 ** 60), Object.is(q(-0.1), 0)]).toEqual([
      ...[NaN, Infinity, 2 ** 60, true],
    ]);
  });
});
