import { describe, expect, test } from "vitest";
import { input, Module, output, uint } from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { walkStatements } from "./index.ts";
import { codes, evaluated } from "./lower.test-kit.ts";

abstract class Switching extends Module {
  readonly a = input(uint(2));
  readonly b = input(uint(2));
  readonly y = output(uint(4));
}

const each = (make: () => Module, b: number) =>
  [0, 1, 2, 3].map((a) => evaluated(make(), { a, b }, ["y"])[0]);

describe("what ends a case (SEMANTICS section 3)", () => {
  test("an if that leaves on one side only falls through, and is refused", () => {
    class Else extends Switching {
      override propagate() {
        let y = 0;
        switch (this.a.value) {
          // @ts-expect-error TypeScript refuses it too, where it is asked to.
          case 1:
            if (this.b.value === 2) break;
            else y = 1;
          default:
            y += 5;
        }
        this.y.value = y;
      }
    }
    class Then extends Switching {
      override propagate() {
        let y = 0;
        switch (this.a.value) {
          // @ts-expect-error TypeScript refuses it too, where it is asked to.
          case 1:
            if (this.b.value === 2) y = 1;
            else break;
          default:
            y += 5;
        }
        this.y.value = y;
      }
    }
    class Alone extends Switching {
      override propagate() {
        let y = 0;
        switch (this.a.value) {
          // @ts-expect-error TypeScript refuses it too, where it is asked to.
          case 1:
            if (this.b.value === 2) break;
          default:
            y += 5;
        }
        this.y.value = y;
      }
    }
    for (const top of [new Else(), new Then(), new Alone()]) expect(codes(top)).toEqual(["E-SUBSET"]);
  });

  test("an if that leaves on both sides ends it, in a block or not", () => {
    class Top extends Switching {
      override propagate() {
        this.y.value = 9;
        switch (this.a.value) {
          case 1:
            if (this.b.value === 2) {
              this.y.value = 1;
              break;
            } else {
              this.y.value = 2;
              return;
            }
          case 2: {
            if (this.b.value === 2) return;
            else break;
          }
          default:
            this.y.value = 5;
        }
      }
    }
    expect(each(() => new Top(), 2)).toEqual([5, 1, 9, 5]);
    expect(each(() => new Top(), 3)).toEqual([5, 2, 9, 5]);
  });

  test("a default that stands before other cases, or shares its statements with one", () => {
    class Top extends Switching {
      override propagate() {
        switch (this.a.value) {
          case 3:
          default:
            this.y.value = 5;
            break;
          case 1:
            this.y.value = 1;
            break;
        }
      }
    }
    expect(each(() => new Top(), 0)).toEqual([5, 1, 5, 5]);
  });

  test("a switch on a constant of the elaboration keeps the one case that it names, or the default", () => {
    class Top extends Switching {
      readonly mode: string;
      constructor(mode: string) {
        super();
        this.mode = mode;
      }
      override propagate() {
        switch (this.mode) {
          case "sum":
            this.y.value = this.a.value + this.b.value;
            break;
          case "left":
          case "first":
            this.y.value = this.a.value;
            break;
          default:
            this.y.value = 15;
        }
      }
    }
    const seen = ["sum", "left", "first", "none"].map((mode) => each(() => new Top(mode), 3));
    expect(seen).toEqual([
      [3, 4, 5, 6],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [15, 15, 15, 15],
    ]);
  });
});

describe("a value that no case names (SEMANTICS section 3)", () => {
  test("goes on behind the switch, though others name what it can never be", () => {
    class Top extends Switching {
      override propagate() {
        const low = this.a.value & 1;
        let y = 4;
        switch (low) {
          case 1:
            y = 1;
            break;
          case 5:
            y = 2;
            break;
        }
        this.y.value = y + low;
      }
    }
    expect(each(() => new Top(), 0)).toEqual([4, 2, 4, 2]);
  });

  test("of a constant leaves what follows it", () => {
    class Top extends Switching {
      readonly mode: number = 3;
      override propagate() {
        this.y.value = 0;
        switch (this.mode) {
          case 4:
            this.y.value = 9;
            break;
        }
        if (this.a.value > 1) this.y.value = 7;
      }
    }
    expect(each(() => new Top(), 0)).toEqual([0, 0, 7, 7]);
  });
});

test("a break at the end of a case is no path of its own: the code has cases and assignments only", () => {
  class Plain extends Switching {
    override propagate() {
      let y = 0;
      switch (this.a.value) {
        case 0:
          y = 1;
          break;
        case 1: {
          y = 2;
          break;
        }
        default:
          y = 3;
          break;
      }
      this.y.value = y;
    }
  }
  class Early extends Switching {
    override propagate() {
      let y = 0;
      switch (this.a.value) {
        case 0:
          if (this.b.value === 1) break;
          y = 1;
          break;
        default:
      }
      this.y.value = y;
    }
  }
  const kinds = (top: Module): ReadonlySet<string> => {
    const program = compile(top);
    const found = new Set<string>();
    const code = program.codeOf(program.design.instances[0]!);
    walkStatements(code.propagate!.statements, ({ kind }) => void found.add(kind));
    return found;
  };
  expect(kinds(new Early())).toContain("exit");
  expect(kinds(new Plain())).not.toContain("exit");
  expect(kinds(new Plain())).not.toContain("block");
});
