import { describe, expect, test } from "vitest";
import { fp32, output, uint } from "../../describe/index.ts";
import { toldOf } from "../lower.test-kit.ts";
import { type Case, Reals, seen } from "../reals.test-kit.ts";

// SEMANTICS section 2, in every engine at elaboration: what a float operator may be given.

describe("SEMANTICS 2: the result of a float operator is rounded before the next one uses it", () => {
  const cases: readonly Case[] = [
    [
      "an operator, assigned",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value + this.b.value;
          }
        })(),
      "",
    ],
    [
      "a sum in a sum",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value + this.b.value + this.a.value;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "a sum in a sum, rounded between",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = fp32(this.a.value + this.b.value) + this.a.value;
          }
        })(),
      "",
    ],
    [
      "fp32·fp32 in a sum",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value * this.b.value + this.a.value;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "bf16·bf16 in an fp32 sum",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.x.value * this.x.value + this.a.value;
          }
        })(),
      "",
    ],
    [
      "fp16·fp16 in an fp32 sum",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.h.value * this.h.value + this.a.value;
          }
        })(),
      "",
    ],
    [
      "fp16·fp16 in two fp32 sums",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.h.value * this.h.value + this.a.value + this.b.value;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "fp16·fp16 + fp16·fp16",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.h.value * this.h.value + this.h.value * this.h.value;
          }
        })(),
      "",
    ],
    [
      "bf16·bf16 + bf16·bf16, of which neither is a multiple of fp32's least step",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.x.value * this.x.value + this.x.value * this.x.value;
          }
        })(),
      "E-FLOAT-TWICE",
    ],
    [
      "a quotient in a product",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = (this.a.value / this.b.value) * 2;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "a difference compared",
      () =>
        new (class A extends Reals {
          readonly y = output(uint(1));
          override propagate() {
            this.y.value = this.a.value - this.b.value > 0;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "values compared",
      () =>
        new (class A extends Reals {
          readonly y = output(uint(1));
          override propagate() {
            this.y.value = this.a.value > this.h.value;
          }
        })(),
      "",
    ],
    [
      "a sum's size",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = Math.abs(this.a.value + this.b.value);
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "a rounded result through a variable",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            let s = fp32(0);
            for (let i = 0; i < 3; i++) s = fp32(s + this.a.value);
            this.y.value = s;
          }
        })(),
      "",
    ],
    [
      "a constant that no format holds",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value * 0.1;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "that constant, rounded",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.a.value * fp32(0.1);
          }
        })(),
      "",
    ],
    [
      "halving, which is exact",
      () =>
        new (class A extends Reals {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = this.x.value / 2 + this.a.value;
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
