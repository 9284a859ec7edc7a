import { describe, expect, test } from "vitest";
import {
  bf16,
  bigSint,
  bit,
  fixed,
  float,
  fp16,
  fp32,
  input,
  Module,
  outputReg,
  saturate,
  sint,
  toFloat,
  vec,
  wrap,
} from "../../describe/index.ts";
import { agree, fed, vectors } from "./mistakes.test-kit.ts";

// Each operator of a class whose instances run one by one, and of one whose instances run in vectors.

const counts = [1, 21] as const;

describe("each operator on floats and fixed-point numbers", () => {
  test.each(counts)("floats whose exponent is binary32's: %i instances", (count) => {
    class Cell extends Module {
      readonly a = input(fp32);
      readonly b = input(fp32);
      readonly c = input(bf16);
      readonly d = input(bf16);
      readonly n = input(sint(12));
      readonly p = input(bit);
      readonly sum = outputReg(fp32);
      readonly difference = outputReg(fp32);
      readonly product = outputReg(fp32);
      readonly quotient = outputReg(fp32);
      readonly narrow = outputReg(bf16);
      readonly narrowSum = outputReg(bf16);
      readonly more = outputReg(bf16);
      readonly scaled = outputReg(bf16);
      readonly least = outputReg(fp32);
      readonly most = outputReg(fp32);
      readonly negative = outputReg(fp32);
      readonly size = outputReg(fp32);
      readonly real = outputReg(fp32);
      readonly narrowReal = outputReg(bf16);
      readonly chosen = outputReg(fp32);
      readonly held = outputReg(bf16, { init: 1 });
      readonly less = outputReg(bit);
      readonly lessOrSame = outputReg(bit);
      readonly same = outputReg(bit);
      override update() {
        const a = this.a.value;
        const b = this.b.value;
        this.sum.next = a + b;
        this.difference.next = a - b;
        this.product.next = a * b;
        this.quotient.next = a / b;
        this.narrow.next = a;
        this.narrowSum.next = this.c.value + this.d.value;
        this.more.next = this.c.value + 0.5;
        this.scaled.next = this.c.value * 0.5;
        this.least.next = Math.min(a, b);
        this.most.next = Math.max(a, b);
        this.negative.next = -a;
        this.size.next = Math.abs(b);
        this.real.next = toFloat(this.n.value);
        this.narrowReal.next = toFloat(this.n.value, bf16);
        this.chosen.next = this.p.value ? a : b;
        if (a < b) this.held.next = this.p.value ? this.c.value : this.d.value;
        this.less.next = a < b;
        this.lessOrSame.next = a <= b;
        this.same.next = a === b;
      }
    }
    expect(vectors(fed(count, () => new Cell())).length).toBe(count > 1 ? 1 : 0);
    agree(
      fed(count, () => new Cell()),
      80,
    );
  });

  test.each([fp16, float(3, 2), float(4, 3, { subnormals: "flush" })])("floats of other formats", (type) => {
    class Cell extends Module {
      readonly a = input(type as typeof fp16);
      readonly b = input(type as typeof fp16);
      readonly s = input(bigSint(70));
      readonly outs = outputReg(vec(type as typeof fp16, 7));
      readonly nearest = outputReg(sint(20));
      override update() {
        const { outs } = this;
        const [a, b] = [this.a.value, this.b.value];
        outs[0]!.next = a + b;
        outs[1]!.next = a * b;
        outs[2]!.next = a / b;
        outs[3]!.next = a - b;
        outs[4]!.next = -a;
        outs[5]!.next = a < b ? a : b;
        outs[6]!.next = toFloat(this.s.value, type);
        this.nearest.next = saturate(Math.round(a), sint(20));
      }
    }
    agree(new Cell(), 150);
  });

  test.each(counts)("fixed-point numbers to other fractions: %i instances", (count) => {
    const q = fixed(4, 6);
    class Cell extends Module {
      readonly a = input(q);
      readonly b = input(q);
      readonly near = outputReg(fixed(4, 3));
      readonly product = outputReg(fixed(4, 3));
      readonly longer = outputReg(fixed(6, 9));
      readonly sum = outputReg(q);
      readonly floor = outputReg(sint(4));
      readonly trunc = outputReg(sint(4));
      readonly round = outputReg(sint(5));
      override update() {
        const a = this.a.value;
        this.near.next = wrap(fixed(4, 3)(a));
        this.product.next = wrap(fixed(4, 3)(a * this.b.value));
        this.longer.next = a;
        this.sum.next = wrap(a + this.b.value);
        this.floor.next = Math.floor(a);
        this.trunc.next = Math.trunc(a);
        this.round.next = Math.round(a);
      }
    }
    expect(vectors(fed(count, () => new Cell())).length).toBe(count > 1 ? 1 : 0);
    agree(
      fed(count, () => new Cell()),
      80,
    );
  });
});
