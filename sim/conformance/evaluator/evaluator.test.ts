import { describe, expect, test } from "vitest";
import { bit, input, memory, Module, output, reg, sint, uint } from "../../describe/index.ts";
import { elaborate } from "../../elaborate/index.ts";
import type { Body, Expression, ModuleCode, Statement, ValueType } from "../../lower/ir.ts";
import { createEvaluator } from "./evaluator.ts";

class Subject extends Module {
  readonly a = input(uint(8));
  readonly out = output(uint(8));
  readonly r = reg(sint(8), { init: -5 });
  readonly free = reg(uint(8));
  readonly flag = output(bit);
  readonly words = memory(uint(8), 4, { init: [1, 2] });
}

const [A, OUT, R, FREE, FLAG] = [0, 1, 2, 3, 4];
const integer = (low: number, high: number): ValueType => ({ kind: "integer", low, high });
const byte = integer(0, 255);
const boolean: ValueType = { kind: "boolean" };
const number = (value: number): Expression & { op: "const" } => ({
  op: "const",
  type: integer(value, value),
  value,
});
const read = (signal: number, type: ValueType = byte): Expression => ({ op: "read", type, signal });
const local = (index: number, type: ValueType = byte): Expression => ({ op: "local", type, local: index });
const equals = (left: Expression, right: Expression): Expression => ({
  op: "binary",
  name: "eq",
  type: boolean,
  left,
  right,
});
const add = (left: Expression, right: Expression, type = integer(0, 510)): Expression => ({
  op: "binary",
  name: "add",
  type,
  left,
  right,
});
const wrapped = (arg: Expression): Expression => ({ op: "fit", type: byte, to: uint(8), arg, asked: true });
const drive = (signal: number, value: Expression): Statement => ({
  kind: "drive",
  signal,
  value,
  place: undefined,
});
const latch = (signal: number, value: Expression): Statement => ({
  kind: "latch",
  signal,
  value,
  place: undefined,
});
const store = (address: Expression, value: Expression, mask?: Expression): Statement => ({
  kind: "store",
  memory: 0,
  address,
  value,
  mask,
  place: undefined,
});
const when = (test: Expression, ...then: Statement[]): Statement => ({ kind: "if", test, then, else: [] });

const body = (statements: readonly Statement[], locals: Body["locals"] = []): Body => ({
  statements,
  locals,
  reads: [],
  writes: [],
  memoryReads: [],
  memoryWrites: [],
  dependences: new Map(),
  debugs: false,
});

/** Runs hand-written bodies of the subject. */
function start(propagate: readonly Statement[], update: readonly Statement[], locals: Body["locals"] = []) {
  const top = new Subject();
  const design = elaborate(top);
  const path = (name: string, type: ModuleCode["signals"][number]["type"]) => ({ path: [name], type });
  const code: ModuleCode = {
    className: "Subject",
    signals: [
      path("a", uint(8)),
      path("out", uint(8)),
      path("r", sint(8)),
      path("free", uint(8)),
      path("flag", bit),
    ],
    fields: [],
    memories: [{ path: ["words"], type: uint(8), depth: 4 }],
    propagate: body(propagate, locals),
    update: body(update, locals),
  };
  const evaluator = createEvaluator({ design, codeOf: () => code });
  return { top, ...evaluator, words: () => [0, 1, 2, 3].map((i) => evaluator.word(top.words, i)) };
}

describe("the evaluator", () => {
  test("starts at power-on: init, content of memories, zero", () => {
    const { top, read, words } = start([], []);
    expect([read(top.r), read(top.free), read(top.a), ...words()]).toEqual([-5, 0, 0, 1, 2, 0, 0]);
  });

  test("sees what a run drives, at once; latches and stores at the commit", () => {
    const statements = [
      drive(OUT, read(A)),
      drive(OUT, wrapped(add(read(OUT), number(10), integer(10, 265)))),
      drive(FLAG, number(1)),
    ];
    const {
      top,
      read: value,
      words,
      ...run
    } = start(statements, [
      latch(FREE, read(A)),
      store(number(3), wrapped(add(read(FREE), { op: "memory", type: byte, memory: 0, address: number(3) }))),
    ]);
    run.drive(top.a, 250);
    run.settle();
    expect(value(top.out)).toBe(4);
    run.edge(false);
    expect([value(top.free), ...words()]).toEqual([250, 1, 2, 0, 0]);
    run.edge(false);
    expect(words()).toEqual([1, 2, 0, 250]);
  });

  test("the last latch and, bit by bit, the last store win", () => {
    const {
      top,
      read: value,
      words,
      edge,
    } = start(
      [],
      [
        latch(FREE, number(3)),
        latch(FREE, number(4)),
        store(number(0), number(0xff), number(0x3c)),
        store(number(0), number(0), number(0x18)),
      ],
    );
    edge(false);
    // 0x01 with 0x3c set, then 0x18 cleared.
    expect([value(top.free), words()[0]]).toEqual([4, 0x25]);
  });

  test("reset gives init to registers that have it, and nothing else happens", () => {
    const {
      top,
      read: value,
      words,
      edge,
    } = start([], [latch(R, number(9)), latch(FREE, number(9)), store(number(0), number(9))]);
    edge(false);
    edge(true);
    expect([value(top.r), value(top.free), words()[0]]).toEqual([-5, 9, 9]);
  });

  test("an exit leaves its block, through loops", () => {
    const locals = [{ name: "i", type: byte }];
    const count: Statement = {
      kind: "set",
      local: 0,
      value: wrapped(add(local(0), number(1), integer(1, 256))),
    };
    const iteration = (n: number): Statement[] => [
      count,
      {
        kind: "block",
        label: 2,
        body: [
          when(equals(number(n), read(A)), { kind: "exit", label: 1 }),
          { kind: "exit", label: 2 },
          count,
        ],
      },
    ];
    const {
      top,
      read: value,
      ...run
    } = start(
      [
        { kind: "set", local: 0, value: number(0) },
        { kind: "block", label: 1, body: [{ kind: "loop", iterations: [0, 1, 2, 3].map(iteration) }] },
        drive(OUT, local(0)),
        drive(FLAG, number(0)),
      ],
      [],
      locals,
    );
    for (const [a, expected] of [
      [0, 1],
      [2, 3],
      [7, 4],
    ] as const) {
      run.drive(top.a, a);
      run.settle();
      expect(value(top.out)).toBe(expected);
    }
  });

  test("a switch runs the first case that equals, or the default", () => {
    const {
      top,
      read: value,
      ...run
    } = start(
      [
        {
          kind: "switch",
          subject: read(A),
          cases: [
            { values: [number(1), number(2)], body: [drive(OUT, number(10))] },
            { values: [number(2), number(3)], body: [drive(OUT, number(20))] },
          ],
          otherwise: [drive(OUT, number(30))],
        },
        drive(FLAG, number(0)),
      ],
      [],
    );
    const outs = [1, 2, 3, 4].map((a) => {
      run.drive(top.a, a);
      run.settle();
      return value(top.out);
    });
    expect(outs).toEqual([10, 10, 20, 30]);
  });

  test("names the assertions that don't hold, and changes nothing", () => {
    const broken: Statement = {
      kind: "assert",
      test: equals(read(A), number(0)),
      message: ["a is ", read(A)],
      place: undefined,
    };
    const { top, read: value, ...run } = start([drive(OUT, number(1)), broken], [latch(FREE, number(1))]);
    run.drive(top.a, 7);
    expect(run.edge(false).map((text) => text.replace(/^.* at/, "at"))).toEqual(["at edge 1: a is 7"]);
    expect([value(top.out), value(top.free)]).toEqual([0, 0]);
    expect(run.edge(true)).toEqual([]);
  });

  test.each<[string, readonly Statement[], string]>([
    [
      "a range that is too narrow",
      [drive(OUT, add(number(200), number(200), integer(0, 255)))],
      "add is 400, and the IR claims integer 0…255",
    ],
    [
      "a value that is not fitted",
      [drive(OUT, add(number(200), number(200)))],
      "a driven signal can't hold 400",
    ],
    ["a local that is not set", [drive(OUT, local(0))], "local 0 is read before it is set"],
    [
      "an index out of bounds",
      [drive(OUT, { op: "table", type: byte, values: [number(1)], at: number(1) })],
      "index 1 of 1",
    ],
    [
      "an address out of bounds",
      [drive(OUT, { op: "memory", type: byte, memory: 0, address: number(4) })],
      "address 4 of 4",
    ],
    ["a register that is latched in propagate()", [latch(R, number(1))], "propagate() latches a register"],
    ["an exit without a block", [{ kind: "exit", label: 3 }], "exit to the block 3"],
    ["a ring", [drive(OUT, wrapped(add(read(OUT), number(1), integer(1, 256))))], "does not settle"],
    [
      "32-bit operators that drop bits",
      [drive(OUT, { op: "binary", name: "and32", type: byte, left: number(2 ** 33), right: number(255) })],
      "and32 of 8589934592 drops bits",
    ],
  ])("refuses %s", (_, statements, problem) => {
    expect(() => start(statements, []).settle()).toThrow(problem);
  });

  test("looks at a local's bounds for the whole body", () => {
    const locals = [{ name: "x", type: integer(0, 3) }];
    const statements: Statement[] = [{ kind: "set", local: 0, value: number(4) }];
    expect(() => start(statements, [], locals).settle()).toThrow("the local x is 4");
  });
});
