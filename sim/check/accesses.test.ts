import { expect, test } from "vitest";
import { fp32, uint } from "../describe/index.ts";
import type { Expression, Statement } from "../lower/index.ts";
import { accessesOf } from "./accesses.ts";

const type = { kind: "integer", low: 0, high: 255 } as const;
const one: Expression = { op: "const", type, value: 1 };
const word: Expression = { op: "memory", type, memory: 0, address: one };
const twice: Expression = { op: "binary", name: "add", type, left: word, right: word };
const place = undefined;

/** The reads that the value of one assignment makes. */
function readsOf(value: Expression): number {
  const accesses = accessesOf([{ kind: "set", local: 0, value }], 0);
  expect(accesses).toHaveLength(1);
  return accesses[0]!.reads;
}

test.each<readonly [Expression, number]>([
  [one, 0],
  [{ op: "read", type, signal: 0 }, 0],
  [{ op: "field", type, field: 0 }, 0],
  [{ op: "local", type, local: 0 }, 0],
  [word, 1],
  [{ op: "memory", type, memory: 0, address: word }, 2],
  [{ op: "memory", type, memory: 1, address: word }, 1],
  [{ op: "memory", type, memory: 1, address: one }, 0],
  [{ op: "element", type, signals: [0, 1], at: word }, 1],
  [{ op: "table", type, values: [], at: twice }, 2],
  [{ op: "select", type, elements: [one, twice, word], at: word }, 3],
  [{ op: "select", type, elements: [], at: word }, 1],
  [twice, 2],
  [{ op: "cond", type, test: word, then: one, else: twice }, 3],
  [{ op: "cond", type, test: one, then: word, else: one }, 1],
  [{ op: "fma", type, to: fp32, left: word, right: twice, addend: word }, 4],
  [{ op: "unary", name: "neg", type, arg: word }, 1],
  [{ op: "bits", type, arg: word, high: 3, low: 0 }, 1],
  [{ op: "rescale", type, arg: word, by: "floor" }, 1],
  [{ op: "encode", type, of: fp32, arg: word }, 1],
  [{ op: "decode", type, of: fp32, arg: word }, 1],
  [{ op: "fit", type, to: uint(8), arg: twice, asked: true }, 2],
])("an expression reads what its operands read, of alternatives the most: $op", (expression, reads) => {
  expect(readsOf(expression)).toBe(reads);
});

const test_ = { op: "read", type, signal: 0 } as const;

test.each<
  readonly [Statement["kind"], readonly Statement[], readonly (readonly [reads: number, writes: number])[]]
>([
  ["set", [{ kind: "set", local: 0, value: word }], [[1, 0]]],
  ["drive", [{ kind: "drive", signal: 0, value: word, place }], [[1, 0]]],
  ["latch", [{ kind: "latch", signal: 0, value: twice, place }], [[2, 0]]],
  ["driveElement", [{ kind: "driveElement", signals: [0], at: word, value: twice, place }], [[3, 0]]],
  ["latchElement", [{ kind: "latchElement", signals: [0], at: word, value: word, place }], [[2, 0]]],
  ["store", [{ kind: "store", memory: 0, address: word, value: twice, mask: word, place }], [[4, 1]]],
  ["store", [{ kind: "store", memory: 1, address: one, value: word, mask: undefined, place }], [[1, 0]]],
  [
    "if",
    [
      {
        ...{ kind: "if", test: word },
        then: [{ kind: "set", local: 0, value: twice }],
        else: [{ kind: "store", memory: 0, address: one, value: one, mask: undefined, place }],
      },
    ],
    [
      [3, 0],
      [1, 1],
    ],
  ],
  [
    "switch",
    [
      {
        ...{ kind: "switch", subject: word },
        cases: [{ values: [], body: [{ kind: "set", local: 0, value: word }] }],
        otherwise: [{ kind: "set", local: 0, value: twice }],
      },
    ],
    [[3, 0]],
  ],
  [
    "block",
    [
      {
        ...{ kind: "block", label: 1 },
        body: [
          { kind: "if", test: test_, then: [{ kind: "exit", label: 1 }], else: [] },
          { kind: "set", local: 0, value: word },
        ],
      },
      { kind: "set", local: 0, value: word },
    ],
    [[2, 0]],
  ],
])("a path makes the accesses of its statements: %s", (_, statements, expected) => {
  const found = accessesOf(statements, 0).map(({ reads, writes }) => [reads, writes]);
  expect(found).toHaveLength(expected.length);
  expect(found).toEqual(expect.arrayContaining([...expected]));
});

test("a loop makes those of all its iterations; what follows an exit makes none", () => {
  const read: Statement = { kind: "set", local: 0, value: word };
  const loop = { kind: "loop", iterations: [[read], [read, read]] } as unknown as Statement;
  expect(accessesOf([loop], 0)).toEqual([{ reads: 3, writes: 0 }]);
  const left: Statement = { kind: "block", label: 4, body: [read, { kind: "exit", label: 4 }, read] };
  expect(accessesOf([left, read], 0)).toEqual([{ reads: 2, writes: 0 }]);
  const outer: Statement = {
    kind: "block",
    label: 5,
    body: [{ kind: "block", label: 6, body: [read, { kind: "exit", label: 5 }] }, read],
  };
  expect(accessesOf([outer], 0)).toEqual([{ reads: 1, writes: 0 }]);
});
