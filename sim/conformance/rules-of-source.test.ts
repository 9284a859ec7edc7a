import { afterEach, describe, expect, test, vi } from "vitest";
import { bit, Bundle, input, Module, output, outputReg, uint, wrap } from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { type EngineName, simulate } from "../testbench/index.ts";
import { refused } from "./blamed.test-kit.ts";

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];
afterEach(() => void vi.restoreAllMocks());

abstract class Ports extends Module {
  readonly a = input(uint(4));
  readonly go = input(bit);
  readonly y = output(uint(8));
}

describe("SEMANTICS 3: what is in the subset runs alike in every engine", () => {
  class Sum extends Bundle {
    readonly left = input(uint(4));
    readonly right = input(uint(4));
    get total() {
      return this.left.value + this.right.value;
    }
    above(limit: number) {
      return this.total > limit;
    }
  }
  abstract class Base extends Module {
    readonly sum = new Sum();
    readonly y = output(uint(16));
    readonly kids = [3, 5, 7];
    protected weigh(x: number) {
      return x * 2;
    }
    override propagate() {
      this.y.value = 1;
    }
  }
  class All extends Base {
    protected override weigh(x: number) {
      return super.weigh(x) + 1;
    }
    override propagate() {
      super.propagate();
      const { left, right } = this.sum;
      const [first, , last = 0] = this.kids;
      const add = (x: number, y = 1) => x + y;
      let n = 0;
      rows: for (const kid of this.kids) {
        for (let i = 0; i < 3; i++) {
          if (i === kid - 4) continue rows;
          if (kid === 7) break rows;
          n += add(i, kid);
        }
      }
      while (n < 9) n++;
      switch (left.value) {
        case 0:
        case 1:
          n += first!;
          break;
        case 2: {
          n = Math.max(n, last);
          break;
        }
        default:
          n += this.sum.above(9) && !(right.value === 3) ? this.weigh(right.value) : -right.value;
      }
      if (right.value === 15) {
        this.y.value = Math.abs(n) & 255;
        return;
      }
      this.y.value = wrap(this.y.value + Math.min(n, 200) + Math.imul(n, 3) + Math.clz32(right.value));
    }
  }
  const expected = (left: number, right: number): number => {
    let n = 0;
    for (const [kid, stop] of [
      [3, 3],
      [5, 1],
    ] as const)
      for (let i = 0; i < stop; i++) n += i + kid;
    while (n < 9) n++;
    if (left < 2) n += 3;
    else if (left === 2) n = Math.max(n, 7);
    else n += left + right > 9 && right !== 3 ? right * 2 + 1 : -right;
    if (right === 15) return n & 255;
    return (1 + Math.min(n, 200) + n * 3 + Math.clz32(right)) & 0xffff;
  };

  test.each(engines)("%s", (engine) => {
    const { top } = simulate(new All(), { engine });
    for (let left = 0; left < 16; left += 1)
      for (const right of [0, 1, 3, 8, 15]) {
        [top.sum.left.value, top.sum.right.value] = [left, right];
        expect(top.y.value, `${left}, ${right}`).toBe(expected(left, right));
      }
  });
});

describe("SEMANTICS 3: `console.*` and `debugger` run in the event engine and vanish elsewhere (W-DEBUG)", () => {
  class Says extends Ports {
    override propagate() {
      this.y.value = this.a.value;
      if (this.a.value === 9) console.log("nine at", this.path);
      // eslint-disable-next-line no-debugger -- debugger is what is looked at here
      if (this.a.value === 10) debugger;
    }
  }

  test("both are warned of, with their lines", () => {
    const debug = compile(new Says()).warnings.filter(({ code }) => code === "W-DEBUG");
    expect(debug.map(({ message }) => message.split(" ")[0])).toEqual(["console", "debugger"]);
    expect(debug.every(({ places, path }) => places?.length && path === "says")).toBe(true);
  });

  test.each([
    ["event", 1],
    ["wasm", 0],
  ] as const)("%s: said %i times", (engine, times) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const { top } = simulate(new Says(), { engine });
    top.a.value = 9;
    expect(top.y.value).toBe(9);
    top.a.value = 10;
    expect(top.y.value).toBe(10);
    expect(log.mock.calls).toEqual(Array(times).fill(["nine at", "says"]));
  });
});

describe("SEMANTICS 3: free names", () => {
  const adder = (step: number) =>
    class Adder extends Ports {
      override propagate() {
        this.y.value = this.a.value + step;
      }
    };

  test.each(engines)(
    "are those of the function's own scopes, also for two factory classes with equal text: %s",
    (engine) => {
      class Both extends Ports {
        readonly one = new (adder(1))();
        readonly ten = new (adder(10))();
        override propagate() {
          for (const each of [this.one, this.ten]) {
            each.a.value = this.a.value;
            each.go.value = 0;
          }
          this.y.value = this.one.y.value * 16 + this.ten.y.value;
        }
      }
      const { top } = simulate(new Both(), { engine });
      top.a.value = 2;
      expect(top.y.value).toBe(3 * 16 + 12);
    },
  );

  test("a reassigned `let`, a table and a record that can still change, a Date, a promise: each refused", () => {
    let turns = 0;
    turns += 1;
    const started = new Date(0);
    const rows = [1, 2];
    const sizes = { rows: 3 } as const;
    class Let extends Ports {
      override propagate() {
        this.y.value = turns;
      }
    }
    class Dated extends Ports {
      override propagate() {
        this.y.value = started.getTime();
      }
    }
    class Thawed extends Ports {
      override propagate() {
        this.y.value = rows[this.go.value]!;
      }
    }
    class Sized extends Ports {
      override propagate() {
        this.y.value = sizes.rows;
      }
    }
    expect(refused(() => new Let())).toEqual(["E-NAME let | this.y.value = turns;"]);
    expect(refused(() => new Dated())).toEqual(["E-SUBSET dated | this.y.value = started.getTime();"]);
    expect(refused(() => new Thawed())).toEqual([
      "E-NOT-FROZEN thawed | this.y.value = rows[this.go.value]!;",
    ]);
    expect(refused(() => new Sized())).toEqual(["E-NOT-FROZEN sized | this.y.value = sizes.rows;"]);
  });
});

test("SEMANTICS 3: waivers are data: `static readonly waive`, by field or for all, for the class and those that extend it", () => {
  class Loud extends Ports {
    readonly r = outputReg(uint(4), { init: 0 });
    readonly q = outputReg(uint(4), { init: 0 });
    override propagate() {
      this.y.value = 0;
    }
    override update() {
      this.r.next = this.r.value + 1;
      this.q.next = this.q.value + 1;
    }
  }
  class Quiet extends Loud {
    static readonly waive = { "W-WRAP": ["r"], "W-UNUSED": ["*"] };
  }
  class Quieter extends Quiet {}
  const wraps = (make: () => Module) =>
    compile(make()).warnings.flatMap(({ code, path }) => (code === "W-WRAP" ? [path] : []));
  expect(wraps(() => new Loud())).toEqual(["loud.r", "loud.q"]);
  expect(wraps(() => new Quiet())).toEqual(["quiet.q"]);
  expect(wraps(() => new Quieter())).toEqual(["quieter.q"]);
});
