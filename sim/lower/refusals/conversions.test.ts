import { describe, expect, test } from "vitest";
import {
  bf16,
  bitsOf,
  fp16,
  fp32,
  fromBits,
  input,
  output,
  saturate,
  sint,
  toFloat,
  uint,
  vec,
  wrap,
} from "../../describe/index.ts";
import { toldOf } from "../lower.test-kit.ts";
import { type Case, q, Reals, seen } from "../reals.test-kit.ts";

// SEMANTICS section 2, in every engine at elaboration: which conversions must be asked for.

describe("SEMANTICS 2: between integers, floats and fixed point there are only asked conversions", () => {
  const cases: readonly Case[] = [
    [
      "an integer as a float",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.n.value;
          }
        })(),
      "E-ASSIGN",
    ],
    [
      "toFloat",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = toFloat(this.n.value) * this.a.value;
          }
        })(),
      "",
    ],
    [
      "a bigint of more than 53 bits, which toFloat alone would round twice",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = toFloat(this.big.value);
          }
        })(),
      "E-RANGE",
    ],
    [
      "the same with the type",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = toFloat(this.big.value, fp32);
          }
        })(),
      "",
    ],
    [
      "a float as an integer",
      () =>
        new (class A extends Reals {
          readonly y = output(sint(8));
          override propagate() {
            this.y.value = this.a.value;
          }
        })(),
      "E-ASSIGN",
    ],
    [
      "its whole part, which may be infinite",
      () =>
        new (class A extends Reals {
          readonly y = output(sint(8));
          override propagate() {
            this.y.value = wrap(Math.trunc(this.a.value));
          }
        })(),
      "E-ASSIGN",
    ],
    [
      "its whole part, clamped",
      () =>
        new (class A extends Reals {
          readonly y = output(sint(8));
          override propagate() {
            this.y.value = saturate(Math.trunc(this.a.value), sint(8));
          }
        })(),
      "",
    ],
    [
      "a fraction, clamped",
      () =>
        new (class A extends Reals {
          readonly y = output(sint(8));
          override propagate() {
            this.y.value = saturate(this.a.value, sint(8));
          }
        })(),
      "E-KIND",
    ],
    [
      "fixed point and a float",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value * this.p.value;
          }
        })(),
      "E-KIND",
    ],
    [
      "fixed point as a float",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value * toFloat(this.p.value);
          }
        })(),
      "",
    ],
    [
      "a float as fixed point",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = this.a.value;
          }
        })(),
      "E-ASSIGN",
    ],
    [
      "the same, rounded and clamped",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = saturate(q(this.a.value), q);
          }
        })(),
      "",
    ],
    [
      "the same, clamped before it is rounded",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = saturate(this.a.value, q);
          }
        })(),
      "E-KIND",
    ],
    [
      "a float as an index",
      () =>
        new (class A extends Reals {
          readonly v = input(vec(uint(4), 4));
          readonly y = output(uint(4));
          override propagate() {
            this.y.value = this.v[this.a.value]!.value;
          }
        })(),
      "E-KIND",
    ],
    [
      "a float as a condition",
      () =>
        new (class A extends Reals {
          readonly y = output(uint(4));
          override propagate() {
            this.y.value = this.a.value ? 1 : 0;
          }
        })(),
      "E-KIND",
    ],
    [
      "bits of a float",
      () =>
        new (class A extends Reals {
          readonly y = output(uint(16));
          override propagate() {
            this.y.value = bitsOf(this.h.value, fp16) & bitsOf(this.a.value, bf16);
          }
        })(),
      "",
    ],
    [
      "bits of a float as fixed point",
      () =>
        new (class A extends Reals {
          readonly y = output(uint(8));
          override propagate() {
            this.y.value = bitsOf(this.a.value, q);
          }
        })(),
      "E-KIND",
    ],
    [
      "a float from bits of a float",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = fromBits(this.a.value, fp32);
          }
        })(),
      "E-KIND",
    ],
  ];
  test("what each of them says", () => {
    const each = cases.map(([name, make]) => [name, make] as const);
    expect(toldOf(each)).toMatchSnapshot();
  });
  test.each(cases)("%s", (_, make, code) => expect(seen(make)).toBe(code));
});
