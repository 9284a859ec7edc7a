import { expect, test } from "vitest";
import type { Module } from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";
import { markedPlace, Ports, refused } from "./places.test-kit.ts";

// Statements, loops and calls that are out of the subset (SEMANTICS section 3).
const cases: readonly (readonly [name: string, construct: string, code: string, make: () => Module])[] = [
  [
    "while",
    "n > 0",
    "E-LOOP",
    () =>
      new (class A extends Ports {
        override propagate() {
          let n = this.a.value;
          while (n > 0) n--; // <- while
          this.y.value = n;
        }
      })(),
  ],
  [
    "do",
    "n > 3",
    "E-LOOP",
    () =>
      new (class A extends Ports {
        override propagate() {
          let n = this.a.value;
          do n >>= 1;
          while (n > 3); // <- do
          this.y.value = n;
        }
      })(),
  ],
  [
    "for",
    "i < this.a.value",
    "E-LOOP",
    () =>
      new (class A extends Ports {
        override propagate() {
          let n = 0;
          for (let i = 0; i < this.a.value; i++) n ^= i; // <- for
          this.y.value = n;
        }
      })(),
  ],
  [
    "recursion",
    "this.down(",
    "E-RECURSION",
    () =>
      new (class A extends Ports {
        protected down(n: number): number {
          const rest = n === 0 ? 0 : this.down(n - 1); // <- recursion
          return rest;
        }
        override propagate() {
          this.y.value = this.down(3);
        }
      })(),
  ],
  [
    "try",
    "try",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 0;
          // below: try
          try {
            this.y.value = 1;
          } finally {
            this.y.value = 2;
          }
        }
      })(),
  ],
  [
    "throw",
    "throw",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 1;
          if (this.a.value > 3) throw new Error("no"); // <- throw
        }
      })(),
  ],
  [
    "generator",
    "this.steps(",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        protected *steps() {
          yield 1;
        }
        override propagate() {
          this.y.value = 0;
          for (const x of this.steps()) this.y.value = x; // <- generator
        }
      })(),
  ],
  [
    "async",
    "this.later(",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        protected async later() {
          await Promise.resolve();
        }
        override propagate() {
          this.y.value = 0;
          void this.later(); // <- async
        }
      })(),
  ],
  [
    "var",
    "var",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          // eslint-disable-next-line no-var -- var is what is refused here
          var x = 1; // <- var
          this.y.value = x;
        }
      })(),
  ],
  [
    "var of a loop",
    "var",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 0;
          // eslint-disable-next-line no-var -- var is what is refused here
          for (var i = 0; i < 3; i++) this.y.value = i; // <- var of a loop
        }
      })(),
  ],
];

test.each(cases)("the place of what is refused: %s", (name, construct, code, make) => {
  const { found, file } = refused(make());
  expect(found).toBe(`${code} ${markedPlace(import.meta.url, name, construct)}`);
  expect(file).toMatch(/places-of-statements\.test\.ts$/);
});

test("a helper's mistake has its own place first, then those of the calls that led there", () => {
  const marked = (name: string, construct: string) => markedPlace(import.meta.url, name, construct);
  const helper = (x: number) => Math.sin(x); // <- helper
  class A extends Ports {
    protected middle(x: number) {
      return helper(x) + 1; // <- middle
    }
    override propagate() {
      this.y.value = this.middle(this.a.value); // <- outer
    }
  }
  try {
    compile(new A());
    expect.unreachable("Math.sin is refused");
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    expect(error.diagnostics.map(({ places }) => places?.map((at) => `${at.line}:${at.column}`))).toEqual([
      [marked("helper", "Math.sin("), marked("middle", "helper("), marked("outer", "this.middle(")],
    ]);
  }
});
