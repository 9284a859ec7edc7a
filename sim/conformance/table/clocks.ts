import {
  bit,
  clocked,
  clockDomain,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wrap,
} from "../../describe/index.ts";
import type { Column, SignalValue } from "./entry.ts";

/** One settled moment of a design with several clocks, and the edge that follows it. */
export interface ClocksStep {
  /** Names of the clocks that have an edge, such as `clk bus`; none if it is empty. */
  readonly tick: string;
  /** Names of the reset wires that are held from here on, until a step says otherwise. */
  readonly hold?: string;
  /** Inputs of the top that change. */
  readonly drive?: Readonly<Record<string, SignalValue>>;
}

/** A small design with several clocks, and its values at each step: settled, after its drives and before its edge. */
export interface ClocksEntry {
  readonly name: string;
  /** The section of SEMANTICS.md that it shows. */
  readonly rule: string;
  readonly make: () => Module;
  readonly steps: readonly ClocksStep[];
  readonly expected: Readonly<Record<string, Column>>;
}

const bus = clockDomain("bus");
const ddr = clockDomain("ddr", { reset: { kind: "async", active: "low" } });
const still = clockDomain("still", { reset: false });

/** Counts from its `init`, and takes over `d`. */
class Cell extends Module {
  readonly d = input(uint(8));
  readonly q = outputReg(uint(8));
  readonly count = outputReg(uint(8), { init: 10 });
  override update() {
    this.q.next = this.d.value;
    this.count.next = wrap(this.count.value + 1);
  }
}

/** Two cells that look at each other's counts. */
class Swap extends Module {
  readonly a = new Cell();
  readonly b = clocked(new Cell(), bus);
  override propagate() {
    this.a.d.value = this.b.count.value;
    this.b.d.value = this.a.count.value;
  }
}

/** Three clocks: each has what the one before it had. */
class Chain extends Module {
  readonly d = input(uint(8));
  readonly a = new Cell();
  readonly b = clocked(new Cell(), bus);
  readonly c = clocked(new Cell(), ddr);
  override propagate() {
    this.a.d.value = this.d.value;
    this.b.d.value = this.a.q.value;
    this.c.d.value = this.b.q.value;
  }
}

/** One of each kind of reset. */
class Resets extends Module {
  readonly inherited = clocked(new Cell(), bus);
  readonly own = clocked(new Cell(), ddr);
  readonly none = clocked(new Cell(), still);
  readonly refused = clocked(new Cell(), { reset: false });
  readonly plain = new Cell();
  override propagate() {
    this.inherited.d.value = 1;
    this.own.d.value = 2;
    this.none.d.value = 3;
    this.refused.d.value = 4;
    this.plain.d.value = 5;
  }
}

/** Resets that signals of the design give: one at edges, one at once, one from a register through logic. */
class Driven extends Module {
  readonly r = input(bit);
  readonly flag = reg(bit, { init: 0 });
  readonly inverse = output(bit);
  readonly sync = clocked(new Cell(), { clock: bus, reset: { by: this.r } });
  readonly async = clocked(new Cell(), {
    clock: bus,
    reset: { by: this.inverse, kind: "async", active: "low" },
  });
  readonly late = clocked(new Cell(), { clock: bus, reset: { by: this.flag, kind: "async" } });
  override propagate() {
    this.inverse.value = !this.r.value;
    this.sync.d.value = 1;
    this.async.d.value = this.sync.count.value;
    this.late.d.value = this.async.count.value;
  }
  override update() {
    this.flag.next = this.r.value;
  }
}

/** A register that resets a neighbour, which resets another: all of it without an edge. */
class Cascade extends Module {
  readonly r = input(bit);
  readonly first = clocked(new Cell(), { reset: { by: this.r, kind: "async" } });
  readonly isTen = output(bit);
  readonly second = clocked(new Cell(), { clock: bus, reset: { by: this.isTen, kind: "async" } });
  override propagate() {
    this.isTen.value = this.first.count.value === 10;
    this.first.d.value = 0;
    this.second.d.value = 0;
  }
}

/** A memory that one clock writes, read from another, with a synchronous and an asynchronous port. */
class Shared extends Module {
  readonly address = input(uint(2));
  readonly data = input(uint(8));
  readonly writer = clocked(new Writer(), bus);
  readonly later = outputReg(uint(8), { init: 0 });
  override propagate() {
    this.writer.address.value = this.address.value;
    this.writer.data.value = this.data.value;
  }
  override update() {
    this.later.next = this.writer.now.value;
  }
}

class Writer extends Module {
  readonly address = input(uint(2));
  readonly data = input(uint(8));
  readonly now = output(uint(8));
  readonly before = outputReg(uint(8));
  protected readonly words = memory(uint(8), 4, { init: [1, 2, 3, 4] });
  override propagate() {
    this.now.value = this.words.read(this.address.value);
  }
  override update() {
    this.before.next = this.words.read(this.address.value);
    this.words.write(this.address.value, this.data.value);
  }
}

/** Does nothing but in its parent's clock. */
class Nested extends Module {
  readonly inner = new Cell();
  readonly other = clocked(new Cell(), ddr);
  override propagate() {
    this.inner.d.value = 0;
    this.other.d.value = 0;
  }
}

class Inherits extends Module {
  readonly clock = bus;
  readonly nested = new Nested();
}

export const clocksTable: readonly ClocksEntry[] = [
  {
    name: "simultaneous edges read values from before and commit together; others see the new ones",
    rule: "5",
    make: () => new Swap(),
    steps: [{ tick: "clk bus" }, { tick: "clk" }, { tick: "bus" }, { tick: "clk bus" }, { tick: "" }],
    expected: {
      "a.count": [10, 11, 12, 12, 13],
      "b.count": [10, 11, 11, 12, 13],
      "a.q": [0, 10, 11, 11, 12],
      "b.q": [0, 10, 10, 12, 12],
    },
  },
  {
    name: "three clocks: a word moves with the edges of each",
    rule: "5",
    make: () => new Chain(),
    steps: [
      { tick: "clk bus ddr", drive: { d: 7 } },
      { tick: "bus ddr", drive: { d: 8 } },
      { tick: "ddr" },
      { tick: "clk bus ddr" },
      { tick: "" },
    ],
    expected: {
      "a.q": [0, 7, 7, 7, 8],
      "b.q": [0, 0, 7, 7, 7],
      "c.q": [0, 0, 0, 7, 7],
    },
  },
  {
    name: "a reset wire resets its domains: synchronous at their edges, asynchronous without one, inherited or own or none",
    rule: "4",
    make: () => new Resets(),
    steps: [
      { tick: "clk bus ddr still" },
      { tick: "", hold: "reset" },
      { tick: "bus" },
      { tick: "clk still" },
      { tick: "clk bus ddr still", hold: "reset reset_ddr" },
      { tick: "clk bus ddr still", hold: "" },
      { tick: "" },
    ],
    expected: {
      "plain.count": [10, 11, 11, 11, 10, 10, 11],
      "inherited.count": [10, 11, 11, 10, 10, 10, 11],
      "own.count": [10, 11, 11, 11, 10, 10, 11],
      "none.count": [10, 11, 11, 11, 12, 13, 14],
      "refused.count": [10, 11, 11, 11, 12, 13, 14],
      // Without init a register is untouched by reset, and its update does not run.
      "plain.q": [0, 5, 5, 5, 5, 5, 5],
      "own.q": [0, 2, 2, 2, 2, 2, 2],
    },
  },
  {
    name: "signals of the design reset: at edges by what they were before, asynchronous ones when they settle",
    rule: "4",
    make: () => new Driven(),
    steps: [
      { tick: "bus" },
      { tick: "clk bus" },
      { tick: "clk", drive: { r: 1 } },
      { tick: "bus" },
      { tick: "bus", drive: { r: 0 } },
      { tick: "clk" },
      { tick: "bus" },
      { tick: "" },
    ],
    expected: {
      "sync.count": [10, 11, 12, 12, 10, 11, 11, 12],
      "async.count": [10, 11, 10, 10, 10, 11, 11, 12],
      "async.q": [0, 10, 11, 11, 11, 10, 10, 11],
      "late.count": [10, 11, 12, 10, 10, 10, 10, 11],
      flag: [0, 0, 0, 1, 1, 1, 0, 0],
    },
  },
  {
    name: "an asynchronous reset that causes another one",
    rule: "4",
    make: () => new Cascade(),
    steps: [
      { tick: "clk" },
      { tick: "clk bus" },
      { tick: "bus" },
      { tick: "bus", drive: { r: 1 } },
      { tick: "clk bus", drive: { r: 0 } },
      { tick: "" },
    ],
    expected: {
      "first.count": [10, 11, 12, 10, 10, 11],
      "second.count": [10, 10, 11, 10, 10, 10],
    },
  },
  {
    name: "a memory belongs to the clock of its module; its asynchronous port follows the writes",
    rule: "4",
    make: () => new Shared(),
    steps: [
      { tick: "clk", drive: { address: 2, data: 50 } },
      { tick: "bus" },
      { tick: "clk bus", drive: { data: 60 } },
      { tick: "clk", hold: "reset" },
      { tick: "bus" },
      { tick: "" },
    ],
    expected: {
      "writer.now": [3, 3, 50, 60, 60, 60],
      "writer.before": [0, 0, 3, 50, 50, 50],
      later: [0, 3, 3, 50, 0, 0],
    },
  },
  {
    name: "children have the clock and reset of their parent; the clock of the top is the default one",
    rule: "5",
    make: () => new Inherits(),
    steps: [{ tick: "bus" }, { tick: "ddr" }, { tick: "bus", hold: "reset" }, { tick: "" }],
    expected: { "nested.inner.count": [10, 11, 11, 10], "nested.other.count": [10, 10, 11, 11] },
  },
];
