import { expect, test } from "vitest";
import { bit, input, memory, Module, outputReg, sint, uint, vec, wrap } from "../../describe/index.ts";
import { createRandom } from "../../random/random.ts";
import { agree, fed, vectors } from "./mistakes.test-kit.ts";

test.each([2, 31, 32, 33, 63, 64, 65])("tables of %i truths", (length) => {
  const random = createRandom(length);
  const truths = Object.freeze(Array.from({ length }, () => random.integer(0, 1) === 1));
  class Cell extends Module {
    readonly at = input(uint(7));
    readonly found = outputReg(bit);
    readonly number = outputReg(uint(40));
    override update() {
      if (this.at.value >= length) return;
      this.found.next = truths[this.at.value]!;
      this.number.next = truths[this.at.value] ? 2 ** 39 : 5;
    }
  }
  agree(
    fed(2, () => new Cell()),
    150,
  );
});

test("what a condition excludes is not evaluated: divisors, addresses, indices", () => {
  const table = Object.freeze([30, 10, 40, 10, 50]);
  class Cell extends Module {
    readonly a = input(sint(20));
    readonly b = input(uint(4));
    readonly words = memory(uint(8), 5, { init: 3 });
    readonly quotient = outputReg(sint(21));
    readonly rest = outputReg(sint(21));
    readonly entry = outputReg(uint(8));
    readonly word = outputReg(uint(8));
    readonly both = outputReg(bit);
    readonly one = outputReg(bit);
    readonly far = outputReg(vec(bit, 2));
    override update() {
      const [a, b] = [this.a.value, this.b.value];
      this.quotient.next = b > 0 ? Math.trunc(a / b) : 77;
      this.rest.next = b === 0 ? -7 : a % b;
      this.entry.next = b < 5 ? table[b]! : 1;
      this.word.next = b >= 5 ? 2 : this.words.read(b);
      this.both.next = b > 0 && a % b === 0;
      this.one.next = b === 0 || Math.floor(a / b) > 100;
      this.far[0]!.next = b < 5 && table[b]! > 10;
      this.far[1]!.next = b >= 5 || this.words.read(b) === 3;
      if (b < 5) this.words.write(b, wrap(a));
    }
  }
  agree(
    fed(2, () => new Cell()),
    80,
  );
});

test("tables of more bytes than constants are given at once, each beside others", () => {
  const random = createRandom("tables");
  const numbers = (length: number) => Object.freeze(Array.from({ length }, () => random.integer(0, 2 ** 30)));
  const [first, second, third] = [numbers(1500), numbers(600), numbers(1100)];
  class Tables extends Module {
    readonly at = input(uint(11));
    readonly seen = outputReg(vec(uint(30), 3));
    override update() {
      const at = this.at.value;
      if (at < 1500) this.seen[0]!.next = wrap(first[at]!);
      if (at < 600) this.seen[1]!.next = wrap(second[at]!);
      // Those at its end, which another table would lie upon.
      this.seen[2]!.next = wrap(third[1099 - (at & 255)]!);
    }
  }
  agree(new Tables(), 200);
});

test("tables of bytes in lanes of more bits", () => {
  const signed = Object.freeze([3, -1, 4, 1, -5, 9, -2, 6]);
  const plain = Object.freeze([3, 200, 41, 10]);
  class Cell extends Module {
    readonly at = input(uint(3));
    readonly x = input(sint(16));
    readonly y = input(uint(16));
    readonly z = input(sint(30));
    readonly middle = outputReg(sint(16));
    readonly plain = outputReg(uint(16));
    readonly sum = outputReg(sint(17));
    readonly xor = outputReg(uint(16));
    readonly wide = outputReg(sint(31));
    override update() {
      const at = this.at.value;
      this.middle.next = signed[at]!;
      this.plain.next = plain[at & 3]!;
      this.sum.next = this.x.value + signed[at]!;
      this.xor.next = this.y.value ^ plain[at & 3]!;
      this.wide.next = this.z.value + plain[at & 3]!;
    }
  }
  const many = (): Module => fed(21, () => new Cell());
  expect(vectors(many())).toEqual(["Cell.update"]);
  agree(many(), 60);
});

test.each([1, 21])("quotients by powers of two, of numbers of both signs: %i instances", (count) => {
  class Cell extends Module {
    readonly a = input(sint(12));
    readonly b = input(uint(12));
    readonly towards = outputReg(sint(12));
    readonly below = outputReg(sint(12));
    readonly natural = outputReg(uint(12));
    override update() {
      this.towards.next = Math.trunc(this.a.value / 8);
      this.below.next = Math.floor(this.a.value / 8);
      this.natural.next = Math.trunc(this.b.value / 4) + (this.b.value % 16);
    }
  }
  agree(
    fed(count, () => new Cell()),
    60,
  );
});
