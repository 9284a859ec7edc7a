import { describe, expect, test } from "vitest";
import { bit, input, Module, output, outputReg, uint, wrap } from "../describe/index.ts";
import { evaluated, findings } from "./lower.test-kit.ts";

/** A cell of a line, whose last one has no neighbour. */
class Cell extends Module {
  readonly y = output(uint(8));
  readonly next: Cell | undefined;
  readonly weight: number;
  constructor(next: Cell | undefined, weight: number) {
    super();
    this.next = next;
    this.weight = weight;
  }
  override propagate() {
    this.y.value = this.weight;
  }
}

abstract class Values extends Module {
  readonly i = input(uint(4));
  readonly go = input(bit);
  readonly y = output(uint(8));
}

describe("expressions of the subset (SEMANTICS 3)", () => {
  test("an optional chain ends where there is nothing", () => {
    class Line extends Values {
      readonly last = new Cell(undefined, 3);
      readonly none: Cell | undefined = undefined;
      readonly lanes: readonly (Cell | undefined)[] = [new Cell(undefined, 3), undefined];
      readonly z = output(uint(8));
      override propagate() {
        this.y.value = this.none?.y.value ?? 7;
        this.z.value =
          (this.last?.y.value ?? 7) + (this.lanes[1]?.next?.y.value ?? 1) + (this.lanes[0]?.weight ?? 0);
      }
    }
    expect(evaluated(new Line(), {}, ["y", "z"])).toEqual([7, 3 + 1 + 3]);
  });

  test("a sequence gives its last part, and does what is before it", () => {
    class Sequence extends Values {
      override propagate() {
        let x = 1;
        this.y.value = ((x += 2), (x *= 3), x + 1);
      }
    }
    expect(evaluated(new Sequence(), {}, ["y"])).toEqual([10]);
  });

  test("getters of classes are run with their own `this`; those of a record are its values", () => {
    class Base extends Values {
      readonly base: number = 2;
      protected get scaled() {
        return this.i.value * this.base;
      }
      protected get both() {
        return 1;
      }
    }
    class Derived extends Base {
      readonly kit = {
        get width() {
          return 5;
        },
      };
      protected override get both() {
        return super.both + 10;
      }
      override propagate() {
        this.y.value = this.scaled + this.both + this.kit.width;
      }
    }
    expect(evaluated(new Derived(), { i: 4 }, ["y"])).toEqual([8 + 11 + 5]);
  });

  test("assignments give the value that was assigned, an update the one before or behind it", () => {
    class Updates extends Values {
      readonly z = output(uint(8));
      override propagate() {
        let [a, b] = [1, 2];
        const before = a++;
        const behind = ++b;
        a = b = 5 + before;
        this.z.value = behind;
        this.y.value = a + b;
      }
    }
    expect(evaluated(new Updates(), {}, ["y", "z"])).toEqual([12, 3]);
  });

  test("compound assignments of registers' locals, of every operator", () => {
    class Compound extends Values {
      readonly q = outputReg(uint(16));
      override propagate() {
        this.y.value = 0;
      }
      override update() {
        let x = this.i.value;
        x += 5;
        x -= 2;
        x *= 4;
        x %= 50;
        x <<= 2;
        x >>= 1;
        x |= 1;
        x &= 0x7f;
        x ^= 3;
        this.q.next = x;
      }
    }
    const model = (i: number) => {
      let x = ((i + 5 - 2) * 4) % 50;
      x = ((x << 2) >> 1) | 1;
      return (x & 0x7f) ^ 3;
    };
    for (const i of [0, 7, 15]) expect(evaluated(new Compound(), { i }, ["q"], 1)).toEqual([model(i)]);
  });

  test("destructuring takes elements and fields, with defaults, and past holes", () => {
    class Parts extends Values {
      readonly table: readonly number[] = [1, 2, 3, 4];
      readonly record: { readonly a: number; readonly b?: number } = { a: 5 };
      readonly z = output(uint(8));
      override propagate() {
        const [first, , third = 9] = this.table;
        const { a: renamed, b = 6 } = this.record;
        this.y.value = first! + third + renamed + b;
        let x = 1;
        let z = 2;
        [x, z] = [z, x];
        this.z.value = 10 * x + z;
      }
    }
    expect(evaluated(new Parts(), {}, ["y", "z"])).toEqual([1 + 3 + 5 + 6, 21]);
  });

  test("typeof, void and the logic of what is known are decided at elaboration", () => {
    class Known extends Values {
      readonly none: number | undefined = undefined;
      readonly set: number | undefined = 4;
      readonly table: readonly number[] = [1];
      override propagate() {
        const a = typeof this.table === "object" ? 1 : 2;
        const b = this.none === undefined ? 10 : 20;
        const c = (this.none ?? 30) + (this.set ?? 40);
        const d = this.none !== undefined && this.i.value > 3 ? 50 : 60;
        this.y.value = a + b + c + d;
      }
    }
    expect(evaluated(new Known(), {}, ["y"])).toEqual([1 + 10 + 34 + 60]);
  });
});

describe("what is refused is named as it stands in the source (SEMANTICS 3)", () => {
  const message = (make: () => Module): string => findings(make()).find((text) => text.startsWith("E-"))!;
  test.each<readonly [string, () => Module, string]>([
    [
      "new",
      () =>
        new (class New extends Values {
          override propagate() {
            this.y.value = new Array(3).length;
          }
        })(),
      "E-SUBSET new (new Array(3)) is not part of the hardware subset",
    ],
    [
      "a path without an assignment",
      () =>
        new (class Latch extends Values {
          override propagate() {
            if (this.go.value) this.y.value = 1;
          }
        })(),
      "E-LATCH latch.y is not assigned on every path of propagate(), so it would have to remember its last value",
    ],
    [
      "a read before the assignment",
      () =>
        new (class Early extends Values {
          override propagate() {
            const early = this.y.value;
            this.y.value = wrap(early + 1);
          }
        })(),
      "E-READ-BEFORE-WRITE early.y is read before it is assigned on every path to this point, and this propagate() assigns it",
    ],
    [
      "a range that leaves the operator's bits",
      () =>
        new (class Bits extends Values {
          override propagate() {
            this.y.value = (this.i.value - 2 ** 33) & 1;
          }
        })(),
      "E-RANGE-32 ",
    ],
  ])("%s", (_, make, expected) => {
    expect(message(make)).toContain(expected);
  });
});
