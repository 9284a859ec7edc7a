import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  bigUint,
  bit,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  reg,
  sint,
  uint,
  wire,
  wrap,
} from "../describe/index.ts";
import { codes, findings, placeOfFirst } from "./lower.test-kit.ts";

const Phase = enumeration("Idle", "Load", "Run");
const Other = enumeration("Idle", "Halt");

/** Ports of all kinds for the methods below; the methods under test drive only `y`. */
abstract class Ports extends Module {
  readonly a = input(uint(8));
  readonly s = input(sint(8));
  readonly big = input(bigUint(80));
  readonly f = input(fp32);
  readonly go = input(bit);
  readonly phase = input(Phase);
  readonly y = output(uint(8));
  readonly r = reg(uint(8), { init: 0 });
  readonly m = memory(uint(8), 8);
  readonly table: readonly number[] = [1, 2, 3, 4];
  readonly count: number = 0;
  override update() {
    this.r.next = this.a.value;
    this.m.write(this.a.value & 7, this.a.value);
  }
}

/** A design whose propagate() is `body`, as a method of a class, so that it is read like any other. */
function design(Body: new () => Module): Module {
  return new Body();
}

let outside = 0;
export const bump = () => ++outside;

describe("out of the subset, each refused by its name (SEMANTICS section 3)", () => {
  const cases: readonly (readonly [string, () => Module, string])[] = [
    [
      "while without a constant bound",
      () =>
        new (class While extends Ports {
          override propagate() {
            let n = this.a.value;
            while (n > 0) n--;
            this.y.value = n;
          }
        })(),
      "E-LOOP the loop goes on while n > 0",
    ],
    [
      "a loop without an end",
      () =>
        new (class Endless extends Ports {
          override propagate() {
            for (;;) {
              this.y.value = 1;
            }
          }
        })(),
      "E-LOOP the loop has no end",
    ],
    [
      "recursion",
      () =>
        new (class Recursive extends Ports {
          down(n: number): number {
            return n === 0 ? 0 : this.down(n - 1);
          }
          override propagate() {
            this.y.value = this.down(3);
          }
        })(),
      "E-RECURSION down calls itself",
    ],
    [
      "try",
      () =>
        new (class Try extends Ports {
          override propagate() {
            try {
              this.y.value = 1;
            } finally {
              this.y.value = 2;
            }
          }
        })(),
      "E-SUBSET try is not",
    ],
    [
      "throw",
      () =>
        new (class Throw extends Ports {
          override propagate() {
            this.y.value = 1;
            throw new Error("no");
          }
        })(),
      "E-SUBSET throw is not",
    ],
    [
      "generators",
      () =>
        new (class Generator extends Ports {
          *steps() {
            yield 1;
          }
          override propagate() {
            for (const x of this.steps()) this.y.value = x;
          }
        })(),
      "a generator, is not",
    ],
    [
      "var",
      () =>
        new (class Var extends Ports {
          override propagate() {
            var x = 1;
            this.y.value = x;
          }
        })(),
      "E-SUBSET var is not",
    ],
    [
      "a closure that assigns",
      () =>
        new (class Mutable extends Ports {
          override propagate() {
            let x = 0;
            const add = () => {
              x = 1;
            };
            add();
            this.y.value = x;
          }
        })(),
      "E-SUBSET a closure that assigns x",
    ],
    [
      "new",
      () =>
        new (class New extends Ports {
          override propagate() {
            this.y.value = new Date().getTime();
          }
        })(),
      "E-SUBSET new (",
    ],
    [
      "for…in",
      () =>
        new (class ForIn extends Ports {
          override propagate() {
            this.y.value = 0;
            for (const k in this.table) this.y.value = k.length;
          }
        })(),
      "E-SUBSET for…in",
    ],
    [
      "regular expressions",
      () =>
        new (class Regex extends Ports {
          override propagate() {
            this.y.value = /x/.test("x");
          }
        })(),
      "E-SUBSET a regular expression",
    ],
    [
      "Math.exp",
      () =>
        new (class Exp extends Ports {
          override propagate() {
            this.y.value = Math.exp(this.a.value);
          }
        })(),
      "E-SUBSET Math.exp()",
    ],
    [
      "==",
      () =>
        new (class Loose extends Ports {
          override propagate() {
            this.y.value = this.a.value == 3;
          }
        })(),
      "the operator ==",
    ],
    [
      "logical assignment",
      () =>
        new (class Logical extends Ports {
          override propagate() {
            let x = this.a.value;
            x ||= 4;
            this.y.value = x;
          }
        })(),
      "E-SUBSET ||=",
    ],
    [
      "fall through",
      () =>
        new (class Fall extends Ports {
          override propagate() {
            let x = 0;
            switch (this.a.value) {
              // @ts-expect-error TypeScript refuses it too, where it is asked to.
              case 1:
                x = 1;
              case 2:
                x += 2;
            }
            this.y.value = x;
          }
        })(),
      "falls through",
    ],
    [
      "rest elements",
      () =>
        new (class Rest extends Ports {
          override propagate() {
            const [x, ...more] = [1, 2];
            this.y.value = x! + more.length;
          }
        })(),
      "E-SUBSET a rest element",
    ],
    [
      "super without a base that has it",
      () =>
        new (class Sup extends Ports {
          override propagate() {
            this.y.value = 0;
            super.propagate();
          }
        })(),
      "",
    ],
    [
      "a reassigned let of the module",
      () =>
        new (class Let extends Ports {
          override propagate() {
            this.y.value = outside & 1;
          }
        })(),
      "E-NAME outside is a variable",
    ],
    [
      "an unknown name",
      () =>
        new (class Unknown extends Ports {
          override propagate() {
            this.y.value = (globalThis as never as { q: number }).q;
          }
        })(),
      "E-",
    ],
  ];
  test.each(cases)("%s", (_, make, message) => {
    const found = findings(make());
    if (message === "") expect(found.filter((one) => one.startsWith("E-"))).toEqual([]);
    else expect(found.join("\n")).toContain(message);
  });
});

describe("values (SEMANTICS section 2)", () => {
  const cases: readonly (readonly [string, () => Module, string])[] = [
    [
      "a wrap that loses bits",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value + 1;
          }
        })(),
      "W-WRAP",
    ],
    [
      "wrap says that it is meant",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = wrap(this.a.value + 1);
          }
        })(),
      "",
    ],
    [
      "wrap through a const",
      () =>
        new (class A extends Ports {
          override propagate() {
            const x = wrap(this.a.value + 1);
            this.y.value = x;
          }
        })(),
      "",
    ],
    [
      "wrap on one way of ?: excuses not the other",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.go.value ? wrap(this.a.value + 1) : this.a.value * 3;
          }
        })(),
      "W-WRAP",
    ],
    [
      "wrap on the way that needs it",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.go.value ? wrap(this.a.value + 1) : this.a.value;
          }
        })(),
      "",
    ],
    [
      "a mask",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.a.value + 1) & 0xff;
          }
        })(),
      "",
    ],
    [
      "truth of a number",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value ? 1 : 0;
          }
        })(),
      "W-TRUTHY",
    ],
    [
      "a constant that a signal can't be",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value === 256;
          }
        })(),
      "E-CONST-COMPARE",
    ],
    [
      "members of two enumerations",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.phase.value as string) === Other.Idle;
          }
        })(),
      "E-KIND",
    ],
    [
      "a switch that misses a member",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
            switch (this.phase.value) {
              case Phase.Idle:
                this.y.value = 1;
                break;
              case Phase.Run:
                this.y.value = 2;
            }
          }
        })(),
      "E-SWITCH",
    ],
    [
      "a sum beyond the safe integers",
      () =>
        new (class A extends Ports {
          readonly w = input(uint(53));
          override propagate() {
            this.y.value = wrap(this.w.value + 1);
          }
        })(),
      "E-RANGE",
    ],
    [
      "constants beyond the safe integers",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 2 ** 53 % 7;
          }
        })(),
      "E-RANGE",
    ],
    [
      "& on more than 32 bits",
      () =>
        new (class A extends Ports {
          readonly w = input(uint(33));
          override propagate() {
            this.y.value = this.w.value & 1;
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "& on a constant of more than 32 bits",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0x1ffffffff & 255;
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "a shift count that may be 32",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = wrap(1 << this.a.value);
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "a division that gives a real",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value / 2;
          }
        })(),
      "E-DIVISION",
    ],
    [
      "a divisor that may be 0",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = Math.trunc(9 / this.a.value);
          }
        })(),
      "E-DIVISOR",
    ],
    [
      "a divisor that a condition proves",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value === 0 ? 0 : Math.trunc(9 / this.a.value);
          }
        })(),
      "",
    ],
    [
      "a float that is not rounded",
      () =>
        new (class A extends Ports {
          readonly g = output(fp32);
          override propagate() {
            this.y.value = 0;
            this.g.value = this.f.value * this.f.value + this.f.value;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "an integer as a float",
      () =>
        new (class A extends Ports {
          readonly g = output(fp32);
          override propagate() {
            this.y.value = 0;
            this.g.value = this.a.value;
          }
        })(),
      "E-ASSIGN",
    ],
    [
      "a bigint and a number",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.big.value as never) + this.a.value;
          }
        })(),
      "E-KIND",
    ],
    [
      "true === 1",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.a.value > 3 && this.go.value) === 1;
          }
        })(),
      "E-KIND",
    ],
    [
      "Math.max of a bigint",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = Math.max(1n as never, 2);
          }
        })(),
      "E-",
    ],
  ];
  test.each(cases)("%s", (_, make, code) => {
    const found = codes(make()).filter((one) => one !== "W-UNUSED" && one !== "W-CONSTANT");
    if (code === "") expect(found).toEqual([]);
    else expect(found.join(" ")).toContain(code);
  });
});

describe("what a method may do (SEMANTICS sections 1, 3 and 4)", () => {
  const cases: readonly (readonly [string, () => Module, string])[] = [
    [
      "a latch",
      () =>
        new (class A extends Ports {
          override propagate() {
            if (this.go.value) this.y.value = 1;
          }
        })(),
      "E-LATCH",
    ],
    [
      "an early return leaves a latch",
      () =>
        new (class A extends Ports {
          override propagate() {
            if (this.go.value) return;
            this.y.value = 1;
          }
        })(),
      "E-LATCH",
    ],
    [
      "a dynamic index assigns no element for certain",
      () =>
        new (class A extends Ports {
          readonly o = [output(bit), output(bit)];
          override propagate() {
            this.y.value = 0;
            this.o[this.go.value]!.value = 1;
          }
        })(),
      "E-LATCH",
    ],
    [
      "read before write",
      () =>
        new (class A extends Ports {
          readonly w = wire(bit);
          override propagate() {
            this.y.value = this.w.value;
            this.w.value = this.go.value;
          }
        })(),
      "E-READ-BEFORE-WRITE",
    ],
    [
      "read behind a break that jumped over the write",
      () =>
        new (class A extends Ports {
          readonly w = wire(bit);
          override propagate() {
            out: {
              if (this.go.value) break out;
              this.w.value = 1;
            }
            this.y.value = this.w.value;
            this.w.value = 0;
          }
        })(),
      "E-READ-BEFORE-WRITE",
    ],
    [
      "next is write-only",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
          }
          override update() {
            this.r.next = 1;
            this.r.next += 1;
          }
        })(),
      "E-NEXT-READ",
    ],
    [
      "a register in propagate()",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
            this.r.next = 1;
          }
        })(),
      "E-ASSIGN-PHASE",
    ],
    [
      "an output in update()",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
          }
          override update() {
            this.y.value = 1;
          }
        })(),
      "E-ASSIGN-PHASE",
    ],
    [
      "a memory in propagate()",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
            this.m.write(0, 1);
          }
        })(),
      "E-ASSIGN-PHASE",
    ],
    [
      "a field that is no signal",
      () =>
        new (class A extends Ports {
          n = 0;
          override propagate() {
            this.y.value = 0;
            this.n = 1;
          }
        })(),
      "E-HIDDEN-STATE",
    ],
    [
      "a variable of the module",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
            outside = 1;
          }
        })(),
      "E-HIDDEN-STATE",
    ],
    [
      "an index that may leave",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.table[this.a.value]!;
          }
        })(),
      "E-INDEX",
    ],
    [
      "an index that a condition proves",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value < 4 ? this.table[this.a.value]! : 0;
          }
        })(),
      "",
    ],
    [
      "an index whose variable changed since the condition",
      () =>
        new (class A extends Ports {
          override propagate() {
            let i = this.a.value;
            this.y.value = 0;
            if (i < 4) {
              i += 1;
              this.y.value = this.table[i]!;
            }
          }
        })(),
      "E-INDEX",
    ],
    [
      "an index on a wire that was driven since the condition",
      () =>
        new (class A extends Ports {
          readonly w = wire(uint(8));
          override propagate() {
            this.w.value = this.a.value;
            this.y.value = 0;
            if (this.w.value < 4) {
              this.w.value = this.s.value & 127;
              this.y.value = this.table[this.w.value]!;
            }
          }
        })(),
      "E-INDEX",
    ],
    [
      "an index changed on one way of ?:",
      () =>
        new (class A extends Ports {
          override propagate() {
            let i = this.a.value & 3;
            const x = this.go.value ? (i = 9) : 0;
            this.y.value = this.table[i]! + x;
          }
        })(),
      "E-INDEX",
    ],
    [
      "an address that may leave",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.m.read(this.a.value);
          }
        })(),
      "E-INDEX",
    ],
    [
      "a stated range that is not kept",
      () =>
        new (class A extends Ports {
          readonly n = reg(uint(8), { init: 0, range: [0, 9] });
          override propagate() {
            this.y.value = this.n.value;
          }
          override update() {
            this.n.next = wrap(this.n.value + 1);
          }
        })(),
      "E-RANGE-KEPT",
    ],
    [
      "a name before its declaration",
      () =>
        new (class A extends Ports {
          override propagate() {
            const x = 1;
            {
              this.y.value = x0() + x;
              const x1 = 2;
              void x1;
            }
            function x0() {
              return 1;
            }
          }
        })(),
      "",
    ],
    [
      "a variable without a value",
      () =>
        new (class A extends Ports {
          override propagate() {
            let x: number;
            if (this.go.value) x = 1;
            this.y.value = x!;
          }
        })(),
      "E-UNASSIGNED",
    ],
    [
      "# names",
      () =>
        new (class A extends Ports {
          #w = 1;
          override propagate() {
            this.y.value = this.#w;
          }
        })(),
      "E-PRIVATE",
    ],
    [
      "console",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
            console.log(this.a.value);
          }
        })(),
      "W-DEBUG",
    ],
  ];
  test.each(cases)("%s", (_, make, code) => {
    const found = codes(make()).filter((one) => one !== "W-UNUSED" && one !== "W-CONSTANT");
    if (code === "") expect(found).toEqual([]);
    else expect(found).toContain(code);
  });
});

test("all mistakes of a method are reported, each once, with exact places", () => {
  class Many extends Ports {
    override propagate() {
      this.y.value = this.table[this.a.value]!;
      const x = Math.exp(this.a.value);
      this.y.value = x + 1;
      this.y.value = this.a.value / 2;
    }
    override update() {
      this.y.value = 1;
    }
  }
  expect(codes(design(Many))).toEqual(["E-INDEX", "E-SUBSET", "E-DIVISION", "E-ASSIGN-PHASE"]);
  // The place as this file is written, found by the text that is refused.
  const lines = readFileSync(new URL(import.meta.url), "utf8").split("\n");
  const line = lines.findIndex((text) => text === "      this.y.value = this.table[this.a.value]!;") + 1;
  expect(placeOfFirst(new Many())).toBe(`${line}:22`);
});
