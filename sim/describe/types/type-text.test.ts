import { describe, expect, test } from "vitest";
import { compile } from "../../schedule/compile.ts";
import {
  bf16,
  bigSint,
  bigUint,
  bit,
  connect,
  enumeration,
  fixed,
  float,
  fp24,
  type HardwareType,
  input,
  Module,
  output,
  sameType,
  sint,
  struct,
  typeText,
  uint,
  vec,
} from "../index.ts";

test.each<[HardwareType, string]>([
  [bit, "bit"],
  [uint(8), "uint(8)"],
  [sint(53), "sint(53)"],
  [bigUint(64), "bigUint(64)"],
  [bigSint(9), "bigSint(9)"],
  [enumeration("Idle", "Run"), 'enumeration("Idle", "Run")'],
  [bf16, "bf16"],
  [fp24, "fp24"],
  [float(4, 3), "float(4, 3)"],
  [float(5, 10, { subnormals: "flush" }), 'float(5, 10, { subnormals: "flush" })'],
  [fixed(3, 5), "fixed(3, 5)"],
  [vec(bit, 4), "vec(bit, 4)"],
  [struct({ a: bit, b: vec(uint(3), 2) }), "struct({ a: bit, b: vec(uint(3), 2) })"],
])("a type is written as the user writes it: %#", (type, text) => {
  expect(typeText(type)).toBe(text);
});

const pairs: readonly (readonly [what: string, a: HardwareType, b: HardwareType])[] = [
  ["widths", uint(8), uint(9)],
  ["signs", uint(8), sint(8)],
  ["members", enumeration("A", "B"), enumeration("A", "C")],
  ["exponents", float(5, 6), float(6, 6)],
  ["ways with subnormals", float(5, 6), float(5, 6, { subnormals: "flush" })],
  ["points of one width", fixed(3, 5), fixed(5, 3)],
  ["lengths", vec(bit, 4), vec(bit, 5)],
  ["elements", vec(uint(2), 4), vec(uint(3), 4)],
  ["names of fields", struct({ a: bit }), struct({ b: bit })],
  ["types of fields", struct({ a: uint(2) }), struct({ a: uint(3) })],
  ["numbers of fields", struct({ a: bit }), struct({ a: bit, b: bit })],
];

describe("types with other", () => {
  test.each(pairs)("%s are not the same", (_, a, b) => {
    expect(sameType(a, b)).toBe(false);
    expect([sameType(a, a), sameType(b, b)]).toEqual([true, true]);
  });

  test.each(pairs)("%s don't connect (SEMANTICS 1)", (_, a, b) => {
    class Top extends Module {
      readonly from = input(a);
      readonly to = output(b);
      constructor() {
        super();
        connect(this.from, this.to as never);
      }
    }
    expect(() => compile(new Top())).toThrow(/E-CONNECT/);
  });
});

test("types that are made twice are the same", () => {
  const make = () => struct({ a: vec(fixed(3, 5), 2), b: float(5, 6) });
  expect(sameType(make(), make())).toBe(true);
});
