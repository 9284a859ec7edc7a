import { describe, test } from "vitest";
import {
  bigUint,
  bits,
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

describe.each([8, 40, 100])("registers of %i bits that neighbours on both sides read", (width) => {
  type Neighbour = Module & {
    readonly left: ReturnType<typeof input<ReturnType<typeof bigUint>>>;
    readonly right: Neighbour["left"];
    readonly q: ReturnType<typeof outputReg<ReturnType<typeof bigUint>>>;
  };
  function neighbours(makeCell: () => Neighbour): Module {
    class Cells extends Module {
      readonly ends = [input(bigUint(width)), input(bigUint(width))] as const;
      readonly cell = Array.from({ length: 6 }, makeCell);
      constructor() {
        super();
        this.cell.forEach((cell, i) => {
          connect(this.cell[i - 1]?.q ?? this.ends[0], cell.left);
          connect(this.cell[i + 1]?.q ?? this.ends[1], cell.right);
        });
      }
    }
    return new Cells();
  }

  test("that hold unless they are told otherwise", () => {
    class Cell extends Module {
      readonly left = input(bigUint(width));
      readonly right = input(bigUint(width));
      readonly q = outputReg(bigUint(width), { init: 7n });
      override update() {
        if (this.left.value > this.right.value) this.q.next = wrap(this.left.value + 3n * this.right.value);
      }
    }
    agree(
      neighbours(() => new Cell()),
      40,
    );
  });

  test("of which an index chooses one", () => {
    class Cell extends Module {
      readonly left = input(bigUint(width));
      readonly right = input(bigUint(width));
      readonly q = outputReg(bigUint(width), { init: 7n });
      readonly kept = outputReg(vec(bigUint(width), 6), { init: [5n, 9n, 1n, 2n, 3n, 4n] });
      override update() {
        const at = Number(bits(this.left.value, 2, 0)) % 6;
        this.kept[at]!.next = this.left.value ^ this.right.value;
        this.q.next = this.kept[5]!.value;
      }
    }
    agree(
      neighbours(() => new Cell()),
      40,
    );
  });
});
