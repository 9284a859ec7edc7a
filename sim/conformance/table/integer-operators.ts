import {
  and,
  bigSint,
  bigUint,
  bit,
  bits,
  concat,
  input,
  Module,
  or,
  output,
  saturate,
  shl,
  shr,
  sint,
  uint,
  wrap,
  xor,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

class SignedArithmetic extends Module {
  readonly a = input(sint(8));
  readonly b = input(sint(8));
  readonly difference = output(sint(9));
  readonly product = output(sint(16));
  readonly negated = output(sint(9));
  readonly low = output(uint(8));

  override propagate() {
    this.difference.value = this.a.value - this.b.value;
    this.product.value = this.a.value * this.b.value;
    this.negated.value = -this.a.value;
    this.low.value = wrap(this.a.value * this.b.value);
  }
}

class Division extends Module {
  readonly a = input(sint(8));
  readonly b = input(uint(3));
  readonly quotient = output(sint(8));
  readonly floored = output(sint(8));
  readonly rounded = output(sint(8));
  readonly remainder = output(sint(8));

  override propagate() {
    const divisor = this.b.value + 1;
    this.quotient.value = Math.trunc(this.a.value / divisor);
    this.floored.value = Math.floor(this.a.value / divisor);
    this.rounded.value = Math.round(this.a.value / divisor);
    this.remainder.value = this.a.value % divisor;
  }
}

class Operators32 extends Module {
  readonly a = input(uint(32));
  readonly s = input(sint(32));
  readonly inverted = output(sint(32));
  readonly flipped = output(sint(32));
  readonly lowByte = output(uint(8));
  readonly joined = output(sint(32));
  readonly up = output(uint(12));
  readonly arithmetic = output(sint(32));
  readonly logical = output(uint(32));

  override propagate() {
    const a = this.a.value;
    this.inverted.value = ~a;
    this.flipped.value = a ^ 0xffffffff;
    this.lowByte.value = a & 0xff;
    this.joined.value = a | 1;
    this.up.value = (a & 0xff) << 4;
    this.arithmetic.value = this.s.value >> 4;
    this.logical.value = a >>> 4;
  }
}

class WideUnsigned extends Module {
  readonly x = input(uint(53));
  readonly y = input(uint(53));
  readonly both = output(uint(53));
  readonly either = output(uint(53));
  readonly differs = output(uint(53));
  readonly down = output(uint(13));
  readonly up = output(uint(52));
  readonly high = output(uint(21));
  readonly top = output(bit);
  readonly joined = output(uint(53));

  override propagate() {
    const x = this.x.value;
    const y = this.y.value;
    this.both.value = and(x, y);
    this.either.value = or(x, y);
    this.differs.value = xor(x, y);
    this.down.value = shr(x, 40);
    this.up.value = shl(bits(x, 11, 0), 40);
    this.high.value = bits(x, 52, 32);
    this.top.value = bit(x, 52);
    this.joined.value = concat([bits(x, 52, 33), 20], [bits(y, 32, 0), 33]);
  }
}

class WideSigned extends Module {
  readonly x = input(sint(40));
  readonly both = output(uint(36));
  readonly either = output(sint(40));
  readonly inverted = output(sint(40));
  readonly down = output(sint(37));
  readonly pattern = output(uint(40));
  readonly sign = output(bit);

  override propagate() {
    const x = this.x.value;
    this.both.value = and(x, 0xf00000000);
    this.either.value = or(x, 1);
    this.inverted.value = xor(x, -1);
    this.down.value = shr(x, 3);
    this.pattern.value = bits(x, 39, 0);
    this.sign.value = bit(x, 39);
  }
}

class BigOperators extends Module {
  readonly a = input(bigUint(128));
  readonly s = input(bigSint(65));
  readonly sum = output(bigUint(129));
  readonly product = output(bigSint(193));
  readonly quotient = output(bigSint(65));
  readonly remainder = output(bigSint(65));
  readonly masked = output(bigUint(128));
  readonly up = output(bigUint(131));
  readonly down = output(bigSint(61));
  readonly middle = output(bigUint(64));
  readonly sign = output(bit);
  readonly joined = output(bigUint(128));
  readonly greater = output(bit);

  override propagate() {
    const a = this.a.value;
    const s = this.s.value;
    this.sum.value = a + 1n;
    this.product.value = a * s;
    this.quotient.value = s / 10n;
    this.remainder.value = s % 10n;
    this.masked.value = and(a, 2n ** 100n - 1n);
    this.up.value = shl(a, 3);
    this.down.value = shr(s, 4);
    this.middle.value = bits(a, 95, 32);
    this.sign.value = bit(s, 64);
    this.joined.value = concat([bits(a, 63, 0), 64], [bits(a, 127, 64), 64]);
    this.greater.value = a > s;
  }
}

class Saturation extends Module {
  readonly a = input(sint(8));
  readonly b = input(sint(8));
  readonly sum = output(sint(8));
  readonly rectified = output(uint(7));
  readonly big = output(bigSint(8));
  readonly s = input(bigSint(64));

  override propagate() {
    this.sum.value = saturate(this.a.value + this.b.value, sint(8));
    this.rectified.value = saturate(this.a.value - this.b.value, uint(7));
    this.big.value = saturate(this.s.value, bigSint(8));
  }
}

class Functions extends Module {
  readonly a = input(sint(32));
  readonly b = input(sint(32));
  readonly least = output(sint(32));
  readonly most = output(sint(32));
  readonly size = output(uint(32));
  readonly zeros = output(uint(6));
  readonly lowProduct = output(sint(32));

  override propagate() {
    this.least.value = Math.min(this.a.value, this.b.value, 100);
    this.most.value = Math.max(this.a.value, this.b.value);
    this.size.value = Math.abs(this.a.value);
    this.zeros.value = Math.clz32(this.a.value);
    this.lowProduct.value = Math.imul(this.a.value, this.b.value);
  }
}

const high = 2 ** 52;

export const integerOperators: readonly TableEntry[] = [
  {
    name: "sum, product and negation of negative numbers",
    rule: "2",
    make: () => new SignedArithmetic(),
    cycles: 3,
    stimulus: { a: [-128, 127, -1], b: [-128, -128, 1] },
    expected: {
      difference: [0, 255, -2],
      product: [16384, -16256, -1],
      negated: [128, -127, 1],
      // 16384 = 64·256; −16256 = −64·256 + 128; −1.
      low: [0, 128, 255],
    },
  },
  {
    name: "division truncates, floors or rounds half up; the remainder has the dividend's sign",
    rule: "2",
    make: () => new Division(),
    cycles: 5,
    stimulus: { a: [-7, 7, -4, -128, 5], b: [1, 1, 1, 2, 7] },
    expected: {
      quotient: [-3, 3, -2, -42, 0],
      floored: [-4, 3, -2, -43, 0],
      // −3.5 → −3, 3.5 → 4, −42.67 → −43, 0.625 → 1.
      rounded: [-3, 4, -2, -43, 1],
      // −4 % 2 is −0 in JavaScript, and 0 in a signal.
      remainder: [-1, 1, 0, -2, 5],
    },
  },
  {
    name: "32-bit operators give int32, and >>> uint32",
    rule: "2",
    make: () => new Operators32(),
    cycles: 3,
    stimulus: { a: [0x80000000, 0xffffffff, 0x12345678], s: [-0x80000000, -1, 0x12345678] },
    expected: {
      inverted: [0x7fffffff, 0, -0x12345679],
      flipped: [0x7fffffff, 0, -0x12345679],
      lowByte: [0, 255, 0x78],
      joined: [-0x7fffffff, -1, 0x12345679],
      up: [0, 0xff0, 0x780],
      arithmetic: [-0x8000000, -1, 0x1234567],
      logical: [0x8000000, 0xfffffff, 0x1234567],
    },
  },
  {
    name: "and, or, xor, shifts, bits and concat up to 53 bits",
    rule: "2",
    make: () => new WideUnsigned(),
    cycles: 2,
    stimulus: { x: [high + 5, 2 ** 53 - 1], y: [high + 2 ** 33 + 6, 0] },
    expected: {
      both: [high + 4, 0],
      either: [high + 2 ** 33 + 7, 2 ** 53 - 1],
      differs: [2 ** 33 + 3, 2 ** 53 - 1],
      down: [4096, 8191],
      up: [5 * 2 ** 40, 4095 * 2 ** 40],
      high: [2 ** 20, 2 ** 21 - 1],
      top: 1,
      // Bits 52…33 of x stay in their place, bits 32…0 come from y.
      joined: [high + 6, 2 ** 53 - 2 ** 33],
    },
  },
  {
    name: "wide operators on negative numbers see two's complement",
    rule: "2",
    make: () => new WideSigned(),
    cycles: 3,
    stimulus: { x: [-1, -8, 2 ** 39 - 1] },
    expected: {
      both: [0xf00000000, 0xf00000000, 0xf00000000],
      either: [-1, -7, 2 ** 39 - 1],
      inverted: [0, 7, -(2 ** 39)],
      down: [-1, -1, 2 ** 36 - 1],
      pattern: [2 ** 40 - 1, 2 ** 40 - 8, 2 ** 39 - 1],
      sign: [1, 1, 0],
    },
  },
  {
    name: "operators on bigints",
    rule: "2",
    make: () => new BigOperators(),
    cycles: 2,
    stimulus: { a: [2n ** 128n - 1n, 2n ** 64n + 7n], s: [-(2n ** 64n), 123n] },
    expected: {
      sum: [2n ** 128n, 2n ** 64n + 8n],
      product: [-(2n ** 192n) + 2n ** 64n, 123n * 2n ** 64n + 861n],
      // 2^64 = 18446744073709551616.
      quotient: [-1844674407370955161n, 12n],
      remainder: [-6n, 3n],
      masked: [2n ** 100n - 1n, 2n ** 64n + 7n],
      up: [2n ** 131n - 8n, 2n ** 67n + 56n],
      down: [-(2n ** 60n), 7n],
      middle: [2n ** 64n - 1n, 2n ** 32n],
      sign: [1, 0],
      joined: [2n ** 128n - 1n, 7n * 2n ** 64n + 1n],
      greater: 1,
    },
  },
  {
    name: "saturate clamps to the ends of a type",
    rule: "2",
    make: () => new Saturation(),
    cycles: 3,
    stimulus: { a: [100, -100, 3], b: [100, -100, 4], s: [2n ** 63n - 1n, -(2n ** 63n), -5n] },
    expected: { sum: [127, -128, 7], rectified: 0, big: [127n, -128n, -5n] },
  },
  {
    name: "Math.min, max, abs, clz32 and imul",
    rule: "3",
    make: () => new Functions(),
    cycles: 3,
    stimulus: { a: [-(2 ** 31), 65537, 0], b: [101, 65537, 200] },
    expected: {
      least: [-(2 ** 31), 100, 0],
      most: [101, 65537, 200],
      size: [2 ** 31, 65537, 0],
      zeros: [0, 15, 32],
      // −2^31 · 101 ≡ 2^31 ≡ −2^31; 65537² = 2^32 + 2^17 + 1.
      lowProduct: [-(2 ** 31), 131073, 0],
    },
  },
];
