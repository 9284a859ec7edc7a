import { describe, expect, test } from "vitest";
import { fixed, output, outputReg, wrap } from "../../describe/index.ts";
import { toldOf } from "../lower.test-kit.ts";
import { type Case, q, Reals, seen } from "../reals.test-kit.ts";

// SEMANTICS section 2, in every engine at elaboration: fixed point is exact or refused.

describe("SEMANTICS 2: fixed point is exact, and what an assignment loses is named", () => {
  const cases: readonly Case[] = [
    [
      "a sum that fits",
      () =>
        new (class A extends Reals {
          readonly y = output(fixed(5, 4));
          override propagate() {
            this.y.value = this.p.value + this.p.value;
          }
        })(),
      "",
    ],
    [
      "a sum that may wrap",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = this.p.value + this.p.value;
          }
        })(),
      "W-WRAP",
    ],
    [
      "a product that loses bits behind the point",
      () =>
        new (class A extends Reals {
          readonly y = output(fixed(8, 4));
          override propagate() {
            this.y.value = this.p.value * this.p.value;
          }
        })(),
      "W-FRACTION",
    ],
    [
      "the same, meant",
      () =>
        new (class A extends Reals {
          readonly y = output(fixed(8, 4));
          override propagate() {
            this.y.value = wrap(this.p.value * this.p.value);
          }
        })(),
      "",
    ],
    [
      "the same, rounded",
      () =>
        new (class A extends Reals {
          readonly y = output(fixed(8, 4));
          override propagate() {
            this.y.value = fixed(8, 4)(this.p.value * this.p.value);
          }
        })(),
      "",
    ],
    [
      "a product of more than 53 bits",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = wrap(this.r.value * this.r.value * this.r.value);
          }
        })(),
      "E-RANGE",
    ],
    [
      "a quotient",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = wrap(this.p.value / this.r.value);
          }
        })(),
      "E-SUBSET",
    ],
    [
      "a quotient by a power of two",
      () =>
        new (class A extends Reals {
          readonly y = output(fixed(2, 6));
          override propagate() {
            this.y.value = this.p.value / 4;
          }
        })(),
      "",
    ],
    [
      "a rest",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = this.p.value % 2;
          }
        })(),
      "E-KIND",
    ],
    [
      "a bit of it",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = this.p.value & 1;
          }
        })(),
      "E-KIND",
    ],
    [
      "a constant off every grid",
      () =>
        new (class A extends Reals {
          readonly y = output(q);
          override propagate() {
            this.y.value = wrap(this.p.value * 0.1);
          }
        })(),
      "E-RANGE",
    ],
    [
      "a variable that begins as an integer",
      () =>
        new (class A extends Reals {
          readonly y = outputReg(q);
          override update() {
            let s = 0;
            s = s + this.p.value;
            this.y.next = wrap(s);
          }
        })(),
      "E-KIND",
    ],
    [
      "a variable that begins on the grid",
      () =>
        new (class A extends Reals {
          readonly y = outputReg(fixed(6, 4));
          override update() {
            let s = fixed(6, 4)(0);
            s = s + this.p.value;
            s = s + this.n.value / 256;
            this.y.next = wrap(fixed(6, 4)(s));
          }
        })(),
      "E-DIVISION",
    ],
    [
      "a variable on the grid",
      () =>
        new (class A extends Reals {
          readonly y = outputReg(fixed(6, 4));
          override update() {
            let s = fixed(6, 4)(0);
            for (let i = 0; i < 3; i++) s = s + this.p.value;
            this.y.next = s;
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
