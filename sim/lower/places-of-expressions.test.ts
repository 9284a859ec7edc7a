import { expect, test } from "vitest";
import type { Module } from "../describe/index.ts";
import { markedPlace, Ports, refused } from "./places.test-kit.ts";

let counted = 0;
export const count = () => ++counted;

// Expressions and names that are out of the subset (SEMANTICS section 3).
const cases: readonly (readonly [name: string, construct: string, code: string, make: () => Module])[] = [
  [
    "closure",
    "x = 1",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          let x = 0;
          const add = () => void (x = 1); // <- closure
          add();
          this.y.value = x;
        }
      })(),
  ],
  [
    "new",
    "new Date(",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 1 + new Date().getTime(); // <- new
        }
      })(),
  ],
  [
    "class",
    "class Inner",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 1;
          class Inner {} // <- class
          void Inner;
        }
      })(),
  ],
  [
    "for…in",
    "for (",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 0;
          // eslint-disable-next-line @typescript-eslint/no-for-in-array -- for…in is what is refused here
          for (const k in this.table) this.y.value = k.length; // <- for…in
        }
      })(),
  ],
  [
    "regex",
    "/x/",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = /x/.test("x"); // <- regex
        }
      })(),
  ],
  [
    "loose",
    "this.a.value == 3",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          // eslint-disable-next-line eqeqeq -- == is what is refused here
          this.y.value = this.a.value == 3; // <- loose
        }
      })(),
  ],
  [
    "logical assignment",
    "x ||= 4",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          let x = this.a.value;
          x ||= 4; // <- logical assignment
          this.y.value = x;
        }
      })(),
  ],
  [
    "fall through",
    "case 1:",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          let x = 0;
          switch (this.a.value) {
            case 0:
              break;
            // @ts-expect-error TypeScript refuses it too, where it is asked to.
            // below: fall through
            case 1:
              x = 1;
            case 2:
              x += 2;
          }
          this.y.value = x;
        }
      })(),
  ],
  [
    "super",
    "super.missing(",
    "E-NAME",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 0;
          // @ts-expect-error No base has it.
          super.missing(); // <- super
        }
      })(),
  ],
  [
    "rest",
    "...more",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          const [x, ...more] = [1, 2]; // <- rest
          this.y.value = x! + more.length;
        }
      })(),
  ],
  [
    "exp",
    "Math.exp(",
    "E-SUBSET",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 1 + Math.trunc(Math.exp(this.a.value)); // <- exp
        }
      })(),
  ],
  [
    "let of the module",
    "counted",
    "E-NAME",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = (this.a.value & 1) + counted; // <- let of the module
        }
      })(),
  ],
  [
    "assigned let of the module",
    "counted = 1",
    "E-HIDDEN-STATE",
    () =>
      new (class A extends Ports {
        override propagate() {
          this.y.value = 0;
          if (this.a.value > 3) counted = 1; // <- assigned let of the module
        }
      })(),
  ],
  [
    "#",
    "#secret",
    "E-PRIVATE",
    () =>
      new (class A extends Ports {
        #secret = 1; // <- #
        override propagate() {
          this.y.value = 0;
        }
        secret() {
          return this.#secret;
        }
      })(),
  ],
];

test.each(cases)("the place of what is refused: %s", (name, construct, code, make) => {
  const { found, file } = refused(make());
  expect(found).toBe(`${code} ${markedPlace(import.meta.url, name, construct)}`);
  expect(file).toMatch(/places-of-expressions\.test\.ts$/);
});
