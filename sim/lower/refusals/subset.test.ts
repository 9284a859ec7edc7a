import { describe, expect, test } from "vitest";
import { connect, memory, type Module, uint, wire } from "../../describe/index.ts";
import { findings, toldOf } from "../lower.test-kit.ts";
import { Ports } from "./refusals.test-kit.ts";

declare const missing: number;

let outside = 0;
export const bump = () => ++outside;
const tossed = () => Math.random() > 0.5;
const timed = () => Date.now();

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
            // eslint-disable-next-line no-var -- var is what is refused here
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
            // eslint-disable-next-line @typescript-eslint/no-for-in-array -- for…in is what is refused here
            for (const k in this.table) this.y.value = k.length;
          }
        })(),
      "E-SUBSET for…in",
    ],
    [
      "arguments",
      () =>
        new (class Arguments extends Ports {
          override propagate() {
            this.y.value = arguments.length;
          }
        })(),
      "E-SUBSET arguments is not",
    ],
    [
      "random numbers, also from a helper",
      () =>
        new (class Random extends Ports {
          override propagate() {
            this.y.value = tossed() ? 1 : 0;
          }
        })(),
      "E-SUBSET Math.random() is not",
    ],
    [
      "the time of day, also from a helper",
      () =>
        new (class Time extends Ports {
          override propagate() {
            this.y.value = timed() & 1;
          }
        })(),
      "E-SUBSET Date.now() is not",
    ],
    [
      "a connection",
      () =>
        new (class Connects extends Ports {
          override propagate() {
            connect(this.a, this.y);
            this.y.value = 0;
          }
        })(),
      "E-SUBSET connect(), which builds a design before it runs, is not",
    ],
    [
      "a signal that a method makes",
      () =>
        new (class Makes extends Ports {
          override propagate() {
            const w = wire(uint(8));
            w.value = this.a.value;
            this.y.value = w.value;
          }
        })(),
      "E-SUBSET wire(), which builds a design before it runs, is not",
    ],
    [
      "a memory that a method makes",
      () =>
        new (class Makes extends Ports {
          override update() {
            memory(uint(8), 4).write(0, 1);
          }
        })(),
      "E-SUBSET memory(), which builds a design before it runs, is not",
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
            // eslint-disable-next-line eqeqeq -- == is what is refused here
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
            this.y.value = missing & 1;
          }
        })(),
      "E-NAME missing can't be found from here",
    ],
    [
      "a property that is not there",
      () =>
        new (class Unknown extends Ports {
          override propagate() {
            this.y.value = (globalThis as never as { q: number }).q;
          }
        })(),
      "E-SUBSET undefined as a value",
    ],
  ];
  test("what each of them says", () => {
    const each = cases.map(([name, make]) => [name, make] as const);
    expect(toldOf(each)).toMatchSnapshot();
  });
  test.each(cases)("%s", (_, make, message) => {
    const found = findings(make());
    if (message === "") expect(found.filter((one) => one.startsWith("E-"))).toEqual([]);
    else expect(found.join("\n")).toContain(message);
  });
});
