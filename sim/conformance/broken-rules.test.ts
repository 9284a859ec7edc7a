import { describe, expect, test } from "vitest";
import {
  bit,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  toFloat,
  uint,
  wire,
  wrap,
} from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { compile } from "../schedule/compile.ts";
import { type EngineName, simulate } from "../testbench/index.ts";

// Designs that try to break the rules of SEMANTICS 1 to 3, each in a way that once had engines differ, or that would.

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];
const codes = (make: () => Module): readonly string[] => codesOf(() => compile(make()));

class Counter extends Module {
  readonly count = outputReg(uint(4), { init: 0 });
  override update() {
    this.count.next = wrap(this.count.value + 1);
  }
}

describe("methods live on the prototype; fields are constants (SEMANTICS 1)", () => {
  test("a method that the constructor puts into the object is refused: engines would run it, and kernels not", () => {
    class Assigned extends Counter {
      constructor() {
        super();
        this.update = () => undefined;
      }
    }
    class Defined extends Counter {
      constructor() {
        super();
        Object.defineProperty(this, "propagate", { value: () => undefined });
      }
    }
    expect(codes(() => new Assigned())).toEqual(["E-FIELD"]);
    expect(codes(() => new Defined())).toEqual(["E-FIELD"]);
    expect(() => compile(new Assigned())).toThrow(
      /assigned\.update is a field of the object, and hides the method/,
    );
  });

  test("an accessor of the object is refused: it could give another value each time", () => {
    class Counting extends Module {
      readonly y = output(uint(2));
      declare readonly turn: number;
      constructor() {
        super();
        let turn = 0;
        Object.defineProperty(this, "turn", { get: () => turn++, enumerable: true });
      }
      override propagate() {
        this.y.value = this.turn & 3;
      }
    }
    expect(codes(() => new Counting())).toContain("E-FIELD");
  });

  test("a signal or child under a symbol, or in a field that is not enumerable, is refused", () => {
    class Symbolic extends Counter {
      constructor() {
        super();
        Object.assign(this, { [Symbol.for("hidden")]: wire(bit) });
      }
    }
    class Hidden extends Counter {
      constructor() {
        super();
        Object.defineProperty(this, "child", { value: new Counter() });
      }
    }
    expect(codes(() => new Symbolic())).toEqual(["E-FIELD"]);
    expect(codes(() => new Hidden())).toEqual(["E-FIELD"]);
  });
});

describe("a module reads its own signals and its direct children's outputs (SEMANTICS 1)", () => {
  class Inner extends Module {
    readonly d = input(bit);
    readonly own = wire(bit);
    readonly kept = reg(bit, { init: 0 });
    readonly q = outputReg(bit, { init: 0 });
    override propagate() {
      this.own.value = this.d.value;
    }
    override update() {
      this.kept.next = this.own.value;
      this.q.next = this.kept.value;
    }
  }
  class Middle extends Module {
    readonly d = input(bit);
    readonly inner = new Inner();
    override propagate() {
      this.inner.d.value = this.d.value;
    }
  }
  abstract class Outer extends Module {
    readonly middle = new Middle();
    readonly inner = new Inner();
    readonly y = output(bit);
  }

  test.each([
    ["a grandchild's output", (o: Outer) => (o.y.value = o.middle.inner.q.value)],
    ["a child's wire", (o: Outer) => (o.y.value = o.inner.own.value)],
    ["a child's register", (o: Outer) => (o.y.value = o.inner.kept.value)],
    ["a child's input", (o: Outer) => (o.y.value = o.inner.d.value)],
    ["a grandchild's input, driven", (o: Outer) => (o.middle.inner.d.value = 1)],
  ])("%s is deeper than that: E-HIERARCHY", (_, reach) => {
    class Reaching extends Outer {
      override propagate() {
        this.middle.d.value = 0;
        this.inner.d.value = 0;
        this.y.value = 0;
        reach(this);
      }
    }
    expect(codes(() => new Reaching())).toContain("E-HIERARCHY");
  });
});

describe("a declared range holds for all that a register ever has (SEMANTICS 3: `{ range: [a, b] }`)", () => {
  class Ranged extends Module {
    readonly words = memory(uint(4), 10, { init: (at) => at });
    readonly at = reg(uint(4), { range: [3, 9] });
    readonly y = output(uint(4));
    override propagate() {
      this.y.value = this.words.read(this.at.value);
    }
    override update() {
      this.at.next = this.at.value === 9 ? 3 : this.at.value + 1;
    }
  }

  test("an init outside of it is refused", () => {
    expect(() => reg(uint(4), { init: 12, range: [0, 9] })).toThrow(
      /E-VALUE[^]*init of reg\(uint\(4\)\).*12 is outside its range 0…9/,
    );
    expect(codesOf(() => outputReg(sint(4), { init: 0, range: [1, 3] }))).toEqual(["E-VALUE"]);
    expect(codesOf(() => reg(uint(4), { init: 9, range: [0, 9] }))).toEqual([]);
  });

  test.each(engines)(
    "power-on, zeros or random, lies within it, so that no address leaves its memory: %s",
    (engine) => {
      expect(simulate(new Ranged(), { engine }).peek("y")).toBe(3);
      const seen = Array.from({ length: 30 }, (_, seed) =>
        simulate(new Ranged(), { engine, powerOn: { seed } }).peek("y"),
      );
      for (const value of seen) expect([3, 4, 5, 6, 7, 8, 9]).toContain(value);
      expect(new Set(seen).size).toBeGreaterThan(3);
    },
  );

  test.each(engines)("from outside a value out of it is an error: %s", (engine) => {
    const sim = simulate(new Ranged(), { engine });
    expect(codesOf(() => sim.poke("at", 12))).toEqual(["E-VALUE"]);
    expect(codesOf(() => sim.force(sim.top.at, 2))).toEqual(["E-VALUE"]);
    sim.poke("at", 9);
    expect(sim.peek("y")).toBe(9);
  });
});

describe("template strings are for assertions (SEMANTICS 3)", () => {
  abstract class Texts extends Module {
    readonly a = input(uint(4));
    readonly y = output(uint(8));
  }

  test("a text is no list of its parts: its length, its letters and its number are refused by their names", () => {
    class Length extends Texts {
      override propagate() {
        this.y.value = `${this.a.value}`.length;
      }
    }
    class Letter extends Texts {
      override propagate() {
        const text = `${this.a.value}1`;
        this.y.value = text[0] === "1" ? 1 : 0;
      }
    }
    class Parsed extends Texts {
      override propagate() {
        this.y.value = Number(`${this.a.value}1`);
      }
    }
    for (const Bad of [Length, Letter, Parsed]) {
      expect(codes(() => new Bad())).toContain("E-SUBSET");
      expect(() => compile(new Bad())).toThrow(/a text with values in it/);
    }
  });

  test.each(engines)(
    "in an assertion it says what the values are, also by way of a local and of ?: (%s)",
    (engine) => {
      class Says extends Texts {
        override propagate() {
          this.y.value = 0;
        }
        override update() {
          const text = this.a.value > 7 ? `large ${this.a.value}` : `small ${this.a.value}`;
          this.assert(this.a.value !== 9, text);
        }
      }
      const sim = simulate(new Says(), { engine });
      sim.top.a.value = 9;
      expect(() => sim.step()).toThrow(/large 9/);
    },
  );
});

describe.each(engines)("numbers (SEMANTICS 2): %s", (engine) => {
  class Zeros extends Module {
    readonly s = input(sint(8));
    readonly negated = output(sint(9));
    readonly product = output(sint(53));
    readonly rest = output(sint(8));
    readonly rounded = output(sint(8));
    readonly real = output(fp32);
    readonly realRest = output(fp32);
    override propagate() {
      this.negated.value = -this.s.value;
      this.product.value = this.s.value * -1;
      this.rest.value = this.s.value % 4;
      this.rounded.value = Math.round(this.s.value / 4);
      this.real.value = toFloat(-this.s.value);
      this.realRest.value = toFloat(this.s.value % 4);
    }
  }

  test("`−0` can't leave the integer world: neither into a signal nor by `toFloat`", () => {
    const sim = simulate(new Zeros(), { engine });
    for (const value of [0, -1, -4, -8]) {
      sim.top.s.value = value;
      for (const { key, net } of sim.engine.program.design.top.signals)
        expect(Object.is(sim.engine.read(net), -0), `${key} of ${value}`).toBe(false);
    }
    expect(sim.top.real.value).toBe(8);
  });
});
