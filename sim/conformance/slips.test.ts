import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  bigUint,
  bit,
  enumeration,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  uint,
  wire,
} from "../describe/index.ts";
import { simulate } from "../testbench/index.ts";
import { compile } from "../schedule/index.ts";
import { found } from "./blamed.test-kit.ts";

// Slips of people who write their first modules: what they are told, and what to do, is about their line and in their words.

const Phase = enumeration("Idle", "Run");
let turns = 0;
turns += 1;

abstract class Slip extends Module {
  readonly a = input(uint(8));
  readonly b = input(uint(8));
  readonly go = input(bit);
  readonly big = input(bigUint(70));
  readonly phase = input(Phase);
  readonly y = output(uint(8));
  readonly r = outputReg(uint(8), { init: 0 });
  readonly words = memory(uint(8), 256);
  readonly kept = new Map([[1, 2]]);
  readonly order = [3, 1, 2, 0];
  override propagate() {
    this.y.value = 0;
  }
  override update() {
    this.words.write(0, 0);
    this.r.next = 0;
  }
}

const slips: readonly (readonly [sentence: string, remedy: string, make: () => Module])[] = [
  [
    "the signal this.a itself, as a value, is not",
    "write this.a.value",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = (this.a as unknown as number) + 1; // HERE
        }
      })(),
  ],
  [
    "the signal this.a itself, as a value, is not",
    "write this.a.value",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = (this.a as unknown) === this.b ? 1 : 0; // HERE
        }
      })(),
  ],
  [
    "the signal this.go itself, as a condition, which is always true, is not",
    "write this.go.value; whether there is such a signal is asked by this.go !== undefined",
    () =>
      new (class extends Slip {
        override propagate() {
          const high = this.go ? 1 : 0; // HERE
          this.y.value = high;
        }
      })(),
  ],
  [
    "the signal this.go itself, as a condition, which is always true, is not",
    "write this.go.value; whether",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = !this.go; // HERE
        }
      })(),
  ],
  [
    "the signal this.go itself, as a condition",
    "write this.go.value; whether",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = this.go && this.a.value; // HERE
        }
      })(),
  ],
  [
    "the memory this.words itself, as a value, is not",
    "read a word of it: this.words.read(address)",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = this.words as never; // HERE
        }
      })(),
  ],
  [
    "this.y is assigned, but a signal never changes",
    "write this.y.value = … in propagate(), or this.y.next = …",
    () =>
      new (class extends Slip {
        override propagate() {
          (this as { y: unknown }).y = this.a.value; // HERE
        }
      })(),
  ],
  [
    "this.y.val is assigned, but a signal never changes",
    "write this.y.value = …",
    () =>
      new (class extends Slip {
        override propagate() {
          (this.y as unknown as { val: number }).val = 1; // HERE
        }
      })(),
  ],
  [
    "next of slip.r was read",
    "count from the present value, r.next = r.value + 1",
    () =>
      new (class extends Slip {
        override update() {
          this.words.write(0, 0);
          (this.r as { next: number }).next += 1; // HERE
        }
      })(),
  ],
  [
    "drives its own input slip.a, which only what is outside",
    "drives its own outputs",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = 0;
          (this.a as { value: number }).value = 1; // HERE
        }
      })(),
  ],
  [
    "the operator == on values on wires",
    "write ===",
    () =>
      new (class extends Slip {
        override propagate() {
          // eslint-disable-next-line eqeqeq -- what is refused here
          this.y.value = this.a.value == this.b.value; // HERE
        }
      })(),
  ],
  [
    "can't join 0n…1180591620717411303423n and 5",
    "write the constant as a bigint: 5n",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = this.big.value > 5; // HERE
        }
      })(),
  ],
  [
    "+ can't join an enumeration (Idle, Run) and 1",
    "an enumeration has no arithmetic and no order",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = (this.phase.value as unknown as number) + 1; // HERE
        }
      })(),
  ],
  [
    "slip.y (uint(8)) can't take NaN, a real number",
    "give a value that the type holds",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = NaN; // HERE
        }
      })(),
  ],
  [
    "slip.wide (uint(53)) can't take 9007199254740992, which is beyond what a number holds exactly",
    "write a bigint, with n behind its digits",
    () =>
      new (class extends Slip {
        readonly wide = output(uint(53));
        override propagate() {
          this.y.value = 0;
          this.wide.value = 9007199254740992; // HERE
        }
      })(),
  ],
  [
    "slip.wide (bigUint(70)) can't take 0…255",
    "convert it with BigInt(x)",
    () =>
      new (class extends Slip {
        readonly wide = output(bigUint(70));
        override propagate() {
          this.y.value = 0;
          this.wide.value = this.a.value as never; // HERE
        }
      })(),
  ],
  [
    "get() of a Map (this.kept.get(this.a.value)) is not",
    "make a constant one a frozen array, whose index is the key",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = this.kept.get(this.a.value)!; // HERE
        }
      })(),
  ],
  [
    "reverse() of an Array ([...this.order].reverse()) is not",
    "of arrays there are map, forEach, some, every, reduce and entries",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = [...this.order].reverse()[0]!; // HERE
        }
      })(),
  ],
  [
    "Math.random() is not",
    "hardware draws from a shift register (Lfsr of systole/hw)",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = Math.floor(Math.random() * 4); // HERE
        }
      })(),
  ],
  [
    "setTimeout() is not",
    "nothing waits within a method",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = 0;
          setTimeout(() => undefined, 10); // HERE
        }
      })(),
  ],
  [
    "turns is a variable that the program assigns again",
    "what changes while the design runs is a register",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = turns; // HERE
        }
      })(),
  ],
  [
    "this.z.value reads a member of undefined",
    "look for the name: there is no such field",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = (this as unknown as { z: Slip["a"] }).z.value; // HERE
        }
      })(),
  ],
  [
    "undefined as a value (",
    "a member that is not there has no value",
    () =>
      new (class extends Slip {
        override propagate() {
          this.y.value = (this.a as unknown as { valeu: number }).valeu; // HERE
        }
      })(),
  ],
  [
    "propagate, which is a generator, is not",
    "what takes several is a state in a register",
    () =>
      new (class extends Slip {
        // prettier-ignore
        override *propagate(): Generator<number> { // HERE
          yield (this.y.value = 0);
        }
      })(),
  ],
];

test.each(slips)("%s: %s", (sentence, remedy, make) => {
  const top = make();
  Object.defineProperty(top.constructor, "name", { value: "Slip" });
  const [first] = found(() => compile(top));
  expect(first?.message).toContain(sentence);
  expect(first?.remedy).toContain(remedy);
  expect(first?.path).toMatch(/^slip\b/);
  const place = first?.places?.[0];
  expect(readFileSync(place!.file, "utf8").split("\n")[place!.line - 1]).toMatch(/\/\/ HERE$/);
});

test("what looks like a slip and is none: −0 in a variable, and whether there is a port", () => {
  class Fine extends Module {
    readonly a = input(sint(8));
    readonly north = wire(sint(8));
    readonly south?: Fine["north"];
    readonly y = output(sint(9));
    readonly z = output(sint(9));
    readonly count = reg(uint(4), { init: 0 });
    override propagate() {
      let u = 0;
      u = -u;
      this.north.value = this.a.value;
      this.y.value = u;
      this.z.value = this.north !== undefined && this.south === undefined ? this.north.value : 0;
    }
    override update() {
      this.count.next = 1;
    }
  }
  for (const engine of ["event", "wasm"] as const) {
    const { top } = simulate(new Fine(), { engine });
    top.a.value = -7;
    expect([top.y.value, top.z.value]).toEqual([0, -7]);
  }
});
