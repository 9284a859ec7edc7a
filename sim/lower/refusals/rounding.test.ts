import { describe, expect, test } from "vitest";
import { bf16, float, fma, fp24, fp32, output, sum } from "../../describe/index.ts";
import { findings, toldOf } from "../lower.test-kit.ts";
import { type Case, q, Reals, seen } from "../reals.test-kit.ts";

// SEMANTICS section 2, in every engine at elaboration: what a result may be rounded to, and which functions have no circuit.

describe("SEMANTICS 2: rounded once, as a circuit rounds", () => {
  const cases: readonly Case[] = [
    [
      "fp32 + fp32 as bf16",
      () =>
        new (class A extends Reals {
          readonly y = output(bf16);
          override propagate() {
            this.y.value = this.a.value + this.b.value;
          }
        })(),
      "E-FLOAT-TWICE",
    ],
    [
      "the same through fp32",
      () =>
        new (class A extends Reals {
          readonly y = output(bf16);
          override propagate() {
            this.y.value = fp32(this.a.value + this.b.value);
          }
        })(),
      "",
    ],
    [
      "the same by sum, in bf16 at once",
      () =>
        new (class A extends Reals {
          readonly y = output(bf16);
          override propagate() {
            this.y.value = sum([this.a.value, this.b.value], bf16);
          }
        })(),
      "",
    ],
    [
      "fp32·fp32 as bf16, whose product is exact",
      () =>
        new (class A extends Reals {
          readonly y = output(bf16);
          override propagate() {
            this.y.value = this.a.value * this.b.value;
          }
        })(),
      "",
    ],
    [
      "fma to any format",
      () =>
        new (class A extends Reals {
          readonly y = output(fp24);
          override propagate() {
            this.y.value = fma(this.a.value, this.b.value, this.h.value, fp24);
          }
        })(),
      "",
    ],
    [
      "fma of a sum",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = fma(this.a.value + this.b.value, this.b.value, this.h.value, fp32);
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "fma without a type",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = fma(this.a.value, this.b.value, this.h.value, undefined as never);
          }
        })(),
      "E-SUBSET",
    ],
    [
      "fma to fixed point",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = fma(this.a.value, this.b.value, this.h.value, q as never);
          }
        })(),
      "E-KIND",
    ],
    [
      "a format that flushes takes a subnormal",
      () =>
        new (class A extends Reals {
          readonly y = output(float(8, 23, { subnormals: "flush" }));
          override propagate() {
            this.y.value = this.a.value;
          }
        })(),
      "",
    ],
  ];
  test("what each of them says", () => {
    const each = cases.map(([name, make]) => [name, make] as const);
    expect(toldOf(each)).toMatchSnapshot();
  });
  test.each(cases)("%s", (_, make, code) => expect(seen(make)).toBe(code));
});

test.each(["exp", "tanh", "log2", "sqrt", "sin", "pow", "hypot"] as const)(
  "SEMANTICS 2: Math.%s is refused by its name: hardware uses tables",
  (name) => {
    const power = Math[name] as (value: number) => number;
    class A extends Reals {
      readonly y = output(fp32);
      override propagate() {
        this.y.value = power(this.a.value);
      }
    }
    expect(findings(new A()).join("\n")).toMatch(/E-SUBSET .*becomes a table|E-SUBSET power\(\)/);
  },
);

test("SEMANTICS 2: Math.exp in the source is named as it stands there", () => {
  class A extends Reals {
    readonly y = output(fp32);
    override propagate() {
      this.y.value = Math.exp(this.a.value);
    }
  }
  expect(findings(new A())[0]).toBe(
    "E-SUBSET Math.exp() on a value on wires is not part of the hardware subset",
  );
});

test.each([
  [1, 10],
  [11, 52],
  [5, 0],
  [5, 24],
  [5.5, 10],
])("float(%j, %j) is refused", (exponent, mantissa) => {
  expect(() => float(exponent, mantissa)).toThrow(/E-FLOAT-FORMAT/);
});
