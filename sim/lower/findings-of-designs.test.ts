import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bit, connect, input, Module, output, reg, uint, wire } from "../describe/index.ts";
import { elaborate } from "../elaborate/index.ts";
import { createSourceCache, emptyShapes, lowerDesign } from "./index.ts";

abstract class Ports extends Module {
  readonly a = input(uint(4), { default: 0 });
  readonly go = input(bit, { default: 0 });
  readonly y = output(uint(4));
  readonly z = output(uint(4));
  readonly w = wire(uint(4));
  readonly x = wire(uint(4));
}

/** What lowering tells of a design: `CODE path: message | the line`. */
function toldOf(top: Module): readonly string[] {
  const sources = createSourceCache();
  const text = readFileSync(new URL(import.meta.url), "utf8").split("\n");
  try {
    return lowerDesign(elaborate(top), sources).diagnostics.map(({ code, path, message, places }) => {
      const line = places?.[0] && text[places[0].line - 1]?.trim();
      return `${code} ${path}: ${message} | ${line}`;
    });
  } finally {
    sources.close();
  }
}
const codesOf = (top: Module) => toldOf(top).map((one) => one.split(":")[0]!);
const linesOf = (top: Module) => toldOf(top).map((one) => `${one.split(" ")[0]} ${one.split(" | ")[1]}`);

describe("what propagate() must assign, and may read (SEMANTICS 3)", () => {
  test("a signal that is read too early is told of once, where it was read first; each signal for itself", () => {
    class Early extends Ports {
      override propagate() {
        this.y.value = this.w.value; // first w
        this.z.value = this.w.value & this.x.value; // first x
        this.w.value = 1;
        this.x.value = 2;
      }
    }
    expect(linesOf(new Early())).toEqual([
      "E-READ-BEFORE-WRITE this.y.value = this.w.value; // first w",
      "E-READ-BEFORE-WRITE this.z.value = this.w.value & this.x.value; // first x",
    ]);
    expect(toldOf(new Early())[1]).toContain("early.x: early.x is read before");
  });

  test("what it never assigns, or has assigned before, it may read at any time", () => {
    class Late extends Ports {
      override propagate() {
        this.y.value = this.w.value;
        this.x.value = this.a.value;
        this.z.value = this.x.value;
      }
    }
    expect(toldOf(new Late())).toEqual([]);
  });

  test("what is driven under one name of a net is assigned under all; what is read under another name is a path of the design, which rings judge", () => {
    class Net extends Ports {
      constructor() {
        super();
        connect(this.w, this.x);
      }
    }
    class Driven extends Net {
      override propagate() {
        this.w.value = 1;
        this.y.value = this.x.value;
        this.z.value = 0;
      }
    }
    class Read extends Net {
      override propagate() {
        this.y.value = this.x.value;
        this.w.value = 1;
        this.z.value = 0;
      }
    }
    expect(toldOf(new Driven())).toEqual([]);
    expect(toldOf(new Read())).toEqual([]);
  });

  test("a latch is told of where the signal is assigned first, each signal for itself", () => {
    class Latch extends Ports {
      override propagate() {
        if (this.go.value) {
          this.y.value = 1; // first y
          this.z.value = 1; // first z
        }
        if (this.a.value > 3) this.y.value = 2;
        this.w.value = 0;
      }
    }
    expect(linesOf(new Latch())).toEqual([
      "E-LATCH this.y.value = 1; // first y",
      "E-LATCH this.z.value = 1; // first z",
    ]);
  });

  test("where something else is wrong, nothing is said of latches and early reads; update() has none", () => {
    class Wrong extends Ports {
      override propagate() {
        if (this.go.value) this.y.value = this.w.value;
        this.w.value = 1n as never; // wrong
      }
    }
    class Holding extends Ports {
      readonly r = reg(uint(4));
      override update() {
        if (this.go.value) this.r.next = this.r.value;
      }
    }
    class Warned extends Ports {
      override propagate() {
        if (this.go.value) this.y.value = 1; // latch
        this.z.value = this.a.value * 2; // wrap
      }
    }
    expect(linesOf(new Wrong())).toEqual(["E-ASSIGN this.w.value = 1n as never; // wrong"]);
    expect(toldOf(new Holding())).toEqual([]);
    expect(linesOf(new Warned())).toEqual([
      "W-WRAP this.z.value = this.a.value * 2; // wrap",
      "E-LATCH if (this.go.value) this.y.value = 1; // latch",
    ]);
  });
});

describe("each mistake is told of once", () => {
  test("also in a loop, for all instances, and in a helper that is called twice; two at one place are two", () => {
    class Often extends Ports {
      readonly table: readonly number[] = [1, 2];
      protected at(x: number) {
        return this.table[x]!; // index
      }
      override propagate() {
        this.y.value = 0;
        for (let i = 0; i < 3; i++) this.y.value = this.a.value * 2 + i; // loop
        this.z.value = this.at(this.a.value) + this.at(this.a.value + 1);
      }
    }
    class Top extends Module {
      readonly parts = [new Often(), new Often()];
    }
    const lines = linesOf(new Top());
    expect(lines).toEqual([
      "W-WRAP for (let i = 0; i < 3; i++) this.y.value = this.a.value * 2 + i; // loop",
      "E-INDEX return this.table[x]!; // index",
    ]);
  });

  test("of a # name for each class that has one, where it stands", () => {
    class Base extends Ports {
      readonly #hidden = 1; // base
      get seen() {
        return this.#hidden;
      }
    }
    class Derived extends Base {
      readonly #own = 2; // derived
      get mine() {
        return this.#own;
      }
    }
    expect(toldOf(new Derived())).toEqual([
      expect.stringMatching(/^E-PRIVATE derived: #own of Derived .* \| readonly #own = 2; \/\/ derived$/),
      expect.stringMatching(/^E-PRIVATE derived: #hidden of Base .* \| readonly #hidden = 1; \/\/ base$/),
    ]);
  });

  test("of a method without source text, by the module's path; the other method is looked at all the same", () => {
    class Bound extends Ports {
      override update() {
        this.y.value = 1; // update
      }
    }
    Bound.prototype.propagate = Bound.prototype.update.bind(null as never);
    expect(codesOf(new Bound())).toEqual(["E-SOURCE-NATIVE bound", "E-ASSIGN-PHASE bound.y"]);
  });

  test("of every class in the design, in the order of the instances, behavioural ones behind the others", () => {
    class First extends Ports {
      override update() {
        this.y.value = 1;
      }
    }
    class Second extends Ports {
      override update() {
        this.z.value = 1;
      }
    }
    class Host extends Module {
      static readonly behavioural = true;
      readonly #seen = Math.random();
      override update() {
        Date.now();
        return this.#seen;
      }
    }
    class Top extends Module {
      readonly hosts = [new Host(), new Host()];
      readonly two = new Second();
      readonly one = [new First(), new First()];
    }
    expect(codesOf(new Top())).toEqual([
      "E-ASSIGN-PHASE top.two.z",
      "E-ASSIGN-PHASE top.one[0].y",
      "E-PRIVATE top.hosts[0]",
      "E-BEHAVIOURAL top.hosts[0]",
    ]);
  });
});

test("designs that are lowered one after another share the code of a class, while their constants stay what they are", () => {
  const options = { n: 3 };
  class Reader extends Ports {
    override propagate() {
      this.y.value = Reader.count + this.a.value - this.a.value;
    }
    static count = 3;
  }
  const sources = createSourceCache();
  try {
    const shapes = emptyShapes();
    const lower = () => {
      const design = elaborate(new Reader());
      const lowered = lowerDesign(design, sources, shapes);
      return { code: lowered.codeOf(design.top), outside: lowered.outside.map(({ name }) => name) };
    };
    const first = lower();
    expect(lower().code).toBe(first.code);
    expect(first.outside).toEqual(["Reader.count"]);
    Reader.count = options.n + 1;
    const third = lower();
    expect(third.code).not.toBe(first.code);
    expect(lower().code).toBe(third.code);
  } finally {
    sources.close();
  }
});
