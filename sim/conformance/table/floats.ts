import {
  bf16,
  bit,
  bitsOf,
  float,
  fma,
  fp16,
  fp24,
  fp32,
  fromBits,
  input,
  memory,
  Module,
  output,
  reg,
  saturate,
  sint,
  sum,
  toFloat,
  uint,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

class Formats extends Module {
  readonly a = input(fp32);
  readonly half = output(fp16);
  readonly brain = output(bf16);
  readonly middle = output(fp24);
  readonly tiny = output(float(5, 10, { subnormals: "flush" }));
  readonly back = output(fp32);

  override propagate() {
    this.half.value = this.a.value;
    this.brain.value = this.a.value;
    this.middle.value = fp24(this.a.value);
    this.tiny.value = this.a.value;
    this.back.value = this.half.value;
  }
}

/** The product of two bf16 or fp16 numbers is exact, so that one fp32 addition may take it as it is. */
class Accumulator extends Module {
  readonly x = input(bf16);
  readonly w = input(bf16);
  readonly clear = input(bit);
  readonly h = input(fp16);
  readonly total = reg(fp32, { init: 0 });
  readonly pair = reg(fp32, { init: 0 });

  override update() {
    this.total.next = this.clear.value
      ? this.x.value * this.w.value
      : this.x.value * this.w.value + this.total.value;
    this.pair.next = this.h.value * this.h.value - this.h.value * 3;
  }
}

class Fused extends Module {
  readonly a = input(fp32);
  readonly b = input(fp32);
  readonly c = input(fp32);
  readonly once = output(fp32);
  readonly twice = output(fp32);
  readonly brain = output(bf16);
  readonly total = output(bf16);

  override propagate() {
    this.once.value = fma(this.a.value, this.b.value, this.c.value, fp32);
    this.twice.value = fp32(this.a.value * this.b.value) + this.c.value;
    this.brain.value = fma(this.a.value, this.b.value, this.c.value, bf16);
    this.total.value = sum([this.a.value, this.b.value, this.c.value], bf16);
  }
}

class Whole extends Module {
  readonly a = input(fp32);
  readonly n = input(sint(40));
  readonly down = output(sint(8));
  readonly near = output(uint(4));
  readonly cut = output(sint(53));
  readonly real = output(fp32);
  readonly short = output(fp16);

  override propagate() {
    this.down.value = saturate(Math.floor(this.a.value), sint(8));
    this.near.value = saturate(Math.round(this.a.value), uint(4));
    this.cut.value = saturate(Math.trunc(this.a.value), sint(53));
    this.real.value = toFloat(this.n.value);
    this.short.value = toFloat(this.n.value, fp16);
  }
}

/** A row of four fp16 numbers in a word of 64 bits would be a bigint; two fit a number. */
class Row extends Module {
  readonly low = input(fp16);
  readonly high = input(fp16);
  readonly word = output(uint(32));
  readonly first = output(fp16);
  readonly brain = output(bf16);
  protected readonly words = memory(uint(32), 2, { init: [0x3c00_4000, 0] });

  override propagate() {
    this.word.value = bitsOf(this.high.value, fp16) * 65536 + bitsOf(this.low.value, fp16);
    this.first.value = fromBits(this.words.read(0), fp16);
    this.brain.value = fromBits(this.words.read(0) >>> 16, bf16);
  }

  override update() {
    this.words.write(0, this.word.value);
  }
}

const eps = 2 ** -23;

export const floats: readonly TableEntry[] = [
  {
    name: "a float is rounded to another format by assignment: ties to even, overflow, subnormals, flush, -0, NaN",
    rule: "2",
    make: () => new Formats(),
    cycles: 8,
    stimulus: { a: [1 + 2 ** -11, 65519, 65520, 2 ** -24, -(2 ** -25), 2 ** -14, NaN, -Infinity] },
    expected: {
      half: [1, 65504, Infinity, 2 ** -24, -0, 2 ** -14, NaN, -Infinity],
      back: [1, 65504, Infinity, 2 ** -24, -0, 2 ** -14, NaN, -Infinity],
      brain: [1, 65536, 65536, 2 ** -24, -(2 ** -25), 2 ** -14, NaN, -Infinity],
      middle: [1 + 2 ** -11, 65519, 65520, 2 ** -24, -(2 ** -25), 2 ** -14, NaN, -Infinity],
      tiny: [1, 65504, Infinity, 0, -0, 2 ** -14, NaN, -Infinity],
    },
  },
  {
    name: "an exact product of bf16 or fp16 numbers is an operand of one fp32 addition",
    rule: "2",
    make: () => new Accumulator(),
    cycles: 4,
    stimulus: {
      x: [1 + 2 ** -7, 3, 2 ** 100, 0],
      w: [1 + 2 ** -7, 5, 2 ** 100, 0],
      clear: [1, 0, 0, 0],
      h: [1 + 2 ** -10, 65504, 2 ** -24, 0],
    },
    expected: {
      total: [0, (1 + 2 ** -7) ** 2, 15 + (1 + 2 ** -7) ** 2, Infinity],
      pair: [
        0,
        Math.fround((1 + 2 ** -10) ** 2 - 3 * (1 + 2 ** -10)),
        Math.fround(65504 ** 2 - 3 * 65504),
        Math.fround(2 ** -48 - 3 * 2 ** -24),
      ],
    },
  },
  {
    name: "fma rounds once, a product and a sum twice; sum rounds each partial sum",
    rule: "2",
    make: () => new Fused(),
    cycles: 3,
    // (1 + ε)² − 1 − 2ε = ε², all of which the rounding of the product loses.
    stimulus: {
      a: [1 + eps, 2 ** 127, 1],
      b: [1 + eps, 2, 2 ** -8],
      c: [-1 - 2 * eps, -Infinity, 2 ** -100],
    },
    expected: {
      once: [eps * eps, -Infinity, 2 ** -8],
      twice: [0, NaN, 2 ** -8],
      brain: [eps * eps, -Infinity, 2 ** -8],
      // 1 + 2^-8 is a tie of bf16; the third term comes too late.
      total: [1, -Infinity, 1],
    },
  },
  {
    name: "a float becomes an integer by its whole part and saturate, of NaN 0; an integer a float by toFloat",
    rule: "2",
    make: () => new Whole(),
    cycles: 6,
    stimulus: {
      a: [-1.5, 2.5, NaN, Infinity, -(2 ** 60), -0.25],
      n: [1, -(2 ** 24) - 1, 2 ** 39 - 1, 65519, 65520, 0],
    },
    expected: {
      down: [-2, 2, 0, 127, -128, -1],
      near: [0, 3, 0, 15, 0, 0],
      cut: [-1, 2, 0, 2 ** 52 - 1, -(2 ** 52), 0],
      real: [1, -(2 ** 24), 2 ** 39, 65519, 65520, 0],
      short: [1, -Infinity, Infinity, 65504, Infinity, 0],
    },
  },
  {
    name: "floats travel through an integer memory as their bits",
    rule: "2",
    make: () => new Row(),
    cycles: 3,
    stimulus: { low: [-0, NaN, 2 ** -24], high: [1, -Infinity, 1.5] },
    expected: {
      word: [0x3c00_8000, 0xfc00_7e00, 0x3e00_0001],
      first: [2, -0, NaN],
      brain: [2 ** -7, 2 ** -7, -(2 ** 121)],
    },
  },
];
