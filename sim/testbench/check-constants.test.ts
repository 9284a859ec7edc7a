import { afterEach, describe, expect, test } from "vitest";
import { input, Module, output, outputReg, uint, wrap } from "../describe/index.ts";
import { createCompiler } from "../schedule/index.ts";
import { blamed } from "../conformance/blamed.test-kit.ts";
import { simulate } from "./index.ts";

declare global {
  var systoleTestLanes: number;
}
const globals: { systoleTestLanes?: number } = globalThis;
afterEach(() => void delete globals.systoleTestLanes);

/** New classes for each test. */
function classes() {
  class Base {
    static factor = 2;
  }
  class Setting extends Base {}
  class Scaled extends Module {
    static readonly offset: number = 1;
    readonly i = input(uint(4), { default: 3 });
    readonly y = output(uint(16));
    readonly count = outputReg(uint(8), { init: 0 });
    override propagate() {
      this.y.value = this.i.value * Setting.factor + Scaled.offset;
    }
    override update() {
      this.count.next = wrap(this.count.value + 1);
    }
  }
  return { Base, Setting, Scaled };
}

const engines = ["event", "oblivious", "wasm", "auto"] as const;

describe("SEMANTICS 3: a constant of the file is what it is when the design is elaborated", () => {
  test.each(engines)(
    "a static field that changes later counts for designs that are made then, %s",
    (engine) => {
      const { Base, Scaled } = classes();
      const values = [2, 5].map((factor) => {
        Base.factor = factor;
        return simulate(new Scaled(), { engine }).top.y.value;
      });
      expect(values).toEqual([7, 16]);
    },
  );

  test.each(engines)("and ends the run of one that is there, %s", (engine) => {
    const { Base, Scaled } = classes();
    const sim = simulate(new Scaled(), { engine });
    sim.step(2);
    Base.factor = 5;
    const [told] = blamed(() => sim.step()); // here
    expect(told).toMatch(/^E-CONSTANT scaled \| .*\/\/ here$/);
    expect(() => sim.step()).toThrow(
      "Setting.factor was 2 when the design was elaborated, and is 5 now (cycle 2, 1.5ns)",
    );
    Base.factor = 2;
    sim.step();
    expect(sim.top.count.value).toBe(3);
  });

  test("of a base that is not frozen, too, where the class is", () => {
    const { Base, Setting, Scaled } = classes();
    Object.freeze(Setting);
    const sim = simulate(new Scaled());
    Base.factor = 4;
    expect(() => sim.step()).toThrow(/E-CONSTANT[^]*Setting\.factor was 2 .* and is 4 now/);
  });

  test("also where nothing but a drive follows, and where a subclass gets a field of its own", () => {
    const { Setting, Scaled } = classes();
    const sim = simulate(new Scaled());
    Setting.factor = 4;
    expect(() => {
      sim.top.i.value = 2;
      return sim.top.y.value;
    }).toThrow(/E-CONSTANT[^]*Setting\.factor was 2 .* and is 4 now/);
  });

  test("a global variable is one of them, and so is a field of a prototype", () => {
    globals.systoleTestLanes = 3;
    class Wide extends Module {
      declare readonly lanes: number;
      readonly y = output(uint(8));
      override propagate() {
        this.y.value = systoleTestLanes + this.lanes;
      }
    }
    const shared = Wide.prototype as { lanes: number };
    shared.lanes = 4;
    const sim = simulate(new Wide());
    expect(sim.top.y.value).toBe(7);
    shared.lanes = 5;
    expect(() => sim.step()).toThrow(/this\.lanes was 4 .* and is 5 now/);
    shared.lanes = 4;
    globals.systoleTestLanes = 2;
    expect(() => sim.step()).toThrow(/systoleTestLanes was 3 .* and is 2 now/);
  });

  test.each(engines)("so is a function or a table in a static field, %s", (engine) => {
    class Weighted extends Module {
      static table: readonly number[] = Object.freeze([1, 2]);
      static weigh = (x: number): number => x + 1;
      static part?: number;
      readonly i = input(uint(1), { default: 1 });
      readonly y = output(uint(8));
      override propagate() {
        this.y.value = Weighted.weigh(Weighted.table[this.i.value]!) + (Weighted.part ?? 0);
      }
    }
    const { table, weigh } = Weighted;
    const sim = simulate(new Weighted(), { engine });
    expect(sim.top.y.value).toBe(3);
    const tell = () => {
      sim.top.i.value = 1;
    };
    Weighted.weigh = (x) => x + 2;
    expect(tell).toThrow(
      "Weighted.weigh was a function when the design was elaborated, and is another function",
    );
    Weighted.weigh = weigh;
    Weighted.table = Object.freeze([1, 3]);
    expect(tell).toThrow(
      "Weighted.table was a table or record when the design was elaborated, and is another",
    );
    Weighted.table = table;
    Weighted.part = 4;
    expect(tell).toThrow("Weighted.part was undefined when the design was elaborated, and is 4 now");
    Weighted.part = undefined as unknown as number;
    expect(sim.top.y.value).toBe(3);
  });

  test("also where a class is taken apart", () => {
    const { Base, Setting } = classes();
    class Apart extends Module {
      readonly y = output(uint(4));
      override propagate() {
        const { factor } = Setting;
        this.y.value = factor;
      }
    }
    const sim = simulate(new Apart());
    Base.factor = 3;
    expect(() => sim.step()).toThrow(
      "factor of { factor } was 2 when the design was elaborated, and is 3 now",
    );
  });

  test("and a member of an enumeration as TypeScript writes them", () => {
    const Mode: Record<string | number, number | string> = {};
    Mode[(Mode["idle"] = 0)] = "idle";
    Mode[(Mode["run"] = 1)] = "run";
    class Moded extends Module {
      readonly i = input(uint(2));
      readonly y = output(uint(1));
      override propagate() {
        this.y.value = this.i.value === (Mode["run"] as number) ? 1 : 0;
      }
    }
    const sim = simulate(new Moded());
    Mode["run"] = 2;
    expect(() => sim.step()).toThrow(/Mode\["run"\] was 1 .* and is 2 now/);
  });

  test("each is looked at once, though many methods of many shapes read it", () => {
    const { Base } = classes();
    class Lane extends Module {
      readonly y = output(uint(8));
      readonly part: number;
      constructor(part: number) {
        super();
        this.part = part;
      }
      override propagate() {
        this.y.value = this.part === 0 ? Base.factor : Base.factor + this.part + Base.factor;
      }
    }
    class Lanes extends Module {
      readonly lanes = [0, 1, 2].map((part) => new Lane(part));
    }
    expect(simulate(new Lanes()).engine.program.outside.map(({ name }) => name)).toEqual(["Base.factor"]);
  });

  test("nothing is looked at that can't change: frozen classes, getters, numbers of the language", () => {
    class Frozen extends Module {
      static readonly limit: number = 5;
      static get twice(): number {
        return 2 * Frozen.limit;
      }
      readonly y = output(uint(8));
      half(x: number): number {
        return Math.trunc(x / 2);
      }
      override propagate() {
        this.y.value = this.half(Frozen.limit + Frozen.twice + Math.min(Number.MAX_SAFE_INTEGER, 1));
      }
    }
    Object.freeze(Frozen);
    expect(simulate(new Frozen()).engine.program.outside).toEqual([]);
  });
});

test("a compiler that knows a class reads its constants again", () => {
  const { Base, Scaled } = classes();
  const compiler = createCompiler();
  const values = [2, 5, 5].map((factor) => {
    Base.factor = factor;
    return simulate(compiler.compile(new Scaled()), { engine: "wasm" }).peek("y");
  });
  expect(values).toEqual([7, 16, 16]);
});

test("and its functions and tables", () => {
  class Kept extends Module {
    static table: readonly number[] = Object.freeze([1]);
    static weigh = (x: number): number => x + 1;
    readonly y = output(uint(8));
    override propagate() {
      this.y.value = Kept.weigh(Kept.table[0]!);
    }
  }
  const compiler = createCompiler();
  const value = () => simulate(compiler.compile(new Kept()), { engine: "wasm" }).peek("y");
  expect(value()).toBe(2);
  Kept.weigh = (x) => x + 2;
  expect(value()).toBe(3);
  Kept.table = Object.freeze([5]);
  expect(value()).toBe(7);
});
