import { describe, expect, test } from "vitest";
import {
  bigSint,
  bigUint,
  bit,
  fp16,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  toFloat,
  uint,
  wrap,
} from "../../describe/index.ts";
import { agree, driven, Row, vectors } from "./mistakes.test-kit.ts";

// Mistakes that compilers of this kind make, by name. Each design runs in both engines on values that are often at a border of their type.

describe("mistakes that compilers make with values", () => {
  test.each([8, 16, 32, 5, 12])("sign extension at lane borders, sint(%i)", (width) => {
    class Cell extends Module {
      readonly a = input(sint(width));
      readonly b = input(sint(width));
      readonly wide = outputReg(sint(Math.min(53, 2 * width)));
      readonly sum = outputReg(sint(width + 1));
      readonly half = outputReg(sint(width));
      override update() {
        this.wide.next = wrap(this.a.value + this.b.value * 3);
        this.sum.next = this.a.value - this.b.value;
        this.half.next =
          this.a.value < this.b.value ? this.a.value >> 1 : Math.max(this.a.value, this.b.value);
      }
    }
    const make = (): Module => driven(37, () => new Cell(), sint(width) as never);
    // Of 32 bits results are wider than lanes.
    expect(vectors(make()).includes("Cell.update")).toBe(width < 32);
    agree(make());
  });

  test.each([8, 16, 32, 7])("narrow values that look signed, uint(%i)", (width) => {
    class Cell extends Module {
      readonly a = input(uint(width));
      readonly b = input(uint(width));
      readonly less = outputReg(bit);
      readonly most = outputReg(uint(width));
      readonly apart = outputReg(sint(width + 1));
      readonly product = outputReg(uint(Math.min(53, 2 * width)));
      override update() {
        this.less.next = this.a.value < this.b.value;
        this.most.next = Math.max(this.a.value, this.b.value);
        this.apart.next = this.a.value - this.b.value;
        this.product.next = wrap(this.a.value * 3 + (this.b.value >>> 1));
      }
    }
    const make = (): Module => driven(37, () => new Cell(), uint(width));
    // Of 32 bits results are wider than lanes.
    expect(vectors(make()).includes("Cell.update")).toBe(width < 32);
    agree(make());
  });

  test("masks with side effects: what is not chosen neither writes, nor divides, nor leaves its table", () => {
    const table = Object.freeze([3, 1, 4, 1, 5]);
    class Cell extends Module {
      readonly a = input(uint(4));
      readonly b = input(uint(4));
      readonly words = memory(uint(4), 3);
      readonly o = outputReg(uint(8), { init: 7 });
      readonly kept = outputReg(uint(8), { init: 9 });
      override update() {
        if (this.a.value < 3) this.words.write(this.a.value, this.b.value);
        if (this.a.value < 5) this.o.next = table[this.a.value]!;
        else if (this.b.value > 0) this.o.next = Math.floor(this.a.value / this.b.value);
        if (this.a.value > this.b.value) {
          if (this.b.value === 2) return;
          this.kept.next = this.a.value;
        }
      }
    }
    agree(
      driven(19, () => new Cell(), uint(4)),
      60,
    );
  });

  test("wrap at each width", () => {
    const widths = Array.from({ length: 53 }, (_, i) => i + 1);
    class Wraps extends Module {
      readonly by = input(sint(6));
      readonly u = widths.map((width) => reg(uint(width), { init: 0 }));
      readonly s = widths.map((width) => reg(sint(width), { init: 0 }));
      override update() {
        for (const [i, each] of this.u.entries())
          if (i < 52) each.next = wrap(each.value + this.by.value);
          else each.next = wrap((each.value % 2 ** 50) + this.by.value);
        for (const [i, each] of this.s.entries())
          if (i < 52) each.next = wrap(this.by.value - each.value);
          else each.next = wrap((each.value % 2 ** 50) - this.by.value);
      }
    }
    agree(new Wraps(), 60);
  });

  test.each([1, 8, 54, 63, 64, 65, 100, 128, 129])(
    "wrap at each width: integers of %i bits in limbs",
    (width) => {
      class Wraps extends Module {
        readonly u = input(bigUint(width));
        readonly s = input(bigSint(width));
        readonly a = outputReg(bigUint(width));
        readonly b = outputReg(bigSint(width));
        readonly c = outputReg(bigUint(width));
        override update() {
          this.a.next = wrap(this.u.value * 3n + this.a.value);
          this.b.next = wrap(this.s.value * this.s.value - this.b.value);
          this.c.next = wrap(this.s.value - 1n);
        }
      }
      agree(new Wraps(), 40);
    },
  );

  test("NaN and −0", () => {
    class Floats extends Module {
      readonly x = input(fp32);
      readonly y = input(fp32);
      readonly n = input(sint(8));
      readonly sum = outputReg(fp32, { init: -0 });
      readonly product = outputReg(fp32);
      readonly half = outputReg(fp16);
      readonly equal = outputReg(bit);
      readonly less = outputReg(bit);
      readonly least = outputReg(fp32);
      readonly passed = output(fp32);
      readonly whole = outputReg(fp32);
      readonly negative = outputReg(fp32);
      override propagate() {
        this.passed.value = this.x.value;
      }
      override update() {
        this.sum.next = this.x.value + this.y.value;
        this.product.next = this.x.value * this.y.value;
        this.half.next = this.x.value;
        this.equal.next = this.x.value === this.y.value;
        this.less.next = !(this.x.value < this.y.value);
        this.least.next = this.x.value < this.y.value ? this.x.value : this.y.value;
        this.whole.next = toFloat(this.n.value);
        this.negative.next = -this.x.value;
      }
    }
    agree(new Floats(), 120);
    agree(new Row(Array.from({ length: 9 }, () => new Still())), 5);
  });
});

/** Keeps −0, and gives it on. */
class Still extends Module {
  readonly kept = reg(fp32, { init: -0 });
  readonly o = output(fp32);
  override propagate() {
    this.o.value = this.kept.value;
  }
  override update() {
    this.kept.next = this.kept.value * 1;
  }
}
