import { expect, test } from "vitest";
import {
  bigUint,
  bit,
  connect,
  input,
  memory,
  Module,
  output,
  outputReg,
  sint,
  uint,
  vec,
  wrap,
} from "../../describe/index.ts";
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

test.each([1, 21])("remainders of sums of less than twice the divisor: %i instances", (count) => {
  class Cell extends Module {
    readonly a = input(uint(8));
    readonly near = outputReg(uint(4), { init: 0, range: [0, 10] });
    readonly far = outputReg(uint(4), { init: 5, range: [0, 12] });
    readonly least = outputReg(uint(8));
    readonly many = outputReg(uint(10), { init: 3, range: [0, 999] });
    override update() {
      this.many.next = (this.many.value + 700) % 1000;
      this.near.next = (this.near.value + 1) % 11;
      this.far.next = (this.far.value + 9) % 13;
      this.least.next = this.a.value % 200;
    }
  }
  const many = (): Module => fed(count, () => new Cell());
  expect(vectors(many()).length).toBe(count > 1 ? 1 : 0);
  agree(many(), 40);
});

test("numbers that become constants where a condition is the same in a whole row", () => {
  class Cell extends Module {
    readonly go = input(bit);
    readonly more = input(bit);
    readonly a = input(uint(8));
    readonly sum = outputReg(uint(8));
    readonly other = outputReg(uint(8));
    override update() {
      const limit = this.go.value ? 2 : this.a.value;
      const step = this.more.value ? 3 : this.a.value & 7;
      if (limit < 5) this.sum.next = wrap(this.sum.value + this.a.value);
      if (limit <= step + 1) this.other.next = wrap(this.other.value + step);
      else if (step === 3) this.other.next = this.a.value;
    }
  }
  class Cells extends Module {
    readonly go = input(bit);
    readonly more = input(bit);
    readonly a = Array.from({ length: 21 }, () => input(uint(8)));
    readonly cell = this.a.map(() => new Cell());
    constructor() {
      super();
      this.cell.forEach((cell, i) => {
        connect(this.go, cell.go);
        connect(this.more, cell.more);
        connect(this.a[i]!, cell.a);
      });
    }
  }
  expect(vectors(new Cells())).toEqual(["Cell.update"]);
  agree(new Cells(), 60);
});

test.each([1, 21])("a truth or another condition: %i instances", (count) => {
  class Cell extends Module {
    readonly p = input(bit);
    readonly a = input(uint(3));
    readonly b = input(uint(3));
    readonly o = outputReg(vec(bit, 6));
    override update() {
      const p = this.p.value === 1;
      const isLess = this.a.value < this.b.value;
      this.o[0]!.next = p ? true : isLess;
      this.o[1]!.next = p ? false : isLess;
      this.o[2]!.next = p ? isLess : true;
      this.o[3]!.next = p ? isLess : false;
      this.o[4]!.next = p ? isLess : this.a.value === 3;
      this.o[5]!.next = p === isLess;
    }
  }
  const many = (): Module => fed(count, () => new Cell());
  expect(vectors(many()).length).toBe(count > 1 ? 1 : 0);
  agree(many(), 40);
});

test("wide words of which an index chooses one", () => {
  class Cell extends Module {
    readonly at = input(uint(2));
    readonly from = input(uint(2));
    readonly x = input(bigUint(100));
    readonly kept = outputReg(vec(bigUint(100), 4));
    readonly seen = outputReg(bigUint(100));
    readonly driven = output(vec(bigUint(130), 4));
    override propagate() {
      for (const one of this.driven) one.value = this.x.value + 1n;
      this.driven[this.at.value]!.value = this.x.value;
    }
    override update() {
      this.kept[this.at.value]!.next = this.x.value;
      this.seen.next = this.kept[this.from.value]!.value;
    }
  }
  agree(
    fed(2, () => new Cell()),
    40,
  );
});
