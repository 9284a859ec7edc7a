import { describe, expect, test } from "vitest";
import { bit, fp32, input, Module, output, reg, sint, uint, vec, wire, wrap } from "../describe/index.ts";
import { evaluated } from "./lower.test-kit.ts";

// SEMANTICS section 3: what a method computes under JavaScript is what its code computes, in JavaScript's order.
abstract class Two extends Module {
  readonly a = input(uint(8));
  readonly b = input(uint(8));
  readonly y = output(uint(32));
  readonly z = output(uint(32));
}

const run = (top: Module, a = 5, b = 9) => evaluated(top, { a, b }, ["y", "z"]);

describe("values are taken when JavaScript takes them", () => {
  test("++x, x++ and assignments as values", () => {
    class Top extends Two {
      override propagate() {
        let x = this.a.value;
        let w = 0;
        const before = x++;
        const after = ++x;
        w = x = x + 1;
        this.y.value = before * 1000000 + after * 1000 + w;
        this.z.value = x;
      }
    }
    expect(run(new Top())).toEqual([5_007_008, 8]);
  });

  test("the place of an assignment is found before its value", () => {
    class Top extends Two {
      readonly row = [1, 2, 3].map((init) => reg(uint(8), { init }));
      override propagate() {
        this.y.value = this.row[0]!.value * 100 + this.row[1]!.value * 10 + this.row[2]!.value;
        this.z.value = 0;
      }
      override update() {
        let i = 0;
        this.row[i]!.next = i = 2;
        let j = 1;
        this.row[j++]!.next = j + 5;
      }
    }
    expect(evaluated(new Top(), {}, ["y"], 1)).toEqual([273]);
  });

  test("swapping by destructuring, variables and wires", () => {
    class Top extends Two {
      readonly p = wire(uint(8));
      readonly q = wire(uint(8));
      override propagate() {
        let x = this.a.value;
        let w = this.b.value;
        [x, w] = [w, x];
        this.p.value = x;
        this.q.value = w;
        [this.p.value, this.q.value] = [this.q.value, this.p.value];
        this.y.value = x * 256 + w;
        this.z.value = this.p.value * 256 + this.q.value;
      }
    }
    expect(run(new Top())).toEqual([9 * 256 + 5, 5 * 256 + 9]);
  });

  test("an array literal keeps what its elements were", () => {
    class Top extends Two {
      override propagate() {
        let x = this.a.value;
        const pair = [x, this.b.value] as const;
        x = 100;
        this.y.value = pair[0];
        this.z.value = x;
      }
    }
    expect(run(new Top())).toEqual([5, 100]);
  });

  test("arguments from left to right, a method that drives among them", () => {
    class Top extends Two {
      readonly w = wire(uint(8));
      protected bump() {
        this.w.value = wrap(this.w.value + 1);
        return this.w.value;
      }
      protected join(x: number, y: number) {
        return x * 1000 + y;
      }
      override propagate() {
        this.w.value = this.a.value;
        this.y.value = this.join(this.w.value, this.bump());
        this.z.value = this.w.value * 1000 + this.bump();
      }
    }
    expect(run(new Top())).toEqual([5006, 6007]);
  });

  test("an index taken from a variable stays where it was", () => {
    class Top extends Two {
      readonly t = vec(uint(8), 4);
      readonly lanes = wire(this.t);
      override propagate() {
        this.lanes.value = [10, 20, 30, 40];
        let i = this.a.value & 3;
        const lane = this.lanes[i]!;
        i = (i + 1) & 3;
        this.y.value = lane.value;
        this.z.value = this.lanes[i]!.value;
      }
    }
    expect(run(new Top())).toEqual([20, 30]);
  });

  test("a compound assignment reads its target before its right side", () => {
    class Top extends Two {
      override propagate() {
        let x = this.a.value;
        x += x = 3;
        this.y.value = x;
        this.z.value = 0;
      }
    }
    expect(run(new Top())).toEqual([8, 0]);
  });

  test("struct and vec assignments copy whole values", () => {
    class Top extends Two {
      readonly v = wire(vec(uint(8), 2));
      override propagate() {
        this.v.value = [this.a.value, this.b.value];
        this.v.value = [this.v[1]!.value, this.v[0]!.value];
        this.y.value = this.v[0]!.value;
        this.z.value = this.v[1]!.value;
      }
    }
    expect(run(new Top())).toEqual([9, 5]);
  });
});

describe("loops", () => {
  test("the step belongs to its iteration, and runs not after a break", () => {
    class Top extends Two {
      override propagate() {
        let sum = 0;
        let i = 0;
        for (i = 0; i < 8; i++, sum += this.b.value) if (i === this.a.value) break;
        this.y.value = sum;
        this.z.value = i;
      }
    }
    expect(run(new Top())).toEqual([45, 5]);
    expect(run(new Top(), 200)).toEqual([72, 8]);
  });

  test("while with a constant bound, continue and labels", () => {
    class Top extends Two {
      override propagate() {
        let n = 4;
        let sum = 0;
        while (n-- > 0) {
          if (n === 2) continue;
          sum += n;
        }
        let found = 0;
        outer: for (let r = 0; r < 3; r++)
          for (let c = 0; c < 3; c++) {
            if (c === this.a.value) continue outer;
            if (r * 3 + c === this.b.value) break outer;
            found++;
          }
        this.y.value = sum;
        this.z.value = found;
      }
    }
    expect(run(new Top(), 1, 3)).toEqual([4, 1]);
    expect(run(new Top(), 7, 7)).toEqual([4, 7]);
  });
});

describe("branches of ?: and && that need statements", () => {
  class Top extends Two {
    protected twice(x: number) {
      let n = x;
      n += x;
      return n;
    }
    override propagate() {
      let seen = 1;
      const value = this.a.value > 6 ? this.twice((seen = 2)) : this.twice(this.b.value);
      const both = this.a.value > 6 && this.twice((seen = seen + 10)) > 3;
      this.y.value = value;
      this.z.value = seen * 2 + (both ? 1 : 0);
    }
  }
  test("change variables on their own way only", () => {
    expect(run(new Top(), 7)).toEqual([4, 25]);
    expect(run(new Top(), 1)).toEqual([18, 2]);
  });

  test("some() stops at the first that holds", () => {
    class Some extends Two {
      override propagate() {
        this.y.value = [this.a.value, this.b.value].some((x) => x > 6) ? 1 : 0;
        this.z.value = [this.a.value, this.b.value].every((x) => x > 6) ? 1 : 0;
      }
    }
    expect(run(new Some(), 1, 9)).toEqual([1, 0]);
    expect(run(new Some(), 8, 9)).toEqual([1, 1]);
  });
});

test("booleans and numbers that meet keep JavaScript's values", () => {
  class Top extends Two {
    override propagate() {
      this.y.value = this.a.value > 3 && 5;
      this.z.value = this.a.value > 3 || 7;
    }
  }
  expect(run(new Top(), 4)).toEqual([5, 1]);
  expect(run(new Top(), 1)).toEqual([0, 7]);
});

test("signals of several widths behind one index wrap each in its own way", () => {
  class Top extends Two {
    readonly narrow = wire(uint(4));
    readonly wide = wire(uint(8));
    readonly either = [this.narrow, this.wide];
    override propagate() {
      this.narrow.value = 0;
      this.wide.value = 0;
      this.either[this.a.value & 1]!.value = wrap(this.b.value);
      this.y.value = this.either[this.a.value & 1]!.value;
      this.z.value = this.narrow.value;
    }
  }
  expect(codesOf(new Top())).toEqual(["E-ALIAS", "E-ALIAS"]);
});

function codesOf(top: Module): readonly string[] {
  try {
    evaluated(top, {}, []);
    return [];
  } catch (error) {
    return (error as { diagnostics: readonly { code: string }[] }).diagnostics.map(({ code }) => code);
  }
}

test("two widths in one array", () => {
  class Top extends Two {
    readonly either = [wire(uint(4)), wire(uint(8))];
    override propagate() {
      for (const one of this.either) one.value = 0;
      this.either[this.a.value & 1]!.value = wrap(this.b.value);
      this.y.value = this.either[this.a.value & 1]!.value;
      this.z.value = this.either[0]!.value;
    }
  }
  expect(run(new Top(), 0, 0x2f)).toEqual([15, 15]);
  expect(run(new Top(), 1, 0x2f)).toEqual([0x2f, 0]);
});

test("−0 is kept by floats and has no sign in integers", () => {
  class Top extends Module {
    readonly go = input(bit);
    readonly f = output(fp32);
    readonly g = output(fp32);
    readonly i = output(sint(8));
    readonly r = reg(uint(8));
    override propagate() {
      this.f.value = -0;
      this.g.value = -fp32(0);
      this.i.value = -this.go.value;
    }
    override update() {
      this.r.next = 0;
    }
  }
  const [f, g, i] = evaluated(new Top(), { go: 0 }, ["f", "g", "i"]);
  expect([Object.is(f, -0), Object.is(g, -0), Object.is(i, 0)]).toEqual([true, true, true]);
});
