import { test } from "vitest";
import { bigSint, bigUint, input, memory, Module, outputReg, sint, uint } from "../../describe/index.ts";
import { agree, fed } from "./mistakes.test-kit.ts";

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
