import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bit, connect, input, memory, Module, reg, uint } from "../describe/index.ts";
import { requireParameter } from "../../hw/lib/index.ts";
import { callSite } from "./call-site.ts";
import { located, raise, type SystoleError } from "./index.ts";

const lines = readFileSync(fileURLToPath(import.meta.url), "utf8").split("\n");

/** Path and marked line of what an action throws, such as `new Top › new Leaf | WIDTH`. */
function blamed(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const [{ path, places: [place] = [] } = {}] = (error as SystoleError).diagnostics;
    expect(place?.file).toBe(fileURLToPath(import.meta.url));
    return `${path} | ${/\/\/ ([A-Z ]+)$/.exec(lines[(place?.line ?? 0) - 1] ?? "")?.[1]}`;
  }
  return "nothing";
}

class Leaf extends Module {
  readonly a;
  constructor(width: number) {
    super();
    this.a = input(
      uint(width), // WIDTH
    );
  }
}
class Row extends Module {
  readonly leaves = Array.from({ length: 3 }, (_, i) => new Leaf(i === 2 ? 54 : 8));
}
class Top extends Module {
  readonly row = new Row();
}

describe("what constructors refuse is at the user's line, with the modules that are under construction", () => {
  test.each<readonly [string, () => unknown]>([
    ["undefined | ALONE", () => uint(0)], // ALONE
    ["new Leaf | WIDTH", () => new Leaf(0)],
    ["new Top › new Row › new Leaf | WIDTH", () => new Top()],
    [
      "new Bank | OPTION",
      () =>
        new (class Bank extends Module {
          readonly words = memory(bit, 4, { onCollision: "oldData" as never }); // OPTION
        })(),
    ],
    [
      "new Start | INIT",
      () =>
        new (class Start extends Module {
          readonly count = reg(uint(4), { init: 16 }); // INIT
        })(),
    ],
    [
      "new Joined | CONNECT",
      () =>
        new (class Joined extends Module {
          readonly from = input(uint(8));
          readonly to = new Leaf(4);
          constructor() {
            super();
            connect(this.from, this.to.a as never); // CONNECT
          }
        })(),
    ],
  ])("%s", (expected, action) => expect(blamed(action)).toBe(expected));
});

class Fifo extends Module {
  constructor(depth: number) {
    super();
    requireParameter(depth > 0, "Fifo", "depth", depth, "it is empty", "give 1 or more");
  }
}
class User extends Module {
  readonly fifo = new Fifo(0); // FIFO
}

test("a class of the library that refuses a parameter blames whoever gave it", () => {
  expect(blamed(() => new User())).toBe("new User › new Fifo | FIFO");
});

test("places and paths that are known stay; others' and calls from nowhere have none", () => {
  const found = { code: "E-X", severity: "error", message: "m", remedy: "r" } as const;
  const place = { file: "x.ts", line: 1, column: 2 };
  const thrown = (action: () => unknown) => {
    try {
      action();
    } catch (error) {
      return (error as SystoleError).diagnostics;
    }
    return [];
  };
  expect(thrown(() => raise({ ...found, places: [place] }))).toEqual([{ ...found, places: [place] }]);
  const [first, second] = thrown(() =>
    raise([
      { ...found, path: "top.a" },
      { ...found, places: [place] },
    ]),
  );
  expect([first?.path, first?.places?.length, second]).toEqual(["top.a", 1, { ...found, places: [place] }]);
  expect(
    thrown(() =>
      located(
        ({ path }) => ({ path: `${path}.b`, places: [place] }),
        () => raise({ ...found, path: "top" }),
      ),
    ),
  ).toEqual([{ ...found, path: "top.b", places: [place] }]);
  expect(() =>
    located(
      () => ({}),
      () => {
        throw new TypeError("another's");
      },
    ),
  ).toThrow(TypeError);
});

test("deep calls are found, V8's own limit stays as it was, and stacks in another form give no place", () => {
  const { stackTraceLimit, prepareStackTrace } = Error;
  const deep = (depth: number): object => (depth === 0 ? [1].map(() => callSite())[0]! : deep(depth - 1));
  try {
    Error.stackTraceLimit = 0;
    expect(callSite().places).toHaveLength(1);
    expect(deep(100)).toHaveProperty("places");
    expect(Error.stackTraceLimit).toBe(0);
    Error.prepareStackTrace = (_, frames) => frames;
    expect(callSite()).toEqual({});
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
});
