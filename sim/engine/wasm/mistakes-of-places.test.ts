import { test } from "vitest";
import {
  bigUint,
  bit,
  connect,
  input,
  Module,
  output,
  outputReg,
  uint,
  vec,
  wrap,
} from "../../describe/index.ts";
import { agree, fed } from "./mistakes.test-kit.ts";

test.each([false, true])(
  "modules that only pass on, one behind another: what reads the last reads the first one's source; backwards: %s",
  (isBackwards) => {
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
    class Chain extends Module {
      readonly x = input(uint(8));
      /** In the order in which values pass them, or in the opposite one. */
      readonly links: readonly (Kept | Pass)[];
      constructor() {
        super();
        const links = [new Kept(), new Pass(), new Pass(), new Pass(), new Kept()];
        links.forEach((link, i) => connect(i > 0 ? links[i - 1]!.y : this.x, link.x));
        this.links = isBackwards ? links.reverse() : links;
      }
    }
    agree(
      fed(20, () => new Chain()),
      20,
    );
  },
);

test("outputs of modules around modules that only pass on", () => {
  class Pass extends Module {
    readonly x = input(uint(8));
    readonly y = output(uint(8));
    override propagate() {
      this.y.value = this.x.value;
    }
  }
  class Around extends Module {
    readonly x = input(uint(8));
    readonly y = output(uint(8));
    readonly inner = [new Pass(), new Pass(), new Pass()] as const;
    override propagate() {
      const [a, b, c] = this.inner;
      a.x.value = this.x.value;
      b.x.value = a.y.value;
      c.x.value = b.y.value;
      this.y.value = c.y.value;
    }
  }
  agree(
    fed(3, () => new Around()),
    20,
  );
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

test.each([8, 40, 100])(
  "registers of %i bits that both neighbours read, and that hold unless they are told otherwise",
  (width) => {
    class Cell extends Module {
      readonly go = input(bit);
      readonly left = input(bigUint(width), { default: 1n });
      readonly right = input(bigUint(width), { default: 2n });
      readonly q = outputReg(bigUint(width), { init: 7n });
      readonly pair = outputReg(vec(bigUint(width), 2), { init: [5n, 9n] });
      readonly at = input(bit);
      readonly beside = input(bigUint(width), { default: 3n });
      override update() {
        if (this.go.value) this.q.next = wrap(this.left.value + 3n * this.right.value);
        this.pair[this.at.value]!.next = this.beside.value ^ this.left.value;
      }
    }
    class Cells extends Module {
      readonly go = Array.from({ length: 6 }, () => input(bit));
      readonly at = this.go.map(() => input(bit));
      readonly cell = this.go.map(() => new Cell());
      constructor() {
        super();
        this.cell.forEach((cell, i) => {
          connect(this.go[i]!, cell.go);
          connect(this.at[i]!, cell.at);
          connect(this.cell[(i + 5) % 6]!.pair[1]!, cell.beside);
          if (i > 0) connect(this.cell[i - 1]!.q, cell.left);
          if (i < 5) connect(this.cell[i + 1]!.q, cell.right);
        });
      }
    }
    agree(new Cells(), 40);
  },
);
