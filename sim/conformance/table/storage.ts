import {
  bigUint,
  bit,
  bits,
  enumeration,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  uint,
  wrap,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

class TwoPort extends Module {
  readonly writeEnable = input(bit);
  readonly writeAddress = input(uint(2));
  readonly readAddress = input(uint(2));
  readonly data = input(sint(8));
  readonly now = output(sint(8));
  readonly synchronous = outputReg(sint(8));
  protected readonly words = memory(sint(8), 4, { init: [-1, 2, -3] });

  override propagate() {
    this.now.value = this.words.read(this.readAddress.value);
  }

  override update() {
    this.synchronous.next = this.words.read(this.readAddress.value);
    if (this.writeEnable.value) this.words.write(this.writeAddress.value, this.data.value);
  }
}

class Masked extends Module {
  readonly data = input(uint(16));
  readonly mask = input(uint(16));
  readonly second = input(bit);
  readonly wide = input(bigUint(72));
  readonly word = output(uint(16));
  readonly other = output(uint(16));
  readonly big = output(bigUint(72));
  protected readonly words = memory(uint(16), 2, { init: 0x1234 });
  protected readonly bigs = memory(bigUint(72), 3);

  override propagate() {
    this.word.value = this.words.read(0);
    this.other.value = this.words.read(1);
    this.big.value = this.bigs.read(2);
  }

  override update() {
    this.words.write(0, this.data.value, { mask: this.mask.value });
    // A later write in the same call wins, bit by bit.
    if (this.second.value) this.words.write(0, 0, { mask: 0x00f0 });
    this.bigs.write(2, this.wide.value, { mask: 0xff0000000000000000n });
  }
}

class Wrapping extends Module {
  readonly address = input(uint(4));
  readonly data = input(uint(8));
  readonly out = output(uint(4));
  protected readonly words = memory(uint(4), 10, { init: 5 });

  override propagate() {
    this.out.value = this.words.read(this.address.value % 10);
  }

  override update() {
    this.words.write(this.address.value % 10, wrap(this.data.value));
  }
}

class Resets extends Module {
  readonly data = input(uint(8));
  readonly withInit = reg(uint(8), { init: 42 });
  readonly without = reg(uint(8));
  readonly content = output(uint(8));
  protected readonly words = memory(uint(8), 1, { init: 3 });

  override propagate() {
    this.content.value = this.words.read(0);
  }

  override update() {
    this.withInit.next = this.data.value;
    this.without.next = this.data.value;
    this.words.write(0, this.data.value);
  }
}

const Color = enumeration("Red", "Green", "Blue");

class Defaults extends Module {
  readonly color = input(Color, { default: Color.Blue });
  readonly gain = input(uint(4), { default: 3 });
  readonly a = input(uint(4));
  readonly out = output(uint(8));
  readonly blue = output(bit);

  override propagate() {
    this.out.value = this.a.value * this.gain.value;
    this.blue.value = this.color.value === Color.Blue;
  }
}

class DefaultsParent extends Module {
  readonly a = input(uint(4));
  readonly child = new Defaults();
  readonly out = output(uint(8));

  override propagate() {
    this.child.a.value = this.a.value;
    this.out.value = this.child.out.value;
  }
}

class Bounded extends Module {
  readonly count = outputReg(uint(4), { init: 0, range: [0, 9] });
  readonly next = output(uint(4));
  readonly parity = output(bit);

  override propagate() {
    this.next.value = this.count.value === 9 ? 0 : this.count.value + 1;
    this.parity.value = bits(this.count.value, 0, 0);
  }

  override update() {
    this.count.next = this.count.value < 9 ? this.count.value + 1 : 0;
  }
}

export const storage: readonly TableEntry[] = [
  {
    name: "memory: asynchronous and read-first synchronous port beside a write to the same word",
    rule: "4",
    make: () => new TwoPort(),
    cycles: 5,
    stimulus: {
      writeEnable: [1, 1, 0, 0, 0],
      writeAddress: [2, 3, 0, 0, 0],
      readAddress: [2, 2, 3, 0, 1],
      data: [50, -60, 7, 8, 9],
    },
    expected: { now: [-3, 50, -60, -1, 2], synchronous: [0, -3, 50, -60, -1] },
  },
  {
    name: "memory: masked writes, the later one wins bit by bit",
    rule: "4",
    make: () => new Masked(),
    cycles: 3,
    stimulus: {
      data: [0xffff, 0xabcd, 0],
      mask: [0x0f0f, 0xff00, 0],
      second: [0, 1, 0],
      wide: 2n ** 72n - 1n,
    },
    expected: { word: [0x1234, 0x1f3f, 0xab0f], other: 0x1234, big: [0n, 0xffn << 64n, 0xffn << 64n] },
  },
  {
    name: "memory: a depth that is no power of two, words wrap",
    rule: "4",
    make: () => new Wrapping(),
    cycles: 4,
    stimulus: { address: [9, 9, 15, 5], data: [0x2b, 0x31, 0x4c, 0] },
    expected: { out: [5, 11, 5, 12] },
  },
  {
    name: "reset: registers with init take it, others and memories hold; it has priority over update",
    rule: "4",
    make: () => new Resets(),
    cycles: 5,
    reset: [0, 2, 3],
    stimulus: { data: [10, 11, 12, 13, 14] },
    expected: { withInit: [42, 42, 11, 42, 42], without: [0, 0, 11, 11, 11], content: [3, 3, 11, 11, 11] },
  },
  {
    name: "an input that nothing drives has its default",
    rule: "1",
    make: () => new DefaultsParent(),
    cycles: 2,
    stimulus: { a: [5, 15] },
    expected: { out: [15, 45], "child.gain": 3, "child.blue": 1, "child.color": "Blue" },
  },
  {
    name: "a register with a stated range",
    rule: "3",
    make: () => new Bounded(),
    cycles: 12,
    stimulus: {},
    expected: {
      count: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1],
      next: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2],
      parity: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    },
  },
];
