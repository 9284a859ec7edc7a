import { bigUint, bit, input, memory, Module, outputReg, sint, uint } from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

/** Two writes, each under a condition, the second one masked, and reads behind them. */
class WriteFirst extends Module {
  readonly first = input(bit);
  readonly second = input(bit);
  readonly address = input(uint(2));
  readonly other = input(uint(2));
  readonly data = input(uint(8));
  readonly mask = input(uint(8));
  readonly seen = outputReg(uint(8));
  readonly beside = outputReg(uint(8));
  protected readonly words = memory(uint(8), 4, {
    init: (address) => 16 * address,
    onCollision: "writeFirst",
  });

  override update() {
    if (this.first.value) this.words.write(this.address.value, this.data.value);
    if (this.second.value) this.words.write(this.other.value, 0xff, { mask: this.mask.value });
    this.seen.next = this.words.read(this.address.value);
    this.beside.next = this.words.read(this.other.value);
  }
}

/** The same for words with a sign and for wide ones, with a return before the reads. */
class WriteFirstWords extends Module {
  readonly write = input(bit);
  readonly hold = input(bit);
  readonly mask = input(bigUint(70));
  readonly small = outputReg(sint(8));
  readonly wide = outputReg(bigUint(70));
  protected readonly smalls = memory(sint(8), 2, { init: -1, onCollision: "writeFirst" });
  protected readonly wides = memory(bigUint(70), 2, { init: 5n, onCollision: "writeFirst" });

  override update() {
    if (this.write.value) {
      this.smalls.write(1, 0x70, { mask: -16 });
      this.wides.write(0, (1n << 69n) + 2n, { mask: this.mask.value });
    }
    if (this.hold.value) return;
    this.small.next = this.smalls.read(1);
    this.wide.next = this.wides.read(0);
  }
}

/** One port: a cycle that writes keeps what was read last. */
class NoChange extends Module {
  readonly write = input(bit);
  readonly address = input(uint(1));
  readonly data = input(uint(8));
  readonly out = outputReg(uint(8));
  protected readonly words = memory(uint(8), 2, {
    init: new Uint8Array([7, 9]),
    onCollision: "noChange",
    ports: { readWrite: 1 },
  });

  override update() {
    if (this.write.value) this.words.write(this.address.value, this.data.value);
    else this.out.next = this.words.read(this.address.value);
  }
}

/** One of two memories, each with its own rule for a word that is read while it is written. */
class MixedBanks extends Module {
  readonly bank = input(bit);
  readonly data = input(uint(8));
  readonly seen = outputReg(uint(8));
  protected readonly banks = [
    memory(uint(8), 2, { init: 3, onCollision: "writeFirst" }),
    memory(uint(8), 2, { init: 4, onCollision: "readFirst" }),
  ];

  override update() {
    this.banks[this.bank.value]!.write(1, this.data.value);
    this.seen.next = this.banks[this.bank.value]!.read(1);
  }
}

export const collisions: readonly TableEntry[] = [
  {
    name: "memory: a write-first read sees what the call has written, per bit of the masks, and commits nothing else",
    rule: "4",
    make: () => new WriteFirst(),
    cycles: 6,
    stimulus: {
      first: [1, 0, 1, 1, 0, 0],
      second: [0, 1, 1, 1, 0, 0],
      address: [1, 1, 2, 3, 3, 2],
      other: [0, 1, 2, 0, 0, 1],
      data: [0x55, 0, 0xa0, 0x11, 0, 0],
      mask: [0, 0x0f, 0x03, 0xf0, 0, 0],
    },
    expected: {
      seen: [0, 0x55, 0x5f, 0xa3, 0x11, 0x11],
      beside: [0, 0, 0x5f, 0xa3, 0xf0, 0xf0],
    },
  },
  {
    name: "memory: write-first words with a sign and wide ones; a register that is not assigned holds",
    rule: "4",
    make: () => new WriteFirstWords(),
    cycles: 4,
    stimulus: { write: [0, 1, 1, 0], hold: [0, 0, 1, 0], mask: [0n, 2n ** 70n - 1n, 1n << 69n, 0n] },
    expected: {
      small: [0, -1, 0x7f, 0x7f],
      wide: [0n, 5n, (1n << 69n) + 2n, (1n << 69n) + 2n],
    },
  },
  {
    name: "memory: no-change: a cycle that writes keeps the word that was read last",
    rule: "4",
    make: () => new NoChange(),
    cycles: 5,
    stimulus: { write: [0, 1, 1, 0, 0], address: [1, 1, 0, 0, 1], data: [0, 50, 60, 0, 0] },
    expected: { out: [0, 9, 9, 9, 60] },
  },
  {
    name: "memory: one of several that differ in what a read of a written word sees: each goes by its own rule",
    rule: "4",
    make: () => new MixedBanks(),
    cycles: 5,
    stimulus: { bank: [0, 1, 0, 1, 1], data: [50, 60, 51, 61, 62] },
    expected: { seen: [0, 50, 4, 51, 60] },
  },
];
