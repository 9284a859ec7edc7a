import { describe, expect, it, test } from "vitest";
import {
  bit,
  Bundle,
  connect,
  input,
  type InputSignal,
  Module,
  output,
  type BitType,
  reg,
  streamSink,
  streamSource,
  struct,
  uint,
  vec,
  wire,
} from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { elaborate } from "./index.ts";

function found(make: () => Module): readonly string[] {
  try {
    elaborate(make());
    return [];
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map(({ code }) => code);
  }
}

class Child extends Module {
  readonly i = input(bit);
  readonly o = output(bit);
  readonly w = wire(bit);
  readonly r = reg(bit);
  readonly grand = [] as Module[];
}

describe("names and owners (SEMANTICS section 1)", () => {
  test("arrays, records, bundles and composites have paths; parents come before children", () => {
    class Top extends Module {
      readonly lanes = [[wire(bit)], [wire(bit), wire(bit)]];
      readonly named = { left: wire(bit) };
      readonly port = streamSink(uint(4));
      readonly v = reg(vec(struct({ x: bit }), 2));
      readonly cell = [new Child(), new Child()];
    }
    const { instances } = elaborate(new Top());
    expect(instances.map(({ module }) => module.path)).toEqual(["top", "top.cell[0]", "top.cell[1]"]);
    expect(instances[0]!.signals.map(({ path }) => path)).toEqual([
      "top.lanes[0][0]",
      "top.lanes[1][0]",
      "top.lanes[1][1]",
      "top.named.left",
      "top.port.valid",
      "top.port.ready",
      "top.port.payload",
      "top.v[0].x",
      "top.v[1].x",
    ]);
  });

  test("a second holder is an alias; a reference inside a bundle is none", () => {
    class Twice extends Module {
      readonly a = wire(bit);
      readonly b = this.a;
    }
    class View extends Bundle {
      readonly a: object;
      constructor(a: object) {
        super();
        this.a = a;
      }
    }
    class Viewed extends Module {
      readonly a = wire(bit);
      readonly view = new View(this.a);
    }
    expect(found(() => new Twice())).toEqual(["E-ALIAS"]);
    expect(found(() => new Viewed())).toEqual([]);
  });

  test("constants are frozen, and a record that holds itself ends the walk", () => {
    class Top extends Module {
      readonly config: { self?: object } = {};
      count = 1;
    }
    const top = new Top();
    top.config.self = top.config;
    elaborate(top);
    expect(() => (top.count = 2)).toThrow(TypeError);
  });

  test("a module is elaborated once", () => {
    const top = new Child();
    elaborate(top);
    expect(() => elaborate(top)).toThrow("E-ELABORATED");
  });
});

describe("constants (SEMANTICS section 1)", () => {
  it("freezes modules, and the arrays and records of their fields, at any depth", () => {
    class Table extends Module {
      readonly rows = [[1, 2], [3]];
      readonly config = { depth: { words: 4 } };
      readonly endless: unknown[] = [];
      constructor() {
        super();
        this.endless.push(this.endless);
      }
    }
    const top = new Table();
    elaborate(top);
    for (const constant of [top, top.rows, top.rows[0], top.config, top.config.depth, top.endless])
      expect(Object.isFrozen(constant)).toBe(true);
  });
});

describe("connections (SEMANTICS section 1)", () => {
  class Inner extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    readonly w = wire(bit);
    readonly r = reg(bit);
    readonly deep = new Child();
  }
  class Top extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    readonly w = wire(bit);
    readonly r = reg(bit);
    readonly a = new Inner();
    readonly b = new Inner();
    constructor(join: (top: Top) => void) {
      super();
      join(this);
    }
  }
  const ends = ["i", "o", "w", "r", "a.i", "a.o", "a.w", "a.r", "a.deep.o"] as const;
  const at = (top: Top, path: string) =>
    path.split(".").reduce((o, key) => (o as never)[key], top as unknown) as InputSignal<BitType>;
  const drivers: Readonly<Record<string, readonly string[]>> = {
    o: ["i", "w", "r", "a.o"],
    w: ["i", "o", "r", "a.o"],
    "a.i": ["i", "o", "w", "r", "a.o"],
    "a.o": ["a.i", "a.w", "a.r", "a.deep.o"],
    "a.w": ["a.i", "a.o", "a.r", "a.deep.o"],
  };
  test.each(ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => [from, to] as const)))(
    "connect(%s, %s)",
    (from, to) => {
      const isLegal = drivers[to]?.includes(from) ?? false;
      const isReversed = drivers[from]?.includes(to) ?? false;
      const expected = isLegal ? [] : [isReversed ? "E-CONNECT-DIRECTION" : "E-HIERARCHY"];
      expect(found(() => new Top((top) => connect(at(top, from), at(top, to) as never)))).toEqual(expected);
    },
  );

  test("two drivers, rings of connections, and signals that no field holds", () => {
    expect(found(() => new Top((top) => [connect(top.i, top.w), connect(top.r, top.w)]))).toEqual([
      "E-DRIVERS",
    ]);
    expect(found(() => new Top((top) => [connect(top.o, top.w), connect(top.w, top.o)]))).toEqual(["E-RING"]);
    expect(found(() => new Top((top) => connect(wire(bit), top.w)))).toEqual(["E-UNHELD"]);
  });

  test("streams run both ways: child to child, and through a parent", () => {
    class Source extends Module {
      readonly out = streamSource(uint(8));
    }
    class Sink extends Module {
      readonly in = streamSink(uint(8));
    }
    class Through extends Module {
      readonly in = streamSink(uint(8));
      readonly inner = new Sink();
      constructor() {
        super();
        connect(this.in, this.inner.in);
      }
    }
    class Whole extends Module {
      readonly source = new Source();
      readonly through = new Through();
      constructor() {
        super();
        connect(this.source.out, this.through.in);
      }
    }
    const { nets } = elaborate(new Whole());
    expect(nets.map((net) => net.signals.map(({ path }) => path))).toEqual([
      ["whole.source.out.valid", "whole.through.in.valid", "whole.through.inner.in.valid"],
      ["whole.source.out.payload", "whole.through.in.payload", "whole.through.inner.in.payload"],
      ["whole.through.inner.in.ready", "whole.through.in.ready", "whole.source.out.ready"],
    ]);
  });

  test("after the elaboration is an error: nothing would come of it", () => {
    class Joined extends Module {
      readonly i = input(bit);
      readonly w = wire(bit);
      override propagate() {
        this.w.value = this.i.value;
      }
    }
    const top = new Joined();
    elaborate(top);
    expect(() => connect(top.i, top.w)).toThrow(
      /E-CONNECT-LATE[^]*joined\.i and joined\.w were connected after the design was elaborated/,
    );
    expect(() => connect(wire(bit), top.w)).toThrow("E-CONNECT-LATE");
  });
});
