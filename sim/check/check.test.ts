import { expect, test } from "vitest";
import { bit, connect, input, Module, output, reg, uint, wire } from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { SystoleError } from "../errors/index.ts";

function codes(top: Module): readonly string[] {
  try {
    return compile(top).warnings.map((finding) => `${finding.code} ${finding.path}`);
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map((finding) => `${finding.code} ${finding.path}`);
  }
}

/** Two outputs, each of one input alone. */
class Cross extends Module {
  readonly a = input(bit);
  readonly b = input(bit);
  readonly x = output(bit);
  readonly y = output(bit);
  override propagate() {
    this.x.value = this.a.value;
    this.y.value = this.b.value;
  }
}

test("two independent outputs of one method are no ring; two dependent ones are (SEMANTICS section 3)", () => {
  class Chain extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    readonly cross = new Cross();
    constructor() {
      super();
      connect(this.i, this.cross.a);
      connect(this.cross.x, this.cross.b);
      connect(this.cross.y, this.o);
    }
  }
  class Ring extends Module {
    readonly left = new Cross();
    readonly o = output(bit);
    constructor() {
      super();
      connect(this.left.x, this.left.b);
      connect(this.left.y, this.left.a);
      connect(this.left.y, this.o);
    }
  }
  expect(codes(new Chain())).toEqual([]);
  expect(codes(new Ring())).toEqual(["E-RING ring.left.y"]);
});

test("control is a dependence: what decides a return or a break is in the ring", () => {
  class Guarded extends Module {
    readonly go = wire(bit);
    readonly o = output(bit);
    readonly w = wire(bit);
    readonly copy = new Cross();
    override propagate() {
      this.copy.b.value = 0;
      this.copy.a.value = 0;
      this.o.value = this.copy.y.value;
      this.w.value = 0;
      this.go.value = this.copy.x.value;
      if (this.go.value) return;
      this.copy.a.value = 1;
    }
  }
  expect(codes(new Guarded()).map((found) => found.split(" ")[0])).toEqual(["E-RING"]);
});

test("a wire that is driven again from itself is no ring", () => {
  class Again extends Module {
    readonly a = input(uint(4));
    readonly o = output(uint(8));
    override propagate() {
      this.o.value = this.a.value;
      this.o.value += this.a.value;
    }
  }
  expect(codes(new Again())).toEqual([]);
});

test("each net has one driver (SEMANTICS section 1)", () => {
  class Undriven extends Module {
    readonly o = output(bit);
    readonly child = new Cross();
  }
  class Twice extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    constructor() {
      super();
      connect(this.i, this.o);
    }
    override propagate() {
      this.o.value = 1;
    }
  }
  expect(codes(new Undriven())).toEqual([
    "E-UNDRIVEN undriven.o",
    "E-UNCONNECTED undriven.child.a",
    "E-UNCONNECTED undriven.child.b",
  ]);
  expect(codes(new Twice())).toEqual(["E-DRIVERS twice.o"]);
  class Unassigned extends Module {
    static readonly behavioural = true;
    readonly o = output(bit);
  }
  const remedies = [new Undriven(), new Unassigned()].map((top) => {
    try {
      compile(top);
      return [];
    } catch (error) {
      return (error as SystoleError).diagnostics.map(({ remedy }) => remedy.split(",")[0]);
    }
  });
  expect(remedies).toEqual([
    ["assign it on every path of propagate()", "connect it", "connect it"],
    ["make it a register (outputReg"],
  ]);
});

test("lint names what nothing reads or assigns; classes and their bases waive by field", () => {
  class Idle extends Module {
    readonly unread = reg(bit);
    readonly o = output(bit);
    readonly still = reg(bit, { init: 0 });
    override propagate() {
      this.o.value = this.still.value;
    }
    override update() {
      this.unread.next = 1;
    }
  }
  class Waived extends Idle {
    static readonly waive = { "W-UNUSED": ["unread"] };
  }
  class Further extends Waived {
    static override readonly waive = { "W-UNUSED": [] as string[], "W-CONSTANT": ["*"] };
  }
  class Other extends Idle {
    static readonly waive = { "W-CONSTANT": ["unread"] };
  }
  class Around extends Module {
    readonly o = output(bit);
    readonly idle = new Waived();
    constructor() {
      super();
      connect(this.idle.o, this.o);
    }
  }
  expect(codes(new Other())).toEqual(["W-UNUSED other.unread", "W-CONSTANT other.still"]);
  expect(codes(new Around())).toEqual(["W-CONSTANT around.idle.still"]);
  expect(codes(new Idle())).toEqual(["W-UNUSED idle.unread", "W-CONSTANT idle.still"]);
  expect(codes(new Waived())).toEqual(["W-CONSTANT waived.still"]);
  expect(codes(new Further())).toEqual([]);
});

test("levels: what a method writes is read on a later level", () => {
  class Line extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    readonly cells = Array.from({ length: 4 }, () => new Cross());
    constructor() {
      super();
      this.cells.forEach((cell, k) => {
        connect(k === 0 ? this.i : this.cells[k - 1]!.x, cell.a);
        connect(this.i, cell.b);
      });
      connect(this.cells[3]!.x, this.o);
    }
  }
  const { propagates } = compile(new Line());
  expect(propagates.map(({ level, instance }) => [level, instance.index])).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
});
