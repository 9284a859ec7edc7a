import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bit, output, reg, uint, wire, wrap, type Module } from "../../describe/index.ts";
import { codes, placeOfFirst, toldOf } from "../lower.test-kit.ts";
import { Ports } from "./refusals.test-kit.ts";

let outside = 0;
export const bump = () => ++outside;

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
  test("what each of them says", () => {
    const each = cases.map(([name, make]) => [name, make] as const);
    expect(toldOf(each)).toMatchSnapshot();
  });
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
  expect(codes(new Many())).toEqual(["E-INDEX", "E-SUBSET", "E-DIVISION", "E-ASSIGN-PHASE"]);
  // The place as this file is written, found by the text that is refused.
  const lines = readFileSync(new URL(import.meta.url), "utf8").split("\n");
  const line = lines.findIndex((text) => text === "      this.y.value = this.table[this.a.value]!;") + 1;
  expect(placeOfFirst(new Many())).toBe(`${line}:22`);
});
