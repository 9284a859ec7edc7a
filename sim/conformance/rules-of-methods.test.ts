import { afterEach, describe, expect, test, vi } from "vitest";
import {
  bit,
  connect,
  input,
  memory,
  Module,
  output,
  reg,
  struct,
  uint,
  vec,
  wire,
  wrap,
} from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { type EngineName, simulate } from "../testbench/index.ts";
import { found, refused } from "./blamed.test-kit.ts";

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];
const codesOf = (make: () => Module) => refused(make).map((one) => one.split(" ")[0]);
afterEach(() => void vi.restoreAllMocks());

abstract class Ports extends Module {
  readonly a = input(uint(4));
  readonly go = input(bit);
  readonly y = output(uint(8));
}

describe("SEMANTICS 3: one call of `propagate()`", () => {
  test("reads what it drives only after it is assigned on that path (E-READ-BEFORE-WRITE), and assigns it on every path (E-LATCH)", () => {
    class Early extends Ports {
      override propagate() {
        if (this.go.value) this.y.value = 1;
        const y = this.y.value; // early
        this.y.value = y;
      }
    }
    class Returns extends Ports {
      override propagate() {
        if (this.go.value) return;
        this.y.value = 1;
      }
    }
    expect(refused(() => new Early())).toEqual([
      "E-READ-BEFORE-WRITE early.y | const y = this.y.value; // early",
    ]);
    expect(refused(() => new Returns())[0]).toMatch(/^E-LATCH returns\.y \| /);
  });

  test.each(engines)("may read its own outputs; the last write counts: %s", (engine) => {
    class Twice extends Ports {
      override propagate() {
        this.y.value = this.a.value;
        this.y.value = this.y.value * 2;
        if (this.go.value) this.y.value = this.y.value + 1;
      }
    }
    const { top } = simulate(new Twice(), { engine });
    [top.a.value, top.go.value] = [5, 1];
    expect(top.y.value).toBe(11);
  });

  test("others see the writes when the method returns", () => {
    const seen = vi.spyOn(console, "log").mockImplementation(() => undefined);
    class Says extends Module {
      readonly i = input(uint(8));
      readonly o = output(uint(8));
      override propagate() {
        console.log(this.i.value);
        this.o.value = this.i.value;
      }
    }
    class Waves extends Ports {
      readonly says = new Says();
      override propagate() {
        this.says.i.value = 99;
        this.says.i.value = this.a.value;
        this.y.value = 200;
      }
    }
    const { top } = simulate(new Waves());
    top.a.value = 3;
    expect(top.says.o.value).toBe(3);
    expect(seen.mock.calls.flat()).not.toContain(99);
    expect(seen.mock.calls.flat()).toContain(3);
  });
});

describe.each(engines)("SEMANTICS 3: registers: %s", (engine) => {
  test("unassigned means hold; the last write in a call wins; reads give the value from before the edge", () => {
    class Keeps extends Ports {
      readonly r = reg(uint(4), { init: 2 });
      override propagate() {
        this.y.value = this.r.value;
      }
      override update() {
        if (!this.go.value) return;
        this.r.next = 15;
        this.r.next = wrap(this.r.value + this.a.value);
      }
    }
    const sim = simulate(new Keeps(), { engine });
    sim.top.a.value = 3;
    sim.step();
    expect(sim.top.y.value).toBe(2);
    sim.top.go.value = 1;
    sim.step(2);
    expect(sim.top.y.value).toBe(8);
  });
});

test("SEMANTICS 3: `reg.next` is write-only (E-NEXT-READ: use a local), also for `+=` and a vec", () => {
  class Reads extends Ports {
    readonly r = reg(uint(4));
    readonly v = reg(vec(uint(4), 2));
    override propagate() {
      this.y.value = 0;
    }
    override update() {
      this.r.next = 1;
      this.r.next += 1;
      const kept: readonly number[] = this.v.next;
      this.r.next = kept[0]!;
    }
  }
  const make = () => new Reads();
  expect(refused(make)[0]).toBe("E-NEXT-READ reads.r | this.r.next += 1;");
  expect(new Set(codesOf(make))).toEqual(new Set(["E-NEXT-READ"]));
  expect(found(() => compile(make()))[0]?.remedy).toContain("local variable");
});

describe("SEMANTICS 3: range analysis", () => {
  test("a signal's range is its type's, or the declared one; locals flow, conditions refine, loops are unrolled", () => {
    class Proven extends Ports {
      readonly table = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
      readonly digit = reg(uint(4), { init: 0, range: [0, 9] });
      readonly lanes = [wire(uint(4)), wire(uint(4)), wire(uint(4))];
      override propagate() {
        const twice = this.a.value * 2;
        let sum = this.table[this.digit.value]!;
        if (twice < 10) sum += this.table[twice]!;
        for (let i = 0; i < this.lanes.length; i++) this.lanes[i]!.value = this.table[i * 3]!;
        this.y.value = sum + this.table[this.a.value % 10]! + this.lanes[2]!.value;
      }
      override update() {
        this.digit.next = this.digit.value < 9 ? this.digit.value + 1 : 0;
      }
    }
    class NotProven extends Ports {
      readonly table = [1, 2, 3];
      override propagate() {
        this.y.value = this.table[this.a.value]!;
      }
    }
    class NotKept extends Ports {
      readonly digit = reg(uint(4), { init: 0, range: [0, 9] });
      override propagate() {
        this.y.value = this.digit.value;
      }
      override update() {
        this.digit.next = wrap(this.digit.value + 1);
      }
    }
    expect(refused(() => new Proven())).toEqual([]);
    expect(refused(() => new NotProven())).toEqual([
      "E-INDEX notProven | this.y.value = this.table[this.a.value]!;",
    ]);
    expect(refused(() => new NotKept())).toEqual([
      "E-RANGE-KEPT notKept.digit | this.digit.next = wrap(this.digit.value + 1);",
    ]);
  });

  test("is per method: what one method guarantees is not known to another", () => {
    class Halves extends Ports {
      readonly half = wire(uint(4));
      readonly table = [1, 2, 3, 4, 5, 6, 7, 8];
      readonly r = reg(uint(4));
      override propagate() {
        this.half.value = this.a.value >> 1;
        this.y.value = 0;
      }
      override update() {
        this.r.next = this.table[this.half.value]!;
      }
    }
    expect(codesOf(() => new Halves())).toEqual(["E-INDEX"]);
  });

  test("loops are unrolled up to a stated bound: E-LOOP names it", () => {
    class Long extends Ports {
      override propagate() {
        let n = 0;
        for (let i = 0; i < 100_000; i++) n = i & 1;
        this.y.value = n;
      }
    }
    expect(found(() => compile(new Long()))).toMatchObject([
      {
        code: "E-LOOP",
        path: "long",
        message: expect.stringContaining("more than 65536 iterations") as string,
      },
    ]);
  });
});

describe("SEMANTICS 3: each dynamic index and memory address is inside its bounds", () => {
  class Words extends Ports {
    readonly words = memory(uint(8), 10, { init: 7 });
    readonly lanes = [reg(bit), reg(bit), reg(bit)];
    override propagate() {
      this.y.value = this.words.read(this.a.value % 10);
    }
    override update() {
      this.lanes[this.a.value % 3]!.next = 1;
    }
  }

  test("proven by type, refinement, % or mask, else E-INDEX", () => {
    class Leaves extends Words {
      override propagate() {
        this.y.value = this.words.read(this.a.value);
      }
      override update() {
        this.lanes[this.a.value & 3]!.next = 1;
      }
    }
    expect(refused(() => new Words())).toEqual([]);
    expect(refused(() => new Leaves())).toEqual([
      "E-INDEX leaves | this.y.value = this.words.read(this.a.value);",
      "E-INDEX leaves | this.lanes[this.a.value & 3]!.next = 1;",
    ]);
  });

  test("testbenches throw at run time", () => {
    const sim = simulate(new Words());
    for (const at of [10, -1, 0.5]) {
      expect(found(() => sim.peek("words", at)).map(({ code }) => code)).toEqual(["E-ADDRESS"]);
      expect(found(() => sim.poke(`words[${at}]`, 1))[0]?.code).toMatch(/^E-(ADDRESS|TB-PATH)$/);
    }
    expect(() => sim.top.lanes[3]!.value).toThrow(TypeError);
  });
});

describe("SEMANTICS 3: rings are judged on the static graph of signals", () => {
  class Pass extends Module {
    readonly i = input(uint(4));
    readonly o = output(uint(4));
    override propagate() {
      this.o.value = this.i.value;
    }
  }
  class Lanes extends Module {
    readonly at = input(uint(1));
    readonly l = [wire(uint(4)), wire(uint(4))];
    readonly o = output(uint(4));
  }

  test("elements for constant indices, arrays for dynamic ones, fields for structs", () => {
    class Constant extends Lanes {
      readonly d = input(uint(4));
      override propagate() {
        this.o.value = 0;
      }
      readonly pass = [new Pass(), new Pass()];
      constructor() {
        super();
        connect(this.pass[0]!.o, this.pass[1]!.i);
        connect(this.pass[1]!.o, this.l[0]!);
        connect(this.l[1]!, this.pass[0]!.i);
        connect(this.d, this.l[1]!);
      }
    }
    class Dynamic extends Lanes {
      readonly pass = new Pass();
      constructor() {
        super();
        connect(this.pass.o, this.l[0]!);
      }
      override propagate() {
        this.l[1]!.value = 0;
        this.pass.i.value = this.l[this.at.value]!.value;
        this.o.value = this.pass.o.value;
      }
    }
    class Fields extends Module {
      readonly p = wire(struct({ x: uint(4), y: uint(4) }));
      readonly pass = new Pass();
      readonly i = input(uint(4));
      constructor() {
        super();
        connect(this.pass.o, this.p.y);
        connect(this.p.x, this.pass.i);
      }
      override propagate() {
        this.p.x.value = this.i.value;
      }
    }
    expect(codesOf(() => new Dynamic())).toEqual(["E-RING"]);
    expect(codesOf(() => new Fields())).toEqual([]);
    expect(codesOf(() => new Constant())).toEqual([]);
  });

  test("data and control count; the ring is printed signal by signal", () => {
    class Control extends Module {
      readonly pass = new Pass();
      readonly o = output(bit);
      override propagate() {
        this.o.value = 0;
        if (this.pass.o.value > 3) this.pass.i.value = 1;
        else this.pass.i.value = 2;
      }
    }
    const [ring] = found(() => compile(new Control()));
    expect(ring?.code).toBe("E-RING");
    expect(ring?.message).toContain("control.pass.i ← control.pass.o ← control.pass.i");
    expect(ring?.places).toHaveLength(2);
  });
});
