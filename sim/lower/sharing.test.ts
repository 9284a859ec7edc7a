import { expect, test } from "vitest";
import { bit, connect, input, Module, output, reg, uint, wire } from "../describe/index.ts";
import { compile, createCompiler } from "../schedule/compile.ts";
import { codes } from "./lower.test-kit.ts";

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
  ["other numbers", { add: 1 }, { add: 2 }, true],
  ["a number, and none", { add: 1 }, {}, false],
  ["what no method looks at", { unused: 1 }, { unused: 2 }, true],
  ["a number in a table", { table: [1, 2] }, { table: [1, 3] }, true],
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

/** Compares with a number, which it has for itself, or which says how it is built. */
class Tagged extends Module {
  readonly tag = input(uint(3), { default: 5 });
  readonly hit = output(bit);
  readonly number: number;
  readonly use: "compared" | "equals" | "selects" | "sums" | "indexes" | "both";
  protected readonly lanes = [1, 2, 3, 4].map((init) => reg(uint(3), { init }));
  constructor(number: number, use: Tagged["use"]) {
    super();
    this.number = number;
    this.use = use;
  }
  override propagate() {
    switch (this.use) {
      case "compared":
        this.hit.value = this.isMine(this.tag.value);
        break;
      case "equals":
        this.hit.value = this.tag.value === this.number;
        break;
      case "selects":
        this.hit.value = this.lanes[this.number]!.value === this.tag.value;
        break;
      case "sums":
        this.hit.value = this.tag.value + this.number > 6;
        break;
      case "indexes":
        this.hit.value = this.lanes[(this.tag.value & 3) + this.number]!.value > 6;
        break;
      default:
        this.hit.value = this.tag.value === this.number && this.lanes[this.number]!.value > 0;
    }
  }
  private isMine(tag: number): boolean {
    const own = this.number;
    return own <= tag;
  }
}

test.each([
  ["compared", [1, 2], true, [{ low: 1, high: 2 }]],
  ["sums", [1, 2], true, [{ low: 1, high: 2 }]],
  ["sums", [1, 1], true, []],
  ["selects", [1, 2], false, []],
  ["both", [1, 2], false, []],
  // The bounds of the tag do not hold a 9: with it, other things may be known.
  ["sums", [1, 9], false, []],
] as const)("a number that is %s: instances with %j share code: %s", (use, [a, b], expected, fields) => {
  const [left, right] = [new Tagged(a, use), new Tagged(b, use)];
  expect(shares(left, right)).toBe(expected);
  const { design, codeOf } = compile(new Pair(new Tagged(a, use), new Tagged(b, use)));
  const code = codeOf(design.top.children[0]!);
  expect(code.fields).toEqual(fields.map((bounds) => ({ path: ["number"], ...bounds })));
});

test("a design that is compiled later has code of its own where its numbers have other bounds", () => {
  const compiler = createCompiler();
  const codesOf = (...numbers: readonly [number, number]) => {
    const [a, b] = numbers.map((number) => new Tagged(number, "compared"));
    const { design, codeOf } = compiler.compile(new Pair(a!, b!));
    return design.top.children.map((instance) => codeOf(instance).fields[0]);
  };
  expect(codesOf(1, 4)).toEqual([1, 1].map((low) => ({ path: ["number"], low, high: 4 })));
  expect(codesOf(2, 3)).toEqual([2, 2].map((low) => ({ path: ["number"], low, high: 3 })));
});

test.each([
  ["indexes", 0, 1, "E-INDEX"],
  ["equals", 1, 9, "E-CONST-COMPARE"],
] as const)("a number that makes trouble where it %s is named for its instance", (use, left, right, code) => {
  const errors = (...numbers: readonly [number, number]) => {
    const [one, other] = numbers.map((number) => new Tagged(number, use));
    return codes(new Pair(one!, other!)).filter((found) => found.startsWith("E-"));
  };
  expect(errors(left, right)).toEqual([code]);
  expect(errors(left, left)).toEqual([]);
});

test("a finding that has nothing to do with the number leaves it open", () => {
  class Wrapping extends Module {
    readonly tag = input(uint(3), { default: 5 });
    readonly low = output(uint(2));
    readonly hit = output(bit);
    readonly number: number;
    constructor(number: number) {
      super();
      this.number = number;
    }
    override propagate() {
      this.low.value = this.tag.value;
      this.hit.value = this.tag.value === this.number;
    }
  }
  expect(codes(new Pair(new Wrapping(1), new Wrapping(2)))).toContain("W-WRAP");
  expect(shares(new Wrapping(1), new Wrapping(2))).toBe(true);
});
