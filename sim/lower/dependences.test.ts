import { describe, expect, test } from "vitest";
import {
  bit,
  connect,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wire,
} from "../describe/index.ts";
import * as kit from "../describe/index.ts";
import { elaborate } from "../elaborate/index.ts";
import { createSourceCache, lowerDesign } from "./index.ts";

class Leaf extends Module {
  readonly i = input(uint(4), { default: 0 });
  readonly o = outputReg(uint(4), { init: 0 });
}

class Paths extends Module {
  readonly a = input(bit);
  readonly b = input(bit);
  readonly c = input(bit);
  readonly d = input(uint(2));
  readonly p = wire(bit);
  readonly q = wire(bit);
  /** One net with `p`. */
  readonly alias = wire(bit);
  readonly lanes = [wire(bit), wire(bit), wire(bit), wire(bit)];
  readonly rs = [reg(bit), reg(bit)];
  readonly r = reg(bit);
  readonly m = memory(bit, 4);
  readonly n = memory(bit, 4);
  readonly leaf = new Leaf();
  readonly x = output(bit);
  readonly y = output(bit);
  constructor() {
    super();
    connect(this.p, this.alias);
  }
}

type Method = "propagate" | "update";

/** What a method's code reads and writes, and what each signal that it writes depends on, by data and by control. */
function factsOf(method: Method, text: string): readonly string[] {
  const make = new Function(
    "Paths",
    ...Object.keys(kit),
    `return class Top extends Paths { ${method}() { ${text} } }`,
  ) as (...all: unknown[]) => new () => Paths;
  const top = new (make(Paths, ...Object.values(kit)))();
  const sources = createSourceCache();
  try {
    const design = elaborate(top);
    const { codeOf, diagnostics } = lowerDesign(design, sources);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const { signals, memories, [method]: body } = codeOf(design.top);
    const signal = (index: number) => signals[index]!.path.join(".");
    const word = (index: number) => memories[index]!.path.join(".");
    const list = (all: Iterable<string>) => [...all].sort().join(" ");
    const { reads, writes, memoryReads, memoryWrites, dependences } = body!;
    return [
      ...[...dependences].map(
        ([written, from]) =>
          `${signal(written)} ← ${list([...[...from.signals].map(signal), ...[...from.memories].map(word)])}`,
      ),
      `reads ${list([...reads.map(signal), ...memoryReads.map(word)])}`,
      `writes ${list([...writes.map(signal), ...memoryWrites.map(word)])}`,
    ];
  } finally {
    sources.close();
  }
}

describe("what depends on what inside one method, by data and by control (SEMANTICS 3)", () => {
  const cases: readonly (readonly [method: Method, text: string, facts: readonly string[]])[] = [
    [
      "propagate",
      "this.x.value = this.a.value; this.y.value = this.b.value;",
      ["x ← a", "y ← b", "reads a b", "writes x y"],
    ],
    ["propagate", "this.x.value = this.a.value & this.b.value;", ["x ← a b", "reads a b", "writes x"]],
    ["propagate", "this.x.value = 1;", ["x ← ", "reads ", "writes x"]],
    [
      "propagate",
      "this.x.value = this.a.value; this.x.value = this.b.value;",
      ["x ← a b", "reads a b", "writes x"],
    ],
    // What stands for several values in turn keeps all their sources: more may be told than there is, never less.
    [
      "propagate",
      "let v = this.a.value; this.x.value = v; v = this.b.value; this.y.value = v;",
      ["x ← a", "y ← a b", "reads a b", "writes x y"],
    ],
    [
      "propagate",
      "let v = this.a.value; if (this.c.value) v = this.b.value; this.x.value = v;",
      ["x ← a b c", "reads a b c", "writes x"],
    ],
    [
      "propagate",
      "if (this.a.value) this.x.value = this.b.value; else this.x.value = this.c.value; this.y.value = 1;",
      ["x ← a b c", "y ← ", "reads a b c", "writes x y"],
    ],
    [
      "propagate",
      "this.x.value = this.a.value ? this.b.value : this.c.value;",
      ["x ← a b c", "reads a b c", "writes x"],
    ],
    [
      "propagate",
      "switch (this.d.value) { case 1: this.x.value = this.a.value; break; default: this.x.value = this.b.value; } this.y.value = this.c.value;",
      ["x ← a b d", "y ← c", "reads a b c d", "writes x y"],
    ],
    [
      "propagate",
      "this.y.value = this.c.value; this.x.value = 0; if (this.a.value) return; this.x.value = this.b.value;",
      ["y ← c", "x ← a b", "reads a b c", "writes x y"],
    ],
    [
      "propagate",
      "this.y.value = 0; this.x.value = 0; out: { if (this.a.value) break out; this.x.value = 1; } this.y.value = this.c.value;",
      ["y ← c", "x ← a", "reads a c", "writes x y"],
    ],
    [
      "propagate",
      "this.y.value = 0; this.x.value = 0; for (let i = 0; i < 2; i++) { if (this.a.value) break; this.x.value = this.b.value; } this.y.value = this.c.value;",
      ["y ← c", "x ← a b", "reads a b c", "writes x y"],
    ],
    [
      "propagate",
      "this.y.value = 0; this.x.value = 0; for (let i = 0; i < 2; i++) { if (i > this.d.value) continue; this.x.value = this.b.value; } this.y.value = this.c.value;",
      ["y ← c", "x ← b d", "reads b c d", "writes x y"],
    ],
    [
      "propagate",
      "this.x.value = 0; this.y.value = 0; a: { b: { if (this.a.value) break a; if (this.b.value) break b; this.x.value = 1; } this.y.value = 1; }",
      ["x ← a b", "y ← a", "reads a b", "writes x y"],
    ],
    [
      "propagate",
      "let v = 0; out: { if (this.a.value) break out; v = 1; } this.x.value = v;",
      ["x ← a", "reads a", "writes x"],
    ],
    [
      "propagate",
      "this.p.value = this.a.value; this.x.value = this.p.value;",
      ["p ← a", "x ← a", "reads a", "writes p x"],
    ],
    [
      "propagate",
      "this.p.value = this.a.value; this.x.value = this.p.value; this.p.value = this.b.value; this.y.value = this.p.value;",
      ["p ← a b", "x ← a", "y ← a b", "reads a b", "writes p x y"],
    ],
    [
      "propagate",
      "this.p.value = this.a.value; this.x.value = this.alias.value;",
      ["p ← a", "x ← a", "reads a", "writes p x"],
    ],
    [
      "propagate",
      "this.alias.value = this.a.value; this.x.value = this.p.value;",
      ["alias ← a", "x ← a", "reads a", "writes alias x"],
    ],
    ["propagate", "this.x.value = this.q.value;", ["x ← q", "reads q", "writes x"]],
    [
      "propagate",
      "for (const one of this.lanes) one.value = this.a.value; this.lanes[this.d.value].value = this.b.value; this.x.value = this.lanes[3].value;",
      [
        ...[0, 1, 2, 3].map((i) => `lanes.${i} ← a b d`),
        "x ← a b d",
        "reads a b d",
        "writes lanes.0 lanes.1 lanes.2 lanes.3 x",
      ],
    ],
    [
      "propagate",
      "this.lanes.forEach((one, i) => (one.value = i === 1 ? this.a.value : this.b.value)); this.x.value = this.lanes[this.d.value].value; this.y.value = this.lanes[1].value;",
      [
        ...["lanes.0 ← b", "lanes.1 ← a", "lanes.2 ← b", "lanes.3 ← b", "x ← a b d", "y ← a"],
        ...["reads a b d", "writes lanes.0 lanes.1 lanes.2 lanes.3 x y"],
      ],
    ],
    [
      "propagate",
      "this.x.value = this.rs[this.a.value].value;",
      ["x ← a rs.0 rs.1", "reads a rs.0 rs.1", "writes x"],
    ],
    [
      "propagate",
      "this.x.value = this.m.read(this.d.value); this.y.value = this.n.read(0);",
      ["x ← d m", "y ← n", "reads d m n", "writes x y"],
    ],
    [
      "propagate",
      "const v = this.m.read(this.d.value); this.x.value = 0; if (v) this.x.value = 1;",
      ["x ← d m", "reads d m", "writes x"],
    ],
    [
      "propagate",
      "this.x.value = this.a.value; const unused = this.b.value;",
      ["x ← a", "reads a b", "writes x"],
    ],
    [
      "propagate",
      "this.x.value = this.a.value; this.assert(this.b.value, `${this.c.value}`);",
      ["x ← a", "reads a b c", "writes x"],
    ],
    [
      "propagate",
      "this.leaf.i.value = this.d.value; this.x.value = this.leaf.o.value > 3;",
      ["leaf.i ← d", "x ← leaf.o", "reads d leaf.o", "writes leaf.i x"],
    ],
    [
      "propagate",
      "this.x.value = [this.a.value, this.b.value, this.c.value, 1][this.d.value];",
      ["x ← a b c d", "reads a b c d", "writes x"],
    ],
    ["update", "this.r.next = this.r.value ^ this.a.value;", ["r ← a r", "reads a r", "writes r"]],
    [
      "update",
      "if (this.c.value) this.rs[this.a.value].next = this.b.value;",
      ["rs.0 ← a b c", "rs.1 ← a b c", "reads a b c", "writes rs.0 rs.1"],
    ],
    [
      "update",
      "this.r.next = this.a.value; this.rs[0].next = this.r.value;",
      ["r ← a", "rs.0 ← r", "reads a r", "writes r rs.0"],
    ],
    [
      "update",
      "if (this.c.value) this.m.write(this.d.value, this.a.value, { mask: this.b.value });",
      ["reads a b c d", "writes m"],
    ],
    [
      "update",
      "this.m.write(this.d.value, this.n.read(this.d.value)); this.r.next = this.m.read(1);",
      ["r ← m", "reads d m n", "writes m r"],
    ],
    [
      "update",
      "if (this.a.value) return; this.m.write(0, this.b.value); this.r.next = 1;",
      ["r ← a", "reads a b", "writes m r"],
    ],
  ];
  test.each(cases)("%s() { %s }", (method, text, facts) => {
    expect(factsOf(method, text)).toEqual(facts);
  });
});
