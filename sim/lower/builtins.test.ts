import { describe, expect, test } from "vitest";
import {
  bigUint,
  bit,
  fixed,
  fp32,
  input,
  Module,
  output,
  reg,
  saturate,
  shl,
  shr,
  sint,
  uint,
} from "../describe/index.ts";
import { createEvaluator } from "../conformance/evaluator/index.ts";
import { compile } from "../schedule/compile.ts";
import { evaluated, findings } from "./lower.test-kit.ts";
import { Phase } from "./refusals/refusals.test-kit.ts";

const q = fixed(4, 4);

abstract class Values extends Module {
  readonly i = input(uint(4));
  readonly s = input(sint(8));
  readonly f = input(fp32);
  readonly p = input(q);
  readonly big = input(bigUint(80));
  readonly phase = input(Phase);
  readonly go = input(bit);
}

const errorsOf = (top: Module) => findings(top).filter((text) => text.startsWith("E-"));

describe("Math.min and Math.max (SEMANTICS 3)", () => {
  test("of integers, of floats, of fixed point, and of one of these with a constant", () => {
    class Extrema extends Values {
      readonly a = output(sint(8));
      readonly b = output(fp32);
      readonly c = output(q);
      readonly d = output(fp32);
      readonly e = output(q);
      readonly g = output(fp32);
      override propagate() {
        this.a.value = Math.min(this.i.value, this.s.value);
        this.b.value = Math.max(this.f.value, 1.5);
        this.c.value = Math.min(this.p.value, 0.5);
        this.d.value = Math.min(0.25, this.f.value);
        this.e.value = Math.max(-1, this.p.value);
        this.g.value = Math.max(this.f.value, this.f.value);
      }
    }
    const outputs = ["a", "b", "c", "d", "e", "g"];
    expect(evaluated(new Extrema(), { i: 9, s: -3, f: 2.5, p: 1.25 }, outputs)).toEqual([
      ...[-3, 2.5, 0.5, 0.25, 1.25, 2.5],
    ]);
    expect(evaluated(new Extrema(), { i: 9, s: 100, f: -2, p: -3 }, outputs)).toEqual([
      ...[9, 1.5, -3, -2, -1, -2],
    ]);
  });

  test.each<readonly [() => Module, string]>([
    [
      () =>
        new (class Mixed extends Values {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = Math.min(this.f.value, this.i.value);
          }
        })(),
      "E-KIND",
    ],
    [
      () =>
        new (class Wide extends Values {
          readonly y = output(uint(8));
          override propagate() {
            this.y.value = Math.max(this.big.value as never, this.i.value);
          }
        })(),
      "E-KIND",
    ],
    [
      () =>
        new (class Point extends Values {
          readonly y = output(fp32);
          override propagate() {
            this.y.value = Math.max(this.p.value, this.f.value);
          }
        })(),
      "E-KIND",
    ],
    [
      () =>
        new (class Named extends Values {
          readonly y = output(uint(8));
          override propagate() {
            this.y.value = Math.min(this.phase.value as never, 1);
          }
        })(),
      "E-",
    ],
  ])("of two kinds are refused: %#", (make, code) => {
    expect(errorsOf(make())[0]).toContain(code);
  });
});

describe("types that a method makes (SEMANTICS 3)", () => {
  test("are constants of the elaboration", () => {
    class Saturating extends Values {
      readonly width: number = 3;
      readonly y = output(uint(8));
      readonly z = output(sint(8));
      override propagate() {
        this.y.value = saturate(this.s.value, uint(this.width + 1));
        this.z.value = saturate(this.s.value, sint(4));
      }
    }
    expect(evaluated(new Saturating(), { s: 100 }, ["y", "z"])).toEqual([15, 7]);
    expect(evaluated(new Saturating(), { s: -100 }, ["y", "z"])).toEqual([0, -8]);
  });

  test("are refused where they are not known", () => {
    class Unknown extends Values {
      readonly y = output(uint(8));
      override propagate() {
        this.y.value = saturate(this.s.value, uint(this.i.value));
      }
    }
    expect(errorsOf(new Unknown())).toEqual([
      "E-SUBSET uint(this.i.value), a type that is not known at elaboration, is not part of the hardware subset",
    ]);
  });
});

test("shifts of constants are constants, to which loops may go, from no count to the largest (SEMANTICS 3)", () => {
  class Shifts extends Module {
    readonly a = output(uint(8));
    readonly b = output(uint(8));
    readonly c = output(uint(8));
    readonly d = output(uint(8));
    readonly e = output(uint(8));
    readonly f = output(uint(8));
    override propagate() {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let e = 0;
      let f = 0;
      for (let i = 0; i < shl(3, 0); i++) a += 1;
      for (let i = 0; i < shl(1, 2); i++) b += 1;
      for (let i = 0; i < shr(9007199254740991, 52); i++) c += 1;
      for (let i = 0; i < shr(9007199254740991, 53) + 1; i++) d += 1;
      for (let i = 0n; i < shr(2n ** 62n, 60); i++) e += 1;
      for (let i = 0n; i < shr(1n, 65536) + 2n; i++) f += 1;
      this.a.value = a;
      this.b.value = b;
      this.c.value = c;
      this.d.value = d;
      this.e.value = e;
      this.f.value = f;
    }
  }
  expect(evaluated(new Shifts(), {}, ["a", "b", "c", "d", "e", "f"])).toEqual([3, 4, 1, 1, 4, 2]);
});

describe("calls (SEMANTICS 3)", () => {
  test("of what is no function are refused", () => {
    class Calling extends Values {
      readonly table: readonly number[] = [1, 2];
      readonly y = output(uint(8));
      override propagate() {
        const f = this.table as unknown as () => number;
        this.y.value = f();
      }
    }
    expect(errorsOf(new Calling())).toEqual([
      "E-SUBSET a call of f, which is not a function, is not part of the hardware subset",
    ]);
  });

  test("of super in an object that no class made are refused by name, as are members that no base has", () => {
    const kit = Object.freeze({
      __proto__: { twice: (x: number) => 2 * x },
      four(x: number): number {
        return (super.twice as (n: number) => number)(x) * 2;
      },
      other(x: number): number {
        return (super.toString as unknown as (n: number) => number)(x);
      },
    } as { four(x: number): number; other(x: number): number });
    class Outside extends Values {
      readonly y = output(uint(8));
      override propagate() {
        this.y.value = kit.four(this.i.value);
      }
    }
    expect(errorsOf(new Outside())).toEqual([
      "E-SUBSET super outside a class is not part of the hardware subset",
    ]);
    class Based extends Values {
      readonly y = output(uint(8));
      protected readonly which: string = "count";
      count() {
        return 3;
      }
      get size() {
        return 4;
      }
      override propagate() {
        this.y.value = 0;
      }
    }
    class Quoted extends Based {
      override propagate() {
        this.y.value = super["count"]() * 10 + super["size"];
      }
    }
    expect(evaluated(new Quoted(), {}, ["y"])).toEqual([34]);
    class Baseless extends Based {
      override propagate() {
        this.y.value = (super["none" as never] as () => number)() + super["nil" as never];
      }
    }
    class Chosen extends Based {
      override propagate() {
        this.y.value = (super[this.i.value as never] as () => number)();
      }
    }
    class Getting extends Based {
      override propagate() {
        this.y.value = super["nil" as never];
      }
    }
    expect([Baseless, Getting, Chosen].map((Class) => errorsOf(new Class())[0])).toEqual([
      "E-NAME super.none is not a member of a base class",
      "E-NAME super.nil is not a member of a base class",
      "E-SUBSET a member of super that is chosen at run time is not part of the hardware subset",
    ]);
  });

  test("of super's methods that Module itself has: they do nothing, but for the assertion", () => {
    class Top extends Module {
      readonly i = input(uint(4));
      readonly r = reg(uint(4), { init: 3 });
      readonly y = output(uint(4));
      override propagate() {
        super.propagate();
        this.y.value = this.r.value;
      }
      override update() {
        super.update();
        super.assert(this.i.value < 4, `seen ${this.i.value}`);
        this.r.next = this.i.value;
      }
    }
    const top = new Top();
    const run = createEvaluator(compile(top));
    run.settle();
    run.drive(top.i, 5);
    expect(run.edge(false)).toEqual([expect.stringMatching(/: seen 5$/)]);
    run.drive(top.i, 2);
    expect(run.edge(false)).toEqual([]);
    run.settle();
    expect(run.read(top.y)).toBe(2);
  });

  test("of a method of what may not be there: the call and what follows it is left out, or is made", () => {
    class Scale {
      readonly by: number;
      constructor(by: number) {
        this.by = by;
      }
      of(x: number): number {
        return this.by * x;
      }
    }
    class Scaled extends Module {
      readonly i = input(uint(4));
      readonly y = output(uint(8));
      readonly scale: Scale | undefined;
      constructor(scale?: Scale) {
        super();
        if (scale) this.scale = Object.freeze(scale);
      }
      override propagate() {
        this.y.value = this.scale?.of(this.i.value) ?? 7;
      }
    }
    expect(evaluated(new Scaled(new Scale(3)), { i: 5 }, ["y"])).toEqual([15]);
    expect(evaluated(new Scaled(), { i: 5 }, ["y"])).toEqual([7]);
    class Careless extends Scaled {
      override propagate() {
        this.y.value = this.scale!.of(this.i.value);
      }
    }
    expect(errorsOf(new Careless())).toEqual([expect.stringMatching(/^E-SUBSET .*this\.scale/)]);
  });

  test("of a function in a field: instances that differ in it share no code", () => {
    class Applying extends Module {
      readonly i = input(uint(4));
      readonly y = output(uint(8));
      readonly f: (x: number) => number;
      constructor(f: (x: number) => number) {
        super();
        this.f = f;
      }
      override propagate() {
        const { f } = this;
        this.y.value = f(this.i.value);
      }
    }
    class Top extends Module {
      readonly i = input(uint(4));
      readonly y = output(uint(16));
      readonly cells = [new Applying((x) => x + 1), new Applying((x) => 2 * x)];
      override propagate() {
        for (const cell of this.cells) cell.i.value = this.i.value;
        this.y.value = this.cells[0]!.y.value * 100 + this.cells[1]!.y.value;
      }
    }
    expect(evaluated(new Top(), { i: 5 }, ["y"])).toEqual([610]);
  });
});

test("`debugger` is told: it vanishes but in the event engine (W-DEBUG, SEMANTICS 3)", () => {
  class Stopping extends Values {
    readonly y = output(bit);
    override propagate() {
      // eslint-disable-next-line no-debugger -- what is tested
      debugger;
      this.y.value = this.go.value;
    }
  }
  const top = new Stopping();
  expect(findings(top).filter((text) => text.startsWith("W-DEBUG"))).toEqual([
    "W-DEBUG debugger runs in the event engine and vanishes elsewhere",
  ]);
  const { design, codeOf } = compile(new Stopping());
  expect(codeOf(design.top).propagate?.debugs).toBe(true);
});
