import { expect, test } from "vitest";
import {
  bigUint,
  bit,
  fp32,
  input,
  memory,
  type Module,
  output,
  reg,
  sint,
  uint,
} from "../../describe/index.ts";
import { evaluated, findings, toldOf } from "../lower.test-kit.ts";
import { Phase, Ports } from "./refusals.test-kit.ts";

abstract class Banked extends Ports {
  readonly at = input(uint(2));
  readonly wide = memory(bigUint(80), 4);
  readonly real = memory(fp32, 4);
  readonly named = memory(Phase, 4);
}

/** Memories of several kinds, of which one is chosen at run time. */
abstract class Several extends Ports {
  readonly which = input(bit);
  readonly at = input(uint(2));
  readonly two = [memory(uint(2), 4, { init: [0, 1, 2, 3] }), memory(uint(8), 4, { init: [10, 20, 30, 40] })];
  readonly signs = [memory(uint(2), 4), memory(sint(8), 4, { init: [-1, -2, -3, -4] })];
  readonly kinds = [memory(uint(8), 4), memory(fp32, 4)];
  readonly halves = [memory(uint(8), 4), reg(uint(8))] as unknown as readonly ReturnType<typeof memory>[];
  readonly lengths = [memory(uint(8), 8), memory(uint(8), 3), memory(uint(8), 5)];
}

const refused: readonly (readonly [string, () => Module])[] = [
  [
    "a method that memories do not have, and too few arguments",
    () =>
      new (class A extends Banked {
        override propagate() {
          this.y.value = (this.m as unknown as { clear(): number }).clear();
        }
        override update() {
          (this.m as unknown as { write(a: number): void }).write(this.at.value);
          this.r.next = (this.m as unknown as { read(): number }).read();
        }
      })(),
  ],
  [
    "an address that is no integer",
    () =>
      new (class A extends Banked {
        override propagate() {
          this.y.value = this.m.read(this.f.value) + this.m.read(this.big.value as never);
        }
        override update() {
          this.m.write((this.at.value > 1) as never, 3);
          this.m.write(this.phase.value as never, 3);
        }
      })(),
  ],
  [
    "an address that may be below 0",
    () =>
      new (class A extends Banked {
        override propagate() {
          this.y.value = this.m.read(this.at.value - 1);
        }
        override update() {
          this.m.write(this.at.value * 3, 3);
        }
      })(),
  ],
  [
    "the shortest of several memories by name",
    () =>
      new (class A extends Several {
        override propagate() {
          this.y.value = this.lengths[Math.min(this.at.value, 2)]!.read(this.a.value & 3);
        }
      })(),
  ],
  [
    "writes in propagate()",
    () =>
      new (class A extends Several {
        override propagate() {
          this.y.value = 1;
          this.m.write(this.at.value, 3);
        }
      })(),
  ],
  [
    "writes of one of several in propagate()",
    () =>
      new (class A extends Several {
        override propagate() {
          this.y.value = 1;
          this.two[this.which.value]!.write(this.at.value, 3);
        }
      })(),
  ],
  [
    "words of several kinds",
    () =>
      new (class A extends Several {
        override propagate() {
          this.y.value = this.kinds[this.which.value]!.read(this.at.value);
        }
      })(),
  ],
  [
    "what is a memory in one place and none in another",
    () =>
      new (class A extends Several {
        override propagate() {
          this.y.value = this.halves[this.which.value]!.read(this.at.value) as number;
        }
      })(),
  ],
  [
    "values that words can't hold, or that lose bits",
    () =>
      new (class A extends Banked {
        override propagate() {
          this.y.value = 0;
        }
        override update() {
          this.m.write(this.at.value, this.a.value + 1);
          this.m.write(this.at.value, this.f.value);
          this.wide.write(this.at.value, this.a.value as never);
          this.named.write(this.at.value, this.a.value as never);
        }
      })(),
  ],
  [
    "masks of another kind than the words, and of words that have no bits of their own",
    () =>
      new (class A extends Banked {
        override propagate() {
          this.y.value = 0;
        }
        override update() {
          this.m.write(this.at.value, 3, { mask: 3n as never });
          this.wide.write(this.at.value, 3n, { mask: 3 as never });
          this.real.write(this.at.value, 3, { mask: 3 });
          this.named.write(this.at.value, Phase.Idle, { mask: 3 });
          this.m.write(this.at.value, 3, { mask: this.f.value });
          this.m.write(this.at.value, 3, { mask: "all" as never });
        }
      })(),
  ],
  [
    "the memory itself",
    () =>
      new (class A extends Banked {
        override propagate() {
          this.y.value = this.m as unknown as number;
          if (this.m as unknown as boolean) this.y.value = 1;
        }
        override update() {
          this.r.next = (this.m as unknown as number) + 1;
        }
      })(),
  ],
];

test("what is wrong with memories is said, and what to do about it (SEMANTICS 4)", () => {
  expect(toldOf(refused)).toMatchSnapshot();
});

const errorsOf = (top: Module) => findings(top).filter((finding) => finding.startsWith("E-"));

test("a word of one of several memories has the bounds of all of them (SEMANTICS 3)", () => {
  class Indexing extends Several {
    readonly places = Array.from({ length: 41 }, (_, i) => i * 2);
    override propagate() {
      const word = this.two[this.which.value]!.read(this.at.value);
      this.y.value = this.places[Math.min(word, 40)]!;
    }
  }
  expect([0, 1].map((which) => evaluated(new Indexing(), { which, at: 2 }, ["y"])[0])).toEqual([4, 60]);
  class Leaving extends Several {
    override propagate() {
      this.y.value = this.table[this.two[this.which.value]!.read(this.at.value)]!;
    }
  }
  expect(errorsOf(new Leaving())).toEqual([
    "E-INDEX the index this.table[this.two[this.which.value].read(this.at.value)] has the range 0…255, and the length is 4",
  ]);
  class Signed extends Several {
    readonly s9 = output(sint(9));
    override propagate() {
      this.y.value = 0;
      this.s9.value = this.signs[this.which.value]!.read(this.at.value);
    }
  }
  expect(evaluated(new Signed(), { which: 1, at: 2 }, ["s9"])).toEqual([-3]);
});

test("a write of one of several memories writes that one alone, by its own width and mask (SEMANTICS 4)", () => {
  class Writing extends Several {
    readonly words = output(uint(8));
    override propagate() {
      this.y.value = this.two[0]!.read(this.at.value);
      this.words.value = this.two[1]!.read(this.at.value);
    }
    override update() {
      this.two[this.which.value]!.write(this.at.value, 2, { mask: 3 });
      this.r.next = this.a.value;
    }
  }
  const written = (which: number) => evaluated(new Writing(), { which, at: 3 }, ["y", "words"], 1);
  expect(written(0)).toEqual([2, 40]);
  expect(written(1)).toEqual([3, (40 & ~3) | 2]);
});

test("−0 is an address, as 0 is; a write with a mask that is not there writes all bits (SEMANTICS 2)", () => {
  class Zero extends Ports {
    readonly mask: number | undefined = undefined;
    override propagate() {
      this.y.value = this.m.read(-0) + this.m.read(-0 * 3);
    }
    override update() {
      this.m.write(-0, 77, { mask: this.mask } as { mask: number });
      this.m.write(1, 78, {} as { mask: number });
      this.r.next = this.m.read(0);
    }
  }
  expect(errorsOf(new Zero())).toEqual([]);
  expect(evaluated(new Zero(), {}, ["y", "r"], 2)).toEqual([154, 77]);
});
