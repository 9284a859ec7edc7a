import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bit,
  Bundle,
  connect,
  type HardwareType,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  saturate,
  sint,
  struct,
  uint,
  type UIntType,
  vec,
  wire,
} from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";

/** A top with instances of one class, whose codes are compared. */
class Several<C extends Module> extends Module {
  readonly parts: readonly C[];
  constructor(parts: readonly C[]) {
    super();
    this.parts = parts;
  }
}

/** Whether two instances have one code, in either order. */
function shares<C extends Module>(make: readonly [() => C, () => C]): boolean {
  const [there, back] = [make, [make[1], make[0]]].map((both) => {
    const { design, codeOf } = compile(new Several(both.map((one) => one!())));
    const [first, second] = design.top.children;
    return codeOf(first!) === codeOf(second!);
  });
  expect(back).toBe(there);
  return there!;
}

/** The place of the first equal one, for each: what is the same among some things, whatever they are. */
const pattern = (things: readonly unknown[]) => things.map((thing) => things.indexOf(thing)).join();

/** Wires, each of which is one net with one of the inputs. */
class Joined extends Module {
  readonly sources = [0, 1, 2].map(() => input(bit, { default: 0 }));
  readonly wires;
  readonly y = output(bit);
  constructor(nets: readonly number[]) {
    super();
    this.wires = nets.map(() => wire(bit));
    nets.forEach((net, i) => connect(this.sources[net]!, this.wires[i]!));
  }
  override propagate() {
    let y = 0;
    for (const one of this.wires) y ^= one.value;
    this.y.value = y as 0 | 1;
  }
}

test("instances share code only where their signals are joined alike, however many there are", () => {
  const lengths = fc.constantFrom(2, 3, 24, 25, 30);
  const nets = lengths.chain((length) => {
    const one = fc.array(fc.nat(2), { minLength: length, maxLength: length });
    // Often the same joins by other inputs, or but one that differs.
    const turned = one.chain((list) =>
      fc.tuple(fc.nat(2), fc.nat(length - 1), fc.nat(2)).map(([by, at, other]) => {
        const moved = list.map((net) => (net + by) % 3);
        return [list, moved.map((net, i) => (i === at ? other : net))] as const;
      }),
    );
    return fc.oneof(turned, fc.tuple(one, one));
  });
  let [alike, others] = [0, 0];
  fc.assert(
    fc.property(nets, ([left, right]) => {
      const expected = pattern(left) === pattern(right);
      if (expected) alike += 1;
      else others += 1;
      expect(shares([() => new Joined(left), () => new Joined(right)])).toBe(expected);
    }),
    { numRuns: 30 },
  );
  expect(Math.min(alike, others)).toBeGreaterThan(3);
});

class View extends Bundle {
  readonly things: readonly unknown[];
  constructor(things: readonly unknown[]) {
    super();
    this.things = things;
  }
}

/** Looks at signals and memories through references, of which several may lead to one. */
class Viewed extends Module {
  readonly a = input(uint(2), { default: 0 });
  readonly registers = Array.from({ length: 30 }, () => reg(bit, { init: 0 }));
  readonly words = Array.from({ length: 30 }, () => memory(bit, 4));
  readonly signals: View;
  readonly memories: View;
  readonly y = output(bit);
  constructor(registers: readonly number[], words: readonly number[]) {
    super();
    this.signals = new View(registers.map((i) => this.registers[i]));
    this.memories = new View(words.map((i) => this.words[i]));
  }
  override propagate() {
    let y = 0;
    for (const one of this.signals.things as typeof this.registers) y ^= one.value;
    for (const one of this.memories.things as typeof this.words) y ^= one.read(this.a.value);
    this.y.value = y as 0 | 1;
  }
}

const ring = (length: number, of: number) => Array.from({ length }, (_, i) => i % of);

test.each([
  ["all different", [0, 1], [2, 3], [0, 1], [2, 3]],
  ["all different, and others", [0, 1], [2, 3], [4, 5], [6, 7]],
  ["two signals, and one twice", [0, 1], [], [1, 1], []],
  ["two memories, and one twice", [], [0, 1], [], [1, 1]],
  ["the first again, and the second again", [0, 1, 0], [], [0, 1, 1], []],
  ["the same memory of three again", [0], [3, 4, 3], [1], [8, 9, 8]],
  ["another memory of three again", [0], [3, 4, 3], [1], [8, 9, 9]],
  ["many signals alike", ring(30, 30), [], ring(30, 30), []],
  ["many signals, the last of which is another", ring(30, 29), [], ring(30, 30), []],
  ["many memories, the last of which is another", [], ring(30, 29), [], ring(30, 30)],
  ["many of both alike", ring(30, 7), ring(30, 5), ring(30, 7), ring(30, 5)],
])("instances that lead to things share code where they lead to the same: %s", (_, r1, m1, r2, m2) => {
  const expected = pattern(r1) === pattern(r2) && pattern(m1) === pattern(m2);
  expect(shares([() => new Viewed(r1, m1), () => new Viewed(r2, m2)])).toBe(expected);
});

/** Looks at whatever it has. */
class Looking extends Module {
  readonly a = input(uint(2), { default: 0 });
  readonly thing: unknown;
  readonly y = output(uint(16));
  constructor(thing: unknown) {
    super();
    this.thing = thing;
  }
}
class Reading extends Looking {
  override propagate() {
    this.y.value = (this.thing as { value: number }).value;
  }
}
class ReadingField extends Looking {
  override propagate() {
    this.y.value = (this.thing as { x: { value: number } }).x.value;
  }
}
class ReadingMemory extends Looking {
  override propagate() {
    this.y.value = (this.thing as { read(a: number): number }).read(this.a.value);
  }
}
class ReadingChild extends Looking {
  override propagate() {
    this.y.value = (this.thing as Leaf).y.value;
  }
}
class Saturating extends Looking {
  override propagate() {
    this.y.value = saturate(this.a.value, this.thing as HardwareType as never) as number;
  }
}
class Asking extends Looking {
  override propagate() {
    this.y.value = (this.thing as { readonly n: number } | undefined)?.n === 3 ? 1 : 0;
  }
}
class Leaf extends Module {
  readonly y = outputReg(uint(8), { init: 1 });
}
class Twig extends Leaf {}

class Point {
  readonly n: number = 3;
}
class Place {
  readonly n: number = 3;
}
const ranged = (low: number, high: number) => () => reg(uint(8), { init: 1, range: [low, high] });
const whole = (type: HardwareType) => () => reg(type as ReturnType<typeof uint>, { init: 0 as never });
const words = (depth: number, type: UIntType = uint(8), writeFirst = false) => {
  const options = writeFirst ? ({ onCollision: "writeFirst" } as const) : {};
  return () => memory(type, depth, options);
};
const structOf = (type: HardwareType) => () => reg(struct({ x: type as ReturnType<typeof uint> }));
const undriven = { default: 0 };

describe("instances share code where what it looks at is alike, and only there", () => {
  const cases: readonly (readonly [
    string,
    new (thing: unknown) => Looking,
    () => unknown,
    () => unknown,
    boolean,
  ])[] = [
    ["registers", Reading, whole(uint(8)), whole(uint(8)), true],
    ["widths", Reading, whole(uint(8)), whole(uint(7)), false],
    ["signs", Reading, whole(uint(8)), whole(sint(8)), false],
    ["ranges", Reading, ranged(1, 9), ranged(1, 9), true],
    ["ranges from another number", Reading, ranged(1, 9), ranged(0, 9), false],
    ["ranges to another number", Reading, ranged(1, 9), ranged(1, 8), false],
    ["a range and none", Reading, ranged(1, 9), whole(uint(8)), false],
    ["directions", Reading, whole(uint(8)), () => outputReg(uint(8), { init: 0 }), false],
    ["a register and an input", Reading, whole(uint(8)), () => input(uint(8), undriven), false],
    ["a signal and an object", Reading, whole(uint(8)), () => ({ value: 3 }), false],
    ["memories", ReadingMemory, words(4), words(4), true],
    ["depths", ReadingMemory, words(4), words(5), false],
    ["widths of words", ReadingMemory, words(4), words(4, uint(7)), false],
    ["collisions", ReadingMemory, words(4), words(4, uint(8), true), false],
    ["children", ReadingChild, () => new Leaf(), () => new Leaf(), true],
    ["classes of children", ReadingChild, () => new Leaf(), () => new Twig(), false],
    ["a child and a record", ReadingChild, () => new Leaf(), () => ({ y: reg(uint(8), { init: 1 }) }), false],
    ["types", Saturating, () => uint(3), () => uint(3), true],
    ["other types", Saturating, () => uint(3), () => uint(4), false],
    ["structs", ReadingField, structOf(uint(8)), structOf(uint(8)), true],
    ["fields of structs", ReadingField, structOf(uint(8)), structOf(uint(7)), false],
    ["a struct and a record", ReadingField, structOf(uint(8)), () => ({ x: reg(uint(8)) }), false],
    [
      "objects of one class",
      Asking,
      () => Object.freeze(new Point()),
      () => Object.freeze(new Point()),
      true,
    ],
    [
      "objects of two classes",
      Asking,
      () => Object.freeze(new Point()),
      () => Object.freeze(new Place()),
      false,
    ],
    ["an object and nothing", Asking, () => Object.freeze(new Point()), () => undefined, false],
    ["an object and null", Asking, () => Object.freeze(new Point()), () => null, false],
    ["nothing of two kinds", Asking, () => undefined, () => null, false],
    ["a text and an object", Asking, () => "text", () => Object.freeze(new Point()), false],
    ["numbers that they hold", Asking, () => ({ n: 3 }), () => ({ n: 2.5 }), false],
    ["not a number", Asking, () => ({ n: NaN }), () => ({ n: NaN }), true],
    ["zeros", Asking, () => ({ n: 0 }), () => ({ n: -0 }), false],
  ];
  test.each(cases)("%s", (_, Class, left, right, expected) => {
    expect(shares([() => new Class(left()), () => new Class(right())])).toBe(expected);
  });
});

test("arrays of signals: of another length, or of another kind", () => {
  class Row extends Looking {
    override propagate() {
      let sum = 0;
      for (const one of this.thing as readonly { value: number }[]) sum += one.value;
      this.y.value = sum;
    }
  }
  const regs = (length: number) => () => new Row(Array.from({ length }, whole(uint(8))));
  const row = (length: number) => () => new Row(reg(vec(uint(8), length)));
  expect(shares([regs(3), regs(3)])).toBe(true);
  expect(shares([regs(3), regs(2)])).toBe(false);
  expect(shares([row(3), row(3)])).toBe(true);
  expect(shares([row(3), row(2)])).toBe(false);
  expect(shares([row(3), regs(3)])).toBe(false);
});
