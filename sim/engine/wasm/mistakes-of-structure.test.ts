import { describe, expect, test } from "vitest";
import {
  bit,
  connect,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  uint,
  wrap,
} from "../../describe/index.ts";
import { agree, driven, Row } from "./mistakes.test-kit.ts";
import { compile } from "../../schedule/index.ts";
import { WasmEngine } from "./run/wasm-engine.ts";

// Mistakes that compilers of this kind make, by name. Each design runs in both engines on values that are often at a border of their type.

describe("mistakes that compilers make with instances", () => {
  test("memory ports with one address: the later write wins, bit by bit, and reads see the word before the edge", () => {
    class Ports extends Module {
      readonly a = input(uint(2));
      readonly b = input(uint(2));
      readonly x = input(uint(8));
      readonly y = input(uint(8));
      readonly first = memory(uint(8), 4, { init: 0x3c });
      readonly seen = memory(uint(8), 4, { init: 0x3c, onCollision: "writeFirst" });
      readonly before = outputReg(uint(8));
      readonly behind = outputReg(uint(8));
      readonly now = output(uint(8));
      override propagate() {
        this.now.value = this.first.read(this.a.value);
      }
      override update() {
        this.first.write(this.a.value, this.x.value);
        this.first.write(this.b.value, this.y.value, { mask: 0x0f });
        this.first.write(this.a.value, this.y.value, { mask: 0x81 });
        this.before.next = this.first.read(this.b.value);
        this.seen.write(this.b.value, this.x.value, { mask: 0x55 });
        this.behind.next = this.seen.read(this.a.value);
      }
    }
    agree(new Ports(), 80);
  });

  test("many stores that wait for reads behind them: in their order, each if it happens, in one memory of several", () => {
    class Ports extends Module {
      readonly a = input(uint(2));
      readonly b = input(uint(2));
      readonly x = input(sint(8));
      readonly go = input(uint(3));
      readonly words = memory(sint(8), 4, { init: -3 });
      readonly other = memory(fp32, 4, { init: 1.5 });
      readonly few = memory(uint(2), 4, { init: 0 });
      readonly seen = outputReg(sint(8));
      readonly float = outputReg(fp32);
      readonly two = outputReg(uint(2));
      override update() {
        if (this.go.value & 1) this.words.write(this.a.value, this.x.value);
        if (this.go.value & 2) {
          this.words.write(this.b.value, wrap(this.x.value + 1));
          this.other.write(this.a.value, -0);
        } else this.words.write(2, 5);
        for (const at of [0, 1, 2])
          if (this.b.value === at) {
            this.words.write(at, wrap(this.words.read(at) * 3));
            this.other.write(at, this.other.read(3));
            this.float.next = this.other.read(this.a.value);
          }
        this.seen.next = this.words.read(this.a.value);
        if (this.go.value & 4) this.words.write(this.a.value, this.words.read(this.b.value));
        if (this.go.value & 1) this.few.write(this.a.value, this.b.value);
        this.two.next = this.few.read(this.b.value);
        if (this.go.value & 4) this.few.write(this.a.value, wrap(this.b.value + 1));
      }
    }
    agree(new Ports(), 120);
    // Of many instances each begins with nothing to store.
    class Alike extends Module {
      readonly a = input(uint(2));
      readonly b = input(uint(2));
      readonly x = input(sint(8));
      readonly go = input(uint(3));
      readonly ports = Array.from({ length: 300 }, () => new Ports());
      constructor() {
        super();
        for (const port of this.ports) {
          for (const name of ["a", "b"] as const) connect(this[name], port[name]);
          connect(this.x, port.x);
          connect(this.go, port.go);
        }
      }
    }
    agree(new Alike(), 10);
  });

  test.each([
    [1, 1],
    [1, 17],
    [5, 1],
    [3, 16],
    [4, 19],
  ])(
    "edge instances: a grid of %i × %i, whose neighbours outside are inputs, constants and registers",
    (rows, columns) => {
      class Cell extends Module {
        readonly west = input(sint(8), { default: -3 });
        readonly north = input(sint(8));
        readonly east = outputReg(sint(8), { init: 0 });
        readonly south = outputReg(sint(8), { init: 0 });
        override update() {
          this.east.next = wrap(this.west.value + this.north.value);
          this.south.next = wrap(this.north.value - this.west.value);
        }
      }
      class Grid extends Module {
        readonly above = Array.from({ length: columns }, () => input(sint(8)));
        readonly corner = reg(sint(8), { init: 5 });
        readonly cell = Array.from({ length: rows }, () => Array.from({ length: columns }, () => new Cell()));
        constructor() {
          super();
          this.cell.forEach((line, row) =>
            line.forEach((one, column) => {
              if (column > 0) connect(line[column - 1]!.east, one.west);
              else if (row === rows - 1) connect(this.corner, one.west);
              connect(row > 0 ? this.cell[row - 1]![column]!.south : this.above[column]!, one.north);
            }),
          );
        }
        override update() {
          this.corner.next = wrap(this.corner.value * 3 + this.cell[0]![columns - 1]!.east.value);
        }
      }
      agree(new Grid());
    },
  );

  test("one-instance and empty classes", () => {
    class Nothing extends Module {}
    class Silent extends Module {
      readonly unused = reg(uint(4), { init: 3 });
      override propagate() {}
      override update() {}
    }
    class Alone extends Module {
      readonly i = input(uint(4));
      readonly o = outputReg(uint(4));
      readonly nothing = [new Nothing(), new Nothing()];
      readonly silent = new Silent();
      override update() {
        this.o.next = this.i.value;
      }
    }
    agree(new Alone());
    agree(new Row([]));
    agree(new Row([new Nothing()]));
  });

  test.each([2, 17, 100])("comb chains across %i instances of one class, in both directions", (count) => {
    class Link extends Module {
      readonly ahead = input(uint(8));
      readonly back = input(uint(8));
      readonly on = output(uint(8));
      readonly home = output(uint(8));
      readonly kept = outputReg(uint(8), { init: 1 });
      override propagate() {
        this.on.value = wrap(this.ahead.value + this.kept.value);
        this.home.value = wrap(this.back.value * 3 + 1);
      }
      override update() {
        this.kept.next = wrap(this.ahead.value ^ this.back.value);
      }
    }
    class Chain extends Module {
      readonly a = input(uint(8));
      readonly z = input(uint(8));
      readonly links = Array.from({ length: count }, () => new Link());
      constructor() {
        super();
        const { links } = this;
        connect(this.a, links[0]!.ahead);
        connect(this.z, links.at(-1)!.back);
        for (let i = 1; i < count; i++) {
          connect(links[i - 1]!.on, links[i]!.ahead);
          connect(links[i]!.home, links[i - 1]!.back);
        }
      }
    }
    agree(new Chain(), 10);
  });

  test("more than 2¹⁶ instances", { timeout: 120_000 }, () => {
    class Cell extends Module {
      readonly i = input(uint(8));
      readonly o = outputReg(uint(8), { init: 0 });
      override update() {
        this.o.next = wrap(this.i.value + 1);
      }
    }
    const count = 2 ** 16 + 5;
    class Line extends Module {
      readonly i = input(uint(8));
      readonly cells = Array.from({ length: count }, () => new Cell());
      constructor() {
        super();
        let before: Cell["o"] | Line["i"] = this.i;
        for (const cell of this.cells) {
          connect(before, cell.i);
          before = cell.o;
        }
      }
    }
    const top = new Line();
    const engine = new WasmEngine(compile(top));
    engine.drive(top.i.net, 41);
    engine.settle();
    engine.edge([0]);
    const ends = [0, 1, 2 ** 16 - 1, 2 ** 16, count - 1].map((at) => top.cells[at]!.o.net);
    expect(ends.map((net) => engine.read(net))).toEqual([42, 1, 1, 1, 1]);
    engine.run([0], 99, []);
    expect(ends.map((net) => engine.read(net))).toEqual([42, 43, 100, 100, 100]);
    // A wave of another value arrives at each cell in its cycle, also beyond the border.
    engine.poke(top.cells[2 ** 16 - 2]!.o.net, 7);
    engine.run([0], 3, []);
    expect(engine.read(top.cells[2 ** 16 + 1]!.o.net)).toBe(10);
    engine.close();
  });

  test("constants that differ per instance: in expressions, conditions, and of both signs", () => {
    class Cell extends Module {
      readonly a = input(sint(8));
      readonly b = input(sint(8));
      readonly o = outputReg(sint(16));
      readonly mine = outputReg(bit);
      protected readonly offset: number;
      protected readonly limit: number;
      constructor(number: number) {
        super();
        this.offset = number * 7 - 60;
        this.limit = number % 3 === 0 ? 127 : number - 9;
      }
      override update() {
        this.o.next = wrap(this.a.value * this.offset + this.b.value);
        this.mine.next = this.b.value > this.limit;
      }
    }
    let number = 0;
    agree(driven(21, () => new Cell(number++), sint(8) as never));
  });

  test.each(["before", "behind", "both"] as const)(
    "in-place update with a reader behind the writer: neighbours %s",
    (side) => {
      class Cell extends Module {
        readonly before = input(uint(8));
        readonly behind = input(uint(8));
        readonly o = outputReg(uint(8), { init: 1 });
        override update() {
          this.o.next = wrap(this.before.value * 3 + this.behind.value);
        }
      }
      class Line extends Module {
        readonly i = input(uint(8));
        readonly cells = Array.from({ length: 50 }, () => new Cell());
        constructor() {
          super();
          this.cells.forEach((cell, at) => {
            connect(side === "behind" ? this.i : (this.cells[at - 1]?.o ?? this.i), cell.before);
            connect(side === "before" ? this.i : (this.cells[at + 1]?.o ?? this.i), cell.behind);
          });
        }
      }
      agree(new Line());
    },
  );

  test("in-place update with a reader behind the writer: of two classes that read each other", () => {
    class Left extends Module {
      readonly i = input(uint(8));
      readonly o = outputReg(uint(8), { init: 1 });
      override update() {
        this.o.next = wrap(this.i.value + 1);
      }
    }
    class Right extends Module {
      readonly i = input(uint(8));
      readonly o = outputReg(uint(8), { init: 2 });
      override update() {
        this.o.next = wrap(this.i.value * 3);
      }
    }
    class Pairs extends Module {
      readonly left = Array.from({ length: 20 }, () => new Left());
      readonly right = Array.from({ length: 20 }, () => new Right());
      constructor() {
        super();
        this.left.forEach((one, i) => {
          connect(one.o, this.right[i]!.i);
          connect(this.right[(i + 1) % 20]!.o, one.i);
        });
      }
    }
    agree(new Pairs());
  });

  test("behavioural modules in the middle of a chain", () => {
    class Plain extends Module {
      readonly i = input(uint(8));
      readonly o = output(uint(8));
      override propagate() {
        this.o.value = wrap(this.i.value + 1);
      }
    }
    class Odd extends Module {
      static readonly behavioural = true;
      static readonly comb = { o: ["i"] };
      readonly i = input(uint(8));
      readonly o = output(uint(8));
      readonly last = outputReg(uint(8), { init: 0 });
      override propagate() {
        this.o.value = this.i.value * 2 + this.last.value;
      }
      override update() {
        this.last.next = this.i.value;
      }
    }
    class Chain extends Module {
      readonly i = input(uint(8));
      readonly links = Array.from({ length: 12 }, (_, at) => (at % 3 === 1 ? new Odd() : new Plain()));
      constructor() {
        super();
        let before: Plain["o"] | Chain["i"] = this.i;
        for (const link of this.links) {
          connect(before, link.i);
          before = link.o;
        }
      }
    }
    agree(new Chain());
  });
});
