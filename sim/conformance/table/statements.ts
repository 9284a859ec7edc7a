import { bit, input, Module, output, outputReg, reg, sint, uint, wrap } from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

class HoldAndLast extends Module {
  readonly load = input(bit);
  readonly twice = input(bit);
  readonly data = input(uint(8));
  readonly held = reg(uint(8), { init: 7 });
  readonly last = reg(uint(8));
  readonly seen = output(uint(8));

  override propagate() {
    this.seen.value = 1;
    if (this.twice.value) this.seen.value = 2;
  }

  override update() {
    if (this.load.value) this.held.next = this.data.value;
    this.last.next = this.data.value;
    if (this.twice.value) this.last.next = wrap(this.data.value * 2);
  }
}

class Choices extends Module {
  readonly a = input(uint(8));
  readonly grade = output(uint(3));
  readonly kind = output(uint(4));
  readonly odd = output(bit);

  override propagate() {
    const a = this.a.value;
    if (a < 10) this.grade.value = 0;
    else if (a < 100) this.grade.value = 1;
    else if (a < 200) this.grade.value = 2;
    else this.grade.value = 3;
    switch (a) {
      case 0:
        this.kind.value = 8;
        break;
      case 1:
      case 2:
      case 3:
        this.kind.value = 9;
        break;
      default:
        this.kind.value = a > 128 ? 10 : 11;
    }
    this.odd.value = a % 2 === 1 ? 1 : 0;
  }
}

class EarlyReturn extends Module {
  readonly stop = input(bit);
  readonly skip = input(bit);
  readonly out = output(uint(4));
  readonly count = outputReg(uint(4));

  override propagate() {
    this.out.value = 1;
    if (this.stop.value) return;
    if (this.skip.value) {
      this.out.value = 2;
      return;
    }
    this.out.value = 3;
  }

  override update() {
    if (this.stop.value) return;
    this.count.next = wrap(this.count.value + 1);
    if (this.skip.value) return;
    this.count.next = wrap(this.count.value + 5);
  }
}

class Loops extends Module {
  readonly request = input(uint(8));
  readonly first = output(uint(4));
  readonly ones = output(uint(4));
  readonly sum = output(uint(8));
  readonly pairs = output(uint(6));

  override propagate() {
    let first = 8;
    for (let i = 0; i < 8; i++) {
      if (((this.request.value >> i) & 1) === 0) continue;
      first = i;
      break;
    }
    this.first.value = first;
    let ones = 0;
    for (let i = 7; i >= 0; i--) if ((this.request.value >> i) & 1) ones += 1;
    this.ones.value = ones;
    let sum = 0;
    for (const weight of [1, 3, 5, 7]) sum += weight * (this.request.value & 3);
    this.sum.value = sum;
    let pairs = 0;
    for (let i = 0; i < 8; i++) {
      for (let j = i + 1; j < 8; j++) {
        if (((this.request.value >> j) & 1) === 0) continue;
        if (((this.request.value >> i) & 1) === 0) break;
        pairs += 1;
      }
    }
    this.pairs.value = pairs;
  }
}

class Compound extends Module {
  readonly a = input(uint(8));
  readonly b = input(sint(8));
  readonly out = output(sint(24));
  readonly own = output(uint(10));

  override propagate() {
    let x = this.a.value;
    x += 3;
    x *= 2;
    x -= 1;
    x %= 256;
    x <<= 4;
    x |= 5;
    x ^= 1;
    let y = this.b.value;
    if (y < 0) y = -y;
    else y++;
    this.out.value = x - y;
    // The module reads what it has driven in this run.
    this.own.value = this.a.value;
    this.own.value = this.own.value + 1;
    this.own.value = this.own.value * 2;
  }
}

class SignalArrays extends Module {
  readonly lane = [input(uint(8)), input(uint(8)), input(uint(8))];
  readonly select = input(uint(2));
  readonly bank = Array.from({ length: 3 }, () => reg(uint(8)));
  readonly picked = output(uint(8));
  readonly clamped = output(uint(8));
  readonly mark = [output(bit), output(bit), output(bit), output(bit)];

  override propagate() {
    const select = this.select.value;
    this.picked.value = this.lane[select % 3]!.value;
    this.clamped.value = select < 3 ? this.lane[select]!.value : 255;
    for (const one of this.mark) one.value = 0;
    this.mark[select]!.value = 1;
  }

  override update() {
    if (this.select.value < 3) this.bank[this.select.value]!.next = this.picked.value;
  }
}

export const statements: readonly TableEntry[] = [
  {
    name: "an unassigned register holds; the last write wins",
    rule: "3",
    make: () => new HoldAndLast(),
    cycles: 4,
    stimulus: { load: [0, 1, 0, 0], twice: [0, 1, 1, 0], data: [50, 60, 200, 80] },
    expected: {
      held: [7, 7, 60, 60],
      // 2 · 200 = 400 = 256 + 144.
      last: [0, 50, 120, 144],
      seen: [1, 2, 2, 1],
    },
  },
  {
    name: "if chains, switch with shared cases and a default",
    rule: "3",
    make: () => new Choices(),
    cycles: 6,
    stimulus: { a: [0, 1, 3, 10, 128, 255] },
    expected: { grade: [0, 0, 0, 1, 2, 3], kind: [8, 9, 9, 11, 11, 10], odd: [0, 1, 1, 0, 0, 1] },
  },
  {
    name: "an early return skips what follows",
    rule: "3",
    make: () => new EarlyReturn(),
    cycles: 5,
    stimulus: { stop: [0, 0, 1, 1, 0], skip: [0, 1, 0, 1, 0] },
    expected: { out: [3, 2, 1, 1, 3], count: [0, 5, 6, 6, 6] },
  },
  {
    name: "loops with break and continue, nested, over a constant list",
    rule: "3",
    make: () => new Loops(),
    cycles: 4,
    stimulus: { request: [0, 0b10110100, 0xff, 1] },
    expected: {
      first: [8, 2, 0, 0],
      ones: [0, 4, 8, 1],
      // 16 · (request & 3).
      sum: [0, 0, 48, 16],
      // Pairs of set bits.
      pairs: [0, 6, 28, 0],
    },
  },
  {
    name: "compound assignment to locals, and to an output that is read back",
    rule: "3",
    make: () => new Compound(),
    cycles: 2,
    stimulus: { a: [1, 255], b: [-3, 3] },
    expected: {
      // 1: ((1+3)·2−1)·16 | 5 ^ 1 = 116, − 3. 255: (515 mod 256)·16 | 5 ^ 1 = 52, − 4.
      out: [113, 48],
      own: [4, 512],
    },
  },
  {
    name: "arrays of signals with a dynamic index, read and written",
    rule: "3",
    make: () => new SignalArrays(),
    cycles: 4,
    stimulus: { "lane.0": 10, "lane.1": 20, "lane.2": [30, 30, 30, 31], select: [2, 3, 1, 2] },
    expected: {
      picked: [30, 10, 20, 31],
      clamped: [30, 255, 20, 31],
      "mark.0": 0,
      "mark.1": [0, 0, 1, 0],
      "mark.2": [1, 0, 0, 1],
      "mark.3": [0, 1, 0, 0],
      "bank.0": 0,
      "bank.1": [0, 0, 0, 20],
      "bank.2": [0, 30, 30, 30],
    },
  },
];
