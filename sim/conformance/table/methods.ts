import { bit, Bundle, input, Module, output, reg, sint, uint, wrap } from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

abstract class Scaled extends Module {
  readonly a = input(sint(8));
  readonly out = output(sint(16));

  protected get offset(): number {
    return 3;
  }

  protected scale(x: number): number {
    return x * 2 + this.offset;
  }
}

class ScaledTwice extends Scaled {
  readonly total = reg(sint(16));

  protected override get offset(): number {
    return super.offset + 1;
  }

  protected override scale(x: number): number {
    return super.scale(x) + super.scale(1);
  }

  protected get doubled(): number {
    return this.a.value * 2;
  }

  override propagate() {
    this.out.value = this.scale(this.a.value);
  }

  override update() {
    this.accumulate(this.doubled);
  }

  private accumulate(amount: number): void {
    if (amount === 0) return;
    this.total.next = wrap(this.total.value + amount);
  }
}

class Handshake extends Bundle {
  readonly valid = input(bit);
  readonly word = input(uint(8));
  readonly taken = output(bit);

  get high(): boolean {
    return this.valid.value === 1 && this.word.value >= 128;
  }

  accept(when: boolean): void {
    this.taken.value = when && this.valid.value === 1;
  }
}

class UsesBundle extends Module {
  readonly port = new Handshake();
  readonly enable = input(bit);
  readonly high = output(bit);

  override propagate() {
    this.port.accept(this.enable.value === 1);
    this.high.value = this.port.high;
  }
}

const squares = Object.freeze([0, 1, 4, 9, 16, 25, 36, 49]);
const step = 5;

function mix(a: number, b: number): number {
  const low = a & 15;
  return low * step + twice(b);
}

function twice(x: number): number {
  return x * 2;
}

class UsesModuleScope extends Module {
  readonly a = input(uint(3));
  readonly b = input(uint(8));
  readonly square = output(uint(6));
  readonly mixed = output(uint(16));

  override propagate() {
    this.square.value = squares[this.a.value]!;
    this.mixed.value = mix(this.b.value, this.a.value);
  }
}

class LocalFunctions extends Module {
  readonly a = input(uint(8));
  readonly b = input(uint(8));
  readonly near = output(bit);
  readonly folded = output(uint(9));
  readonly low = output(uint(8));
  readonly high = output(uint(8));

  override propagate() {
    const distance = (x: number, y: number): number => (x > y ? x - y : y - x);
    const clamp = (x: number): number => {
      if (x > 300) return 300;
      return x;
    };
    const { a, b } = this;
    const [low, high] = a.value < b.value ? [a.value, b.value] : [b.value, a.value];
    this.near.value = distance(a.value, b.value) < 4;
    this.folded.value = clamp(a.value + b.value);
    this.low.value = low;
    this.high.value = high;
  }
}

function makeScaler(factor: number, table: readonly number[]) {
  return class Scaler extends Module {
    readonly a = input(uint(2));
    readonly out = output(uint(8));

    override propagate() {
      this.out.value = wrap(table[this.a.value]! * factor);
    }
  };
}

const Doubler = makeScaler(2, Object.freeze([1, 2, 3, 4]));
const Tripler = makeScaler(3, Object.freeze([10, 20, 30, 100]));

class Factories extends Module {
  readonly a = input(uint(2));
  readonly doubler = new Doubler();
  readonly tripler = new Tripler();
  readonly sum = output(uint(9));

  override propagate() {
    this.doubler.a.value = this.a.value;
    this.tripler.a.value = this.a.value;
    this.sum.value = this.doubler.out.value + this.tripler.out.value;
  }
}

export const methods: readonly TableEntry[] = [
  {
    name: "methods, getters and super",
    rule: "3",
    make: () => new ScaledTwice(),
    cycles: 3,
    stimulus: { a: [5, -128, 0] },
    expected: {
      // (2a + 4) + (2 + 4).
      out: [20, -246, 10],
      total: [0, 10, -246],
    },
  },
  {
    name: "methods and getters of a bundle",
    rule: "3",
    make: () => new UsesBundle(),
    cycles: 4,
    stimulus: { "port.valid": [0, 1, 1, 1], "port.word": [200, 200, 100, 128], enable: [1, 1, 1, 0] },
    expected: { "port.taken": [0, 1, 1, 0], high: [0, 1, 0, 1] },
  },
  {
    name: "functions, constants and frozen tables of the file",
    rule: "3",
    make: () => new UsesModuleScope(),
    cycles: 3,
    stimulus: { a: [0, 7, 5], b: [0, 255, 17] },
    expected: {
      square: [0, 49, 25],
      // (b & 15) · 5 + 2a.
      mixed: [0, 89, 15],
    },
  },
  {
    name: "local arrow functions and destructuring",
    rule: "3",
    make: () => new LocalFunctions(),
    cycles: 3,
    stimulus: { a: [7, 255, 3], b: [10, 100, 3] },
    expected: { near: [1, 0, 1], folded: [17, 300, 6], low: [7, 100, 3], high: [10, 255, 3] },
  },
  {
    name: "two classes of a factory, equal in text, with different closures",
    rule: "3",
    make: () => new Factories(),
    cycles: 4,
    stimulus: { a: [0, 1, 2, 3] },
    expected: {
      "doubler.out": [2, 4, 6, 8],
      // 300 wraps to 44.
      "tripler.out": [30, 60, 90, 44],
      sum: [32, 64, 96, 52],
    },
  },
];
