import { test } from "vitest";
import { connect, input, Module, output, outputReg, uint, wrap } from "../../describe/index.ts";
import { agree } from "./mistakes.test-kit.ts";

test("modules that only pass on, one behind another: what reads the last reads the first one's source", () => {
  class Pass extends Module {
    readonly x = input(uint(8));
    readonly y = output(uint(8));
    override propagate() {
      this.y.value = this.x.value;
    }
  }
  class Kept extends Module {
    readonly x = input(uint(8));
    readonly y = outputReg(uint(8));
    override update() {
      this.y.next = wrap(this.x.value + 1);
    }
  }
  class Chains extends Module {
    readonly x = Array.from({ length: 20 }, () => input(uint(8)));
    readonly first = this.x.map(() => new Kept());
    readonly passes = this.x.map(() => [new Pass(), new Pass(), new Pass()] as const);
    readonly last = this.x.map(() => new Kept());
    constructor() {
      super();
      this.passes.forEach(([a, b, c], i) => {
        connect(this.x[i]!, this.first[i]!.x);
        connect(this.first[i]!.y, a.x);
        connect(a.y, b.x);
        connect(b.y, c.x);
        connect(c.y, this.last[i]!.x);
      });
    }
  }
  agree(new Chains(), 20);
});

test.each([
  [3, 5],
  [4, 16],
  [17, 2],
])("registers that others lay out crosswise, %i × %i, and that change all at once", (rows, columns) => {
  class Node extends Module {
    readonly from = input(uint(8));
    readonly back = input(uint(8));
    readonly r = outputReg(uint(8), { init: 7 });
    override update() {
      this.r.next = wrap(3 * this.from.value + this.back.value + 1);
    }
  }
  class Reader extends Module {
    readonly x = input(uint(8));
    readonly y = outputReg(uint(8), { init: 1 });
    override update() {
      this.y.next = this.x.value;
    }
  }
  class Crosswise extends Module {
    readonly nodes = Array.from({ length: rows }, () => Array.from({ length: columns }, () => new Node()));
    readonly readers = Array.from({ length: columns }, () =>
      Array.from({ length: rows }, () => new Reader()),
    );
    constructor() {
      super();
      const all = this.nodes.flat();
      this.nodes.forEach((row, i) =>
        row.forEach((node, j) => {
          connect(node.r, this.readers[j]![i]!.x);
          connect(this.readers[j]![i]!.y, node.back);
          connect(all[(7 * (i * columns + j) + 3) % all.length]!.r, node.from);
        }),
      );
    }
  }
  agree(new Crosswise(), 30);
});
