import { expect, test } from "vitest";
import { bit, connect, input, Module, output, reg, uint, wire } from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";

/** A top with two children, whose codes are compared. */
class Pair<C extends Module> extends Module {
  readonly left: C;
  readonly right: C;
  constructor(left: C, right: C) {
    super();
    this.left = left;
    this.right = right;
  }
}

function shares(left: Module, right: Module): boolean {
  const { design, codeOf } = compile(new Pair(left, right));
  const [first, second] = design.top.children;
  return codeOf(first!) === codeOf(second!);
}

interface Options {
  readonly add?: number;
  readonly table?: readonly number[];
  readonly extra?: object;
  readonly unused?: number;
  readonly of?: (x: number) => number;
}

class Adder extends Module {
  readonly a = input(uint(8), { default: 1 });
  readonly y = output(uint(16));
  readonly options: Options;
  constructor(options: Options) {
    super();
    this.options = options;
  }
  override propagate() {
    const { add = 0, table = [0], extra, of } = this.options;
    let sum = this.a.value + add + (extra !== undefined ? 1 : 0);
    for (const entry of table) sum += entry;
    this.y.value = of ? of(sum) : sum;
  }
}

const twice = (x: number) => x * 2;
const same = (x: number) => x;

test.each([
  ["equal constants", { add: 1 }, { add: 1 }, true],
  ["other constants", { add: 1 }, { add: 2 }, false],
  ["what no method looks at", { unused: 1 }, { unused: 2 }, true],
  ["a value in a table", { table: [1, 2] }, { table: [1, 3] }, false],
  ["the length of a table", { table: [1, 2] }, { table: [1, 2, 0] }, false],
  ["an object that is there or not", { extra: {} }, {}, false],
  ["a function", { of: twice }, { of: same }, false],
] as const)("instances share code or don't: %s", (_, left, right, expected) => {
  expect(shares(new Adder(left), new Adder(right))).toBe(expected);
});

class Sized extends Module {
  readonly r: ReturnType<typeof reg<ReturnType<typeof uint>>>;
  constructor(width: number, range?: readonly [number, number]) {
    super();
    this.r = range ? reg(uint(width), { init: 0, range }) : reg(uint(width), { init: 0 });
  }
  override update() {
    this.r.next = this.r.value;
  }
}

test("instances share code only at one width and range", () => {
  expect(shares(new Sized(8), new Sized(8))).toBe(true);
  expect(shares(new Sized(8), new Sized(9))).toBe(false);
  expect(shares(new Sized(8), new Sized(8, [0, 9]))).toBe(false);
});

class Leaf extends Module {
  readonly y = output(bit);
  override propagate() {
    this.y.value = 0;
  }
}
class OtherLeaf extends Leaf {
  override propagate() {
    this.y.value = 1;
  }
}
class Holder extends Module {
  readonly y = output(bit);
  readonly child: Leaf;
  constructor(child: Leaf) {
    super();
    this.child = child;
  }
  override propagate() {
    this.y.value = this.child.y.value;
  }
}

test("instances with children of two classes don't share code", () => {
  expect(shares(new Holder(new Leaf()), new Holder(new Leaf()))).toBe(true);
  expect(shares(new Holder(new Leaf()), new Holder(new OtherLeaf()))).toBe(false);
});

class Joined extends Module {
  readonly p = wire(bit);
  readonly q = wire(bit);
  readonly y = output(bit);
  constructor() {
    super();
    connect(this.p, this.q);
  }
  override propagate() {
    this.p.value = 1;
    this.y.value = this.q.value;
  }
}

test("what one name drives is seen under the other name of the net", () => {
  const { design, codeOf } = compile(new Joined());
  const body = codeOf(design.top).propagate!;
  expect(body.reads).toEqual([]);
  expect([...body.dependences.values()].every(({ signals }) => signals.size === 0)).toBe(true);
});
