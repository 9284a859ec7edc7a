import {
  bit,
  bitsOf,
  fixed,
  fp32,
  fromBits,
  input,
  memory,
  Module,
  output,
  reg,
  saturate,
  sint,
  toFloat,
  uint,
  wrap,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

const q = fixed(4, 4);
const wide = fixed(12, 12);

class Assignments extends Module {
  readonly a = input(q);
  readonly b = input(q);
  readonly cut = output(q);
  readonly near = output(q);
  readonly clamped = output(q);
  readonly exact = output(fixed(8, 8));
  readonly sum = output(fixed(5, 4));
  readonly wrapped = output(q);

  override propagate() {
    const product = this.a.value * this.b.value;
    this.cut.value = wrap(product);
    this.near.value = wrap(q(product));
    this.clamped.value = saturate(q(product), q);
    this.exact.value = product;
    this.sum.value = this.a.value + this.b.value;
    this.wrapped.value = wrap(this.a.value + 0.5);
  }
}

class Whole extends Module {
  readonly a = input(q);
  readonly n = input(sint(4));
  readonly f = input(fp32);
  readonly floor = output(sint(4));
  readonly trunc = output(sint(4));
  readonly round = output(sint(5));
  readonly size = output(fixed(5, 4));
  readonly scaled = output(fixed(6, 6));
  readonly more = output(bit);
  readonly fromInteger = output(q);
  readonly fromFloat = output(q);
  readonly real = output(fp32);
  readonly larger = output(q);

  override propagate() {
    this.floor.value = Math.floor(this.a.value);
    this.trunc.value = Math.trunc(this.a.value);
    this.round.value = Math.round(this.a.value);
    this.size.value = Math.abs(-this.a.value);
    this.scaled.value = (this.a.value - 1) / 4;
    this.more.value = this.a.value > 0.5 && this.a.value !== this.n.value;
    this.fromInteger.value = this.n.value;
    this.fromFloat.value = saturate(q(this.f.value), q);
    this.real.value = toFloat(this.a.value) * 3;
    this.larger.value = Math.max(this.a.value, this.n.value > 0 ? 0.25 : -1);
  }
}

const taps: readonly number[] = Object.freeze([0.5, -0.25, 1]);

class Filter extends Module {
  readonly x = input(q);
  readonly which = input(uint(2));
  readonly total = reg(wide, { init: -1.5 });
  readonly picked = output(fixed(4, 6));
  readonly pattern = output(uint(8));
  readonly again = output(q);
  readonly word = output(q);
  protected readonly delay = Array.from({ length: 2 }, () => reg(q, { init: 0.5 }));
  protected readonly words = memory(q, 4, { init: -0.0625 });

  override propagate() {
    this.picked.value = wrap(this.x.value * taps[this.which.value % 3]!);
    this.pattern.value = bitsOf(this.x.value, q);
    this.again.value = fromBits(this.pattern.value, q);
    this.word.value = this.words.read(this.which.value);
  }

  override update() {
    this.delay[0]!.next = this.x.value;
    this.delay[1]!.next = this.delay[0]!.value;
    let sum = wide(0);
    for (let i = 0; i < 2; i++) sum = wide(sum + this.delay[i]!.value * taps[i]!);
    this.total.next = sum;
    this.words.write(this.which.value, this.x.value);
  }
}

export const fixedPoint: readonly TableEntry[] = [
  {
    name: "fixed point: products are exact; an assignment cuts towards -∞ and wraps, the type rounds, saturate clamps",
    rule: "2",
    make: () => new Assignments(),
    cycles: 5,
    stimulus: { a: [0.0625, -0.0625, 7.9375, -8, 0.1875], b: [0.5, 0.5, 7.9375, -8, 0.5] },
    expected: {
      exact: [2 ** -5, -(2 ** -5), 7.9375 ** 2, 64, 0.09375],
      cut: [0, -0.0625, -1, 0, 0.0625],
      // Ties: 1/32 to 0, −1/32 to 0, 3/32 to 2/16.
      near: [0, 0, -1, 0, 0.125],
      clamped: [0, 0, 7.9375, 7.9375, 0.125],
      sum: [0.5625, 0.4375, 15.875, -16, 0.6875],
      wrapped: [0.5625, 0.4375, -7.5625, -7.5, 0.6875],
    },
  },
  {
    name: "fixed point: whole parts, comparisons, integers and floats in and out",
    rule: "2",
    make: () => new Whole(),
    cycles: 5,
    stimulus: {
      a: [1.5, -1.5, -0.0625, 7.9375, -8],
      n: [0, 7, -8, 1, -1],
      f: [0.03125, NaN, -Infinity, 3.140625, 8],
    },
    expected: {
      floor: [1, -2, -1, 7, -8],
      trunc: [1, -1, 0, 7, -8],
      round: [2, -1, 0, 8, -8],
      size: [1.5, 1.5, 0.0625, 7.9375, 8],
      scaled: [0.125, -0.625, -0.265625, 1.734375, -2.25],
      more: [1, 0, 0, 1, 0],
      fromInteger: [0, 7, -8, 1, -1],
      fromFloat: [0, 0, -8, 3.125, 7.9375],
      real: [4.5, -4.5, -0.1875, 23.8125, -24],
      larger: [1.5, 0.25, -0.0625, 7.9375, -1],
    },
  },
  {
    name: "fixed point: registers, tables, memories, patterns of bits",
    rule: "2",
    make: () => new Filter(),
    cycles: 4,
    stimulus: { x: [-8, 7.9375, 0.0625, -0.0625], which: [0, 1, 2, 0] },
    expected: {
      total: [-1.5, 0.125, -4.125, 5.96875],
      picked: [-4, -1.984375, 0.0625, -0.03125],
      pattern: [0x80, 0x7f, 0x01, 0xff],
      again: [-8, 7.9375, 0.0625, -0.0625],
      word: [-0.0625, -0.0625, -0.0625, -8],
    },
  },
];
