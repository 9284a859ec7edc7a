import { describe, expect, test } from "vitest";
import { Module } from "../describe/index.ts";
import { type FieldBounds, fieldBounds, Fields, haveBounds } from "./fields.ts";
import { Guards } from "./guards.ts";
import type { Body, Constant, Expression } from "./ir.ts";
import { constant, integerType } from "./value-type.ts";

/** What instances of one class hold. */
class Holder extends Module {
  readonly numbers: Readonly<Record<string, unknown>>;
  constructor(numbers: Readonly<Record<string, unknown>>) {
    super();
    this.numbers = numbers;
  }
}

const boundsOf = (...values: unknown[]) =>
  fieldBounds(values.map((n) => new Holder({ n })))(["numbers", "n"]);

describe("the bounds of a field", () => {
  test.each([
    [
      [3, 1, 2],
      [1, 3],
    ],
    [
      [-4, 5],
      [-4, 5],
    ],
    [
      [0, Number.MAX_SAFE_INTEGER],
      [0, Number.MAX_SAFE_INTEGER],
    ],
    [[3, 3], undefined],
    [[3], undefined],
    [[], undefined],
    [[1, 2.5], undefined],
    [[1, -0], undefined],
    [[1, 2 ** 53], undefined],
    [[1, NaN], undefined],
    [[1, 2n], undefined],
    [[1, "2"], undefined],
    [[1, undefined], undefined],
    [[undefined, 1], undefined],
  ])("of instances with %s are %s", (values, expected) => {
    expect(boundsOf(...values)).toEqual(expected);
  });

  test("are found once, by the whole path", () => {
    let asked = 0;
    const counting = (n: number) =>
      new Holder({
        get n() {
          asked += 1;
          return n;
        },
        nn: { n: 7 },
      });
    const bounds = fieldBounds([counting(1), counting(2), new Holder({ n: 5, nn: { n: 8 } })]);
    const first = bounds(["numbers", "n"]);
    expect(first).toEqual([1, 5]);
    expect(bounds(["numbers", "n"])).toBe(first);
    expect(asked).toBe(2);
    expect(bounds(["numbers", "nn", "n"])).toEqual([7, 8]);
    expect(bounds(["numbersn"])).toBeUndefined();
  });
});

const path = ["numbers", "n"] as const;

function fieldsOf(options: { n?: unknown; other?: unknown; bounds?: FieldBounds; fixed?: string[] } = {}) {
  const { n = 3, other = 5, fixed = [] } = options;
  const home = new Holder({ n });
  const guards = new Guards(home);
  const fields = new Fields(
    guards,
    options.bounds ?? fieldBounds([home, new Holder({ n: other })]),
    new Set(fixed),
  );
  /** Whether the code of `home` may serve an instance with this number. */
  const servesFor = (value: unknown) => guards.hold(new Holder({ n: value }));
  return { fields, servesFor, at: () => fields.constantAt(path, n)! };
}

const integer = (low: number, high: number): Expression => ({
  ...{ op: "local", local: 0 },
  type: integerType(low, high),
});
const bodyOf = (value: Expression) => ({ statements: [{ kind: "set", local: 0, value }] }) as unknown as Body;

describe("a number in a field", () => {
  test("binds the code as soon as its value or its bounds are looked at, and not before", () => {
    for (const look of [(one: Constant) => one.value, (one: Constant) => one.type]) {
      const { servesFor, at } = fieldsOf();
      const one = at();
      expect(servesFor(5)).toBe(true);
      const again = fieldsOf();
      expect(look(again.at())).toEqual(look(constant(3)));
      expect([3, 5, undefined].map(again.servesFor)).toEqual([true, false, false]);
      expect(one.op).toBe("const");
    }
  });

  test.each([
    ["is no number", { n: "3" }],
    ["is a bigint", { n: 3n }],
    ["shall be bound from the start", { fixed: [path.join("\u0000")] }],
    ["all instances have alike", { other: 3 }],
    ["some instances do not have", { other: null }],
    ["is below what is known of it", { bounds: () => [4, 9] as const }],
    ["is above what is known of it", { bounds: () => [-1, 2] as const }],
  ])("that %s is a constant like every other", (_, options) => {
    const { fields } = fieldsOf({ ...options });
    expect(fields.constantAt(path, "n" in options ? options.n : 3)).toBeUndefined();
  });

  test("at the end of its bounds, or in another field than one that is bound, is its instances' own", () => {
    for (const bounds of [
      [3, 9],
      [-1, 3],
    ] as const)
      expect(fieldsOf({ bounds: () => bounds }).at()).toBeDefined();
    expect(fieldsOf({ fixed: ["numbers", "n", "numbersn"] }).at()).toBeDefined();
  });
});

describe("beside an integer that hardware computes", () => {
  test("it is what each instance has there, once a field", () => {
    const { fields, servesFor, at } = fieldsOf();
    const wide = integer(0, 9);
    const open = fields.open(at(), wide);
    expect(open).toEqual({ op: "field", type: integerType(3, 5), field: 0 });
    expect(fields.open(at(), integer(3, 5))).toEqual(open);
    expect(fields.uses).toEqual([{ path, low: 3, high: 5 }]);
    expect(fields.opened).toEqual([path.join("\u0000")]);
    expect(servesFor(5)).toBe(true);
    const other = fields.constantAt(["numbers", "m"], 4);
    expect(other).toBeUndefined();
  });

  test("two fields have a number each", () => {
    const { fields } = fieldsOf({ bounds: () => [0, 7] });
    const [a, b] = ["a", "b"].map((name) => fields.constantAt(["numbers", name], 3)!);
    const opened = [a, b, a].map((one) => fields.open(one!, integer(0, 7)));
    expect(opened.map((one) => one.op === "field" && one.field)).toEqual([0, 1, 0]);
    expect(fields.uses.map((use) => use.path[1])).toEqual(["a", "b"]);
  });

  test.each<readonly [string, Expression]>([
    ["whose least is above the field's", integer(4, 9)],
    ["whose greatest is below the field's", integer(0, 4)],
    ["that is a boolean", { op: "local", local: 0, type: { kind: "boolean" } }],
    ["that is a bigint", { op: "local", local: 0, type: { kind: "big", low: 0n, high: 9n } }],
    ["that is a constant", constant(4)],
  ])("%s it stays what it is", (_, beside) => {
    const { fields, at } = fieldsOf();
    const one = at();
    expect(fields.open(one, beside)).toBe(one);
    expect(fields.uses).toEqual([]);
    expect(fields.opened).toEqual([]);
  });

  test("two fields beside each other stay what they are, and so does what is no field", () => {
    const { fields, servesFor, at } = fieldsOf();
    const [a, b] = [at(), at()];
    expect(fields.open(a, b)).toBe(a);
    expect(servesFor(5)).toBe(true);
    for (const plain of [constant(3), integer(0, 3)]) expect(fields.open(plain, integer(0, 9))).toBe(plain);
    expect(fields.uses).toEqual([]);
  });
});

describe("the fields that are bound from the start", () => {
  const key = path.join("\u0000");

  test("are those that are open in one place and bound in another", () => {
    const { fields, at } = fieldsOf();
    fields.open(at(), integer(0, 9));
    expect(fields.mixed([])).toEqual([]);
    expect(at().value).toBe(3);
    expect(fields.mixed([])).toEqual([key]);
  });

  test("are not those that are bound alone", () => {
    const { fields, at } = fieldsOf();
    expect(at().value).toBe(3);
    expect(fields.mixed([undefined, bodyOf(integer(0, 1))])).toEqual([]);
  });

  test("are those that stand in a statement as they are, at any depth, each once", () => {
    const { fields, at } = fieldsOf();
    const sum: Expression = {
      op: "binary",
      name: "add",
      type: integerType(0, 9),
      left: integer(0, 1),
      right: at(),
    };
    expect(fields.mixed([undefined, bodyOf(sum)])).toEqual([key]);
    expect(fields.mixed([bodyOf(at()), bodyOf(sum)])).toEqual([key]);
    const inner = {
      statements: [{ kind: "block", label: 0, body: bodyOf(at()).statements }],
    } as unknown as Body;
    expect(fields.mixed([inner])).toEqual([key]);
    expect(fields.mixed([bodyOf(constant(3))])).toEqual([]);
  });
});

test.each([
  [[1, 4], true],
  [[0, 4], false],
  [[2, 4], false],
  [[1, 3], false],
  [[1, 5], false],
  [undefined, false],
] as const)("a code with a field of 1…4 fits a design where that is %j: %s", (bounds, expected) => {
  const use = { path, low: 1, high: 4 };
  expect(haveBounds([use], () => bounds)).toBe(expected);
  const other = { path: ["m"], low: 0, high: 9 };
  const each: FieldBounds = (at) => (at[0] === "m" ? [0, 9] : bounds);
  expect(haveBounds([other, use], each)).toBe(expected);
  expect(haveBounds([], () => bounds)).toBe(true);
});
