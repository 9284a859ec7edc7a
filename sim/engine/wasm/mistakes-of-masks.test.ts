import { expect, test } from "vitest";
import {
  bigSint,
  bigUint,
  bit,
  input,
  memory,
  Module,
  outputReg,
  sint,
  uint,
  wrap,
} from "../../describe/index.ts";
import { agree, fed, vectors } from "./mistakes.test-kit.ts";

test.each([5, 12, 20, 40])(
  "words of %i bits that are written under a mask, and read at the same edge",
  (width) => {
    class Cell extends Module {
      readonly at = input(uint(2));
      readonly from = input(uint(2));
      readonly u = input(uint(width));
      readonly s = input(sint(width));
      readonly mask = input(uint(width));
      readonly plain = memory(uint(width), 4, { init: 1 });
      readonly signs = memory(sint(width), 4, { init: -2 });
      readonly seen = outputReg(uint(width));
      readonly sign = outputReg(sint(width));
      override update() {
        this.plain.write(this.at.value, this.u.value, { mask: this.mask.value });
        this.signs.write(this.at.value, this.s.value, { mask: this.mask.value });
        this.seen.next = this.plain.read(this.from.value);
        this.sign.next = this.signs.read(this.from.value);
      }
    }
    agree(
      fed(3, () => new Cell()),
      40,
    );
  },
);

test("wide words that are written under a mask", () => {
  class Cell extends Module {
    readonly at = input(uint(2));
    readonly u = input(bigUint(70));
    readonly s = input(bigSint(128));
    readonly mask = input(bigUint(70));
    readonly wide = input(bigUint(128));
    readonly plain = memory(bigUint(70), 4, { init: 1n });
    readonly signs = memory(bigSint(128), 4, { init: -2n });
    override update() {
      this.plain.write(this.at.value, this.u.value, { mask: this.mask.value });
      this.signs.write(this.at.value, this.s.value, { mask: this.wide.value });
    }
  }
  agree(
    fed(3, () => new Cell()),
    40,
  );
});

test("sums of which a mask decides whether anything is added", () => {
  class Cell extends Module {
    readonly go = input(bit);
    readonly a = input(sint(8));
    readonly b = input(uint(8));
    readonly c = input(sint(16));
    readonly word = outputReg(sint(32), { init: 5 });
    readonly byte = outputReg(sint(8), { init: -100 });
    readonly minus = outputReg(sint(16), { init: 0 });
    readonly otherwise = outputReg(uint(16), { init: 0 });
    readonly odd = outputReg(sint(13), { init: 0 });
    readonly count = outputReg(uint(4), { init: 0, range: [0, 9] });
    readonly narrow = outputReg(sint(24), { init: 0 });
    override update() {
      if (this.go.value) {
        this.word.next = wrap(this.word.value + this.a.value * this.b.value);
        this.byte.next = wrap(this.a.value + this.byte.value);
        this.minus.next = wrap(this.minus.value - this.a.value * this.c.value);
        this.odd.next = wrap(this.odd.value + this.c.value);
        if (this.count.value < 9) this.count.next = this.count.value + 1;
      } else this.otherwise.next = wrap(this.otherwise.value + this.b.value);
      // Where it is not added the factor does not fit into the lanes in which it is multiplied.
      if (this.c.value >= 0 && this.c.value < 128)
        this.narrow.next = wrap(this.narrow.value + this.c.value * this.a.value);
      else if (this.b.value > 250) this.narrow.next = wrap(this.narrow.value - this.c.value);
    }
  }
  const many = (): Module => fed(37, () => new Cell());
  expect(vectors(many())).toEqual(["Cell.update"]);
  agree(many(), 60);
});
