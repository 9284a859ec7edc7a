import { describe, expect, test } from "vitest";
import {
  bigSint,
  bigUint,
  bit,
  bits,
  enumeration,
  input,
  Module,
  output,
  outputReg,
  shl,
  shr,
  sint,
  uint,
  vec,
  wrap,
} from "../../describe/index.ts";
import { agree, fed, vectors } from "./mistakes.test-kit.ts";

// Each operator of a class whose instances run one by one, and of one whose instances run in vectors: in groups of 16, of 4, and alone.

const counts = [1, 21] as const;
const integer = (width: number, isSigned: boolean) =>
  (isSigned ? sint(width) : uint(width)) as ReturnType<typeof uint>;
const table = Object.freeze([3, -1, 4, 1, -5, 9, 2, 6]);

describe("each operator on integers", () => {
  test.each(
    counts.flatMap((count) =>
      [4, 8, 12, 16].flatMap((width) => [false, true].map((sign) => [count, width, sign] as const)),
    ),
  )("%i instances, %i bits, signed: %s", (count, width, isSigned) => {
    const type = integer(width, isSigned);
    class Cell extends Module {
      readonly a = input(type);
      readonly b = input(type);
      readonly k = input(uint(3));
      readonly sum = outputReg(type);
      readonly difference = outputReg(sint(width + 2));
      readonly product = outputReg(type);
      readonly whole = outputReg(integer(2 * width, isSigned));
      readonly both = outputReg(type);
      readonly either = outputReg(type);
      readonly one = outputReg(sint(width + 1));
      readonly not = outputReg(sint(width + 1));
      readonly negative = outputReg(sint(width + 1));
      readonly size = outputReg(sint(width + 2));
      readonly least = outputReg(type);
      readonly most = outputReg(type);
      readonly down = outputReg(type);
      readonly up = outputReg(type);
      readonly by = outputReg(type);
      readonly upBy = outputReg(type);
      readonly part = outputReg(uint(3));
      readonly top = outputReg(uint(2));
      readonly found = outputReg(sint(5));
      readonly narrow = outputReg(sint(3));
      readonly odd = outputReg(uint(2));
      override update() {
        const a = this.a.value;
        const b = this.b.value;
        this.sum.next = wrap(a + b);
        this.difference.next = a - b;
        this.product.next = wrap(a * b);
        this.whole.next = wrap(a * b);
        this.both.next = wrap(a & b);
        this.either.next = wrap(a | b);
        this.one.next = wrap(a ^ b);
        this.not.next = wrap(~a);
        this.negative.next = wrap(-b);
        this.size.next = Math.abs(a - b);
        this.least.next = Math.min(a, b);
        this.most.next = Math.max(a, b);
        this.down.next = a >> 3;
        this.up.next = wrap(a << 3);
        this.by.next = a >> this.k.value;
        this.upBy.next = wrap(b << this.k.value);
        this.part.next = bits(a, 3, 1);
        this.top.next = bits(b, 3, 2);
        this.found.next = table[this.k.value]!;
        this.narrow.next = wrap(a);
        this.odd.next = wrap(b);
      }
    }
    expect(vectors(fed(count, () => new Cell())).length).toBe(count > 1 ? 1 : 0);
    agree(fed(count, () => new Cell()));
  });

  test.each(
    counts.flatMap((count) =>
      [3, 8, 16].flatMap((width) => [false, true].map((sign) => [count, width, sign] as const)),
    ),
  )("orders, conditions and paths: %i instances, %i bits, signed: %s", (count, width, isSigned) => {
    const type = integer(width, isSigned);
    const Kind = enumeration("Idle", "Load", "Run");
    class Cell extends Module {
      readonly a = input(type);
      readonly b = input(type);
      readonly p = input(bit);
      readonly q = input(bit);
      readonly kind = input(Kind);
      readonly less = outputReg(bit);
      readonly lessOrSame = outputReg(bit);
      readonly more = outputReg(bit);
      readonly moreOrSame = outputReg(bit);
      readonly same = outputReg(bit);
      readonly other = outputReg(bit);
      readonly zero = outputReg(bit);
      readonly and = outputReg(bit);
      readonly or = outputReg(bit);
      readonly equal = outputReg(bit);
      readonly differs = outputReg(bit);
      readonly count = outputReg(uint(3));
      readonly chosen = outputReg(type);
      readonly cased = outputReg(type);
      readonly state = outputReg(Kind, { init: Kind.Idle });
      readonly held = outputReg(type, { init: 1 });
      readonly left = outputReg(type, { init: 2 });
      readonly last = outputReg(type, { init: 3 });
      override update() {
        const a = this.a.value;
        const b = this.b.value;
        const p = this.p.value === 1;
        const q = this.q.value === 1;
        this.less.next = a < b;
        this.lessOrSame.next = a <= b;
        this.more.next = a > b;
        this.moreOrSame.next = a >= b;
        this.same.next = a === b;
        this.other.next = a !== b;
        this.zero.next = !a;
        this.and.next = p && a < b;
        this.or.next = q || a > b;
        this.equal.next = p === q;
        this.differs.next = p !== q;
        this.count.next = this.p.value + this.q.value + (a < b ? 1 : 0);
        this.chosen.next = p ? (q ? a : b) : q ? b : 0;
        switch (this.kind.value) {
          case Kind.Idle:
            this.cased.next = a;
            this.state.next = p ? Kind.Load : Kind.Run;
            break;
          case Kind.Load:
            this.cased.next = b;
            break;
          default:
            if (q) this.state.next = Kind.Idle;
        }
        if (p && a === b) {
          this.left.next = a;
          if (q) return;
          this.held.next = b;
        } else if (a < b) this.held.next = a;
        if (b === 0) return;
        this.last.next = this.left.value;
      }
    }
    expect(vectors(fed(count, () => new Cell())).length).toBe(count > 1 ? 1 : 0);
    agree(
      fed(count, () => new Cell()),
      60,
    );
  });

  test.each(counts)("wires that an index chooses, and drives that are read again: %i instances", (count) => {
    class Cell extends Module {
      readonly i = input(uint(2));
      readonly a = input(sint(9));
      readonly kept = outputReg(vec(sint(9), 4));
      readonly chosen = output(sint(9));
      readonly seen = output(sint(10));
      readonly later = output(sint(9));
      override propagate() {
        this.chosen.value = this.kept[this.i.value]!.value;
        this.later.value = this.a.value;
        if (this.chosen.value < 0) this.later.value = this.chosen.value;
        this.seen.value = this.chosen.value + this.later.value;
      }
      override update() {
        this.kept[this.i.value]!.next = this.a.value;
        if (this.a.value > 9) this.kept[3]!.next = this.seen.value > 0 ? 7 : -7;
      }
    }
    agree(
      fed(count, () => new Cell()),
      60,
    );
  });

  test.each([16, 32, 53])("divisions and what no lane can do, %i bits", (width) => {
    const [u, s] = [uint(width), sint(width)];
    class Cell extends Module {
      readonly u = input(u);
      readonly v = input(u);
      readonly s = input(s);
      readonly t = input(s);
      readonly outs = outputReg(vec(sint(53), 9));
      readonly less = outputReg(vec(bit, 4));
      override update() {
        const { outs, less } = this;
        const [su, sv] = [this.u.value, this.v.value];
        const [a, b] = [this.s.value, this.t.value];
        outs[0]!.next = wrap(su % 16);
        outs[1]!.next = wrap(Math.floor(su / 64));
        outs[2]!.next = wrap(Math.floor(a / 64));
        if (sv > 0) outs[3]!.next = wrap(Math.trunc(su / sv));
        if (b !== 0) {
          outs[4]!.next = wrap(Math.trunc(a / b));
          outs[5]!.next = wrap(Math.floor(a / b));
          outs[6]!.next = wrap(a % b);
        }
        outs[7]!.next = wrap(Math.abs(a));
        outs[8]!.next = wrap(Math.max(a, b));
        less[0]!.next = su < sv;
        less[1]!.next = a < b;
        less[2]!.next = a >= b;
        less[3]!.next = su !== sv;
      }
    }
    agree(new Cell(), 100);
  });

  test.each([54, 64, 65, 100, 130])("bigints of %i bits", (width) => {
    class Cell extends Module {
      readonly u = input(bigUint(width));
      readonly v = input(bigUint(width));
      readonly s = input(bigSint(width));
      readonly t = input(bigSint(width));
      readonly by = input(uint(7));
      readonly us = outputReg(vec(bigUint(width), 9));
      readonly ss = outputReg(vec(bigSint(width), 9));
      readonly truths = outputReg(vec(bit, 8));
      readonly part = outputReg(bigUint(20));
      override update() {
        const { us, ss, truths } = this;
        const [u, v] = [this.u.value, this.v.value];
        const [s, t] = [this.s.value, this.t.value];
        us[0]!.next = wrap(u - v);
        us[1]!.next = wrap(u * v);
        us[2]!.next = u & v;
        us[3]!.next = u | v;
        us[4]!.next = u ^ v;
        us[5]!.next = shr(u, this.by.value);
        us[6]!.next = wrap(shl(v, this.by.value));
        if (v > 0n) {
          us[7]!.next = u / v;
          us[8]!.next = u % v;
        }
        ss[0]!.next = wrap(-s);
        ss[1]!.next = wrap(~s);
        ss[2]!.next = shr(s, this.by.value);
        ss[3]!.next = wrap(s * t);
        if (t !== 0n) {
          ss[4]!.next = wrap(s / t);
          ss[5]!.next = s % t;
        }
        ss[6]!.next = s < t ? s : t;
        ss[7]!.next = s & t;
        truths[0]!.next = u < v;
        truths[1]!.next = s < t;
        truths[2]!.next = s >= t;
        truths[3]!.next = u === v;
        truths[4]!.next = s !== t;
        truths[5]!.next = s > 0n;
        truths[6]!.next = u > 5n;
        this.part.next = bits(u, 52, 33);
      }
    }
    agree(new Cell(), 80);
  });

  test.each([65, 100, 128])("quotients and remainders of %i bits among wider numbers", (width) => {
    class Cell extends Module {
      readonly s = input(bigSint(width));
      readonly t = input(bigSint(width));
      readonly wide = input(bigSint(400));
      readonly sums = outputReg(vec(bigSint(401), 2));
      readonly both = outputReg(bigSint(400));
      override update() {
        const [s, t, wide] = [this.s.value, this.t.value, this.wide.value];
        if (t === 0n) return;
        this.sums[0]!.next = wide + s / t;
        this.sums[1]!.next = wide - (s % t);
        this.both.next = wide ^ (s / t);
      }
    }
    agree(new Cell(), 80);
  });
});
