import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  bit,
  Bundle,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  state,
  struct,
  uint,
  vec,
  wire,
} from "../describe/index.ts";
import { elaborate } from "../elaborate/index.ts";
import { createSourceCache, lowerDesign, type ModuleCode } from "./index.ts";

class Deep extends Module {
  readonly far = outputReg(bit, { init: 0 });
}

class Port extends Bundle {
  readonly go = output(bit);
  readonly done = input(bit, { default: 0 });
}

class Part extends Module {
  readonly i = input(bit, { default: 0 });
  readonly is = [input(bit, { default: 0 }), input(bit, { default: 0 })];
  readonly o = output(bit);
  readonly q = outputReg(bit, { init: 0 });
  readonly w = wire(bit);
  readonly r = reg(bit, { init: 0 });
  readonly m = memory(bit, 2);
  readonly port = new Port();
  readonly deep = new Deep();
  override propagate() {
    this.o.value = this.i.value;
    this.w.value = this.i.value;
    this.port.go.value = 0;
  }
}

/** Options of a class's own, in which nobody looks for signals. */
class Options {
  readonly n = 3;
}

abstract class Host extends Module {
  static readonly behavioural = true;
  readonly a = input(bit);
  readonly ab = input(bit);
  readonly lanes = [input(bit), input(bit)];
  readonly y = output(bit);
  readonly ys = [output(bit), output(bit)];
  readonly w = wire(bit);
  readonly r = reg(bit, { init: 0 });
  readonly q = outputReg(bit, { init: 0 });
  readonly point = output(struct({ x: bit, far: bit }));
  readonly v = output(vec(bit, 2));
  readonly port = new Port();
  readonly group = { one: wire(bit), inner: [wire(bit)], none: null, n: 3 };
  readonly part = new Part();
  readonly parts = [new Part()];
  readonly m = memory(uint(4), 4);
  readonly seen = state(0);
  readonly options = Object.freeze(new Options());
}

/** The code of a behavioural class, and what is wrong with its `static comb`. */
function codeOf(
  Class: new () => Module,
): ModuleCode & { readonly problems: readonly string[]; readonly path: (index: number) => string } {
  const sources = createSourceCache();
  try {
    const design = elaborate(new Class());
    const lowered = lowerDesign(design, sources);
    const code = lowered.codeOf(design.top);
    const problems = lowered.diagnostics.map(({ code, message, path, places, severity }) => {
      expect([path, severity, places?.[0]?.file.endsWith("behavioural-facts.test.ts")]).toEqual([
        design.top.module.path,
        "error",
        true,
      ]);
      return `${code} ${message}`;
    });
    return { ...code, problems, path: (index) => code.signals[index]!.path.join(".") };
  } finally {
    sources.close();
  }
}

class Plain extends Host {
  override propagate() {}
  override update() {}
}

const own = [
  ...[
    "a",
    "ab",
    "lanes.0",
    "lanes.1",
    "y",
    "ys.0",
    "ys.1",
    "w",
    "r",
    "q",
    "point.x",
    "point.far",
    "v.0",
    "v.1",
  ],
  ...["port.go", "port.done", "group.one", "group.inner.0"],
];
const partOf = (path: string) =>
  ["i", "is.0", "is.1", "o", "q", "w", "r", "port.go", "port.done"].map((name) => `${path}.${name}`);

describe("what a behavioural module reaches (SEMANTICS 6)", () => {
  const { path, ...code } = codeOf(Plain);
  const paths = (some: Iterable<number> | undefined) => [...(some ?? [])].map(path);

  test("its own signals and those of its direct children, in the order of fields; its memories", () => {
    expect(code.signals.map((_, index) => path(index))).toEqual([
      ...own,
      ...partOf("part"),
      ...partOf("parts.0"),
    ]);
    expect(code.signals.map(({ type }) => type.kind)).toEqual(code.signals.map(() => "bit"));
    expect(code.memories).toEqual([expect.objectContaining({ path: ["m"], depth: 4 })]);
    expect(code.memories[0]!.type).toEqual(uint(4));
    expect([code.className, code.behavioural, code.fields, code.problems]).toEqual(["Plain", true, [], []]);
  });

  test("update() may read its own signals and its children's outputs, and assigns every register and memory", () => {
    const { update } = code;
    const outputs = ["o", "q", "port.go"];
    const read = [...own, ...["part", "parts.0"].flatMap((part) => outputs.map((name) => `${part}.${name}`))];
    expect(paths(update?.reads)).toEqual(read);
    expect(paths(update?.writes)).toEqual(["r", "q"]);
    expect([update?.memoryReads, update?.memoryWrites]).toEqual([[0], [0]]);
    expect([...update!.dependences.keys()].map(path)).toEqual(["r", "q"]);
    for (const { signals, memories } of update!.dependences.values()) {
      expect(paths(signals)).toEqual(read);
      expect([...memories]).toEqual([0]);
    }
    expect([update?.statements, update?.locals, update?.debugs]).toEqual([[], [], true]);
  });

  test("propagate() without a `static comb` drives nothing, and may read registers and memories", () => {
    const { propagate } = code;
    expect(paths(propagate?.reads)).toEqual(["r", "q"]);
    expect([propagate?.writes, propagate?.memoryReads, propagate?.memoryWrites]).toEqual([[], [0], []]);
    expect([propagate?.statements, propagate?.locals, propagate?.debugs]).toEqual([[], [], false]);
    const { file, line } = propagate!.place!()!;
    expect(readFileSync(file, "utf8").split("\n")[line - 1]).toBe("  override propagate() {}");
  });

  test("methods that no class has are none", () => {
    class None extends Host {}
    class Updates extends Host {
      override update() {}
    }
    class Inherits extends Updates {}
    expect([codeOf(None).propagate, codeOf(None).update]).toEqual([undefined, undefined]);
    expect([codeOf(Updates).propagate, codeOf(Updates).update === undefined]).toEqual([undefined, false]);
    expect(codeOf(Inherits).update).toBeDefined();
  });
});

describe("what `static comb` names (SEMANTICS 6)", () => {
  type Combs = Readonly<Record<string, readonly string[]>>;
  const made = (combs: Combs) =>
    codeOf(
      class Combed extends Host {
        static readonly comb = combs;
        override propagate() {}
      },
    );
  /** For each driven signal what it depends on, beside registers and memories. */
  const dependences = (combs: Combs) => {
    const { propagate, path, problems } = made(combs);
    expect(problems).toEqual([]);
    const { dependences, writes, reads } = propagate!;
    expect(writes).toEqual([...dependences.keys()]);
    const read = new Set<string>(["r", "q"]);
    const all = [...dependences].map(([target, { signals, memories }]) => {
      const names = [...signals].map(path);
      expect(names).toEqual(expect.arrayContaining(["r", "q"]));
      expect([...memories]).toEqual([0]);
      for (const name of names) if (!writes.some((index) => path(index) === name)) read.add(name);
      return `${path(target)} ← ${names.filter((name) => name !== "r" && name !== "q").join(" ")}`;
    });
    expect(new Set(reads.map(path))).toEqual(read);
    expect(reads).toHaveLength(read.size);
    return all;
  };

  test.each<readonly [Combs, readonly string[]]>([
    [{ y: ["a"] }, ["y ← a"]],
    [{ y: [] }, ["y ← "]],
    [{ y: ["ab", "a"] }, ["y ← ab a"]],
    [{ y: ["lanes"] }, ["y ← lanes.0 lanes.1"]],
    [{ y: ["lanes[1]"] }, ["y ← lanes.1"]],
    [{ ys: ["a"] }, ["ys.0 ← a", "ys.1 ← a"]],
    [{ "ys[1]": ["a"] }, ["ys.1 ← a"]],
    [{ ys: ["a"], "ys[1]": ["ab"] }, ["ys.0 ← a", "ys.1 ← a ab"]],
    [{ w: ["a"], y: ["w"] }, ["w ← a", "y ← w"]],
    [{ point: ["a"] }, ["point.x ← a", "point.far ← a"]],
    [{ "point.x": ["a"] }, ["point.x ← a"]],
    [{ "v[0]": ["a"] }, ["v.0 ← a"]],
    [{ port: ["port"] }, ["port.go ← port.go port.done"]],
    [{ "port.go": ["port.done"] }, ["port.go ← port.done"]],
    [{ group: ["a"] }, ["group.one ← a", "group.inner.0 ← a"]],
    [{ "part.i": ["a"] }, ["part.i ← a"]],
    [{ "part.is": ["a"] }, ["part.is.0 ← a", "part.is.1 ← a"]],
    [{ "parts[0].port": ["a"] }, ["parts.0.port.done ← a"]],
    [{ y: ["part.o", "part.q", "part.port.go"] }, ["y ← part.o part.q part.port.go"]],
    [{ y: ["part"] }, ["y ← part.o part.q part.port.go"]],
    [{ y: ["r", "q"] }, ["y ← "]],
  ])("%j", (combs, expected) => {
    expect(dependences(combs)).toEqual(expected);
  });

  test.each<readonly [Combs, readonly string[]]>([
    [{ la: [] }, ["la names nothing in it"]],
    [{ y: ["lane"] }, ["lane names nothing in it"]],
    [{ y: ["part.deep.far"] }, ["part.deep.far names nothing in it"]],
    [{ y: ["m"] }, ["m names nothing in it"]],
    [{ y: ["part.i"] }, ["part.i is no signal that the module can read"]],
    [{ y: ["part.w"] }, ["part.w is no signal that the module can read"]],
    [{ y: ["part.r", "no"] }, ["part.r is no signal that the module can read", "no names nothing in it"]],
    [{ a: [] }, ["a is no output, wire or input of a child"]],
    [{ r: [] }, ["r is no output, wire or input of a child"]],
    [{ q: ["a"] }, ["q is no output, wire or input of a child"]],
    [{ "part.o": [] }, ["part.o is no output, wire or input of a child"]],
    [{ "part.w": [] }, ["part.w is no output, wire or input of a child"]],
  ])("%j is refused", (combs, problems) => {
    expect(made(combs).problems).toEqual(
      problems.map((problem) => `E-COMB \`static comb\` of Combed: ${problem}`),
    );
  });

  test("without a propagate() nothing drives what it names", () => {
    class Idle extends Host {
      static readonly comb = { y: ["a"], w: [] };
    }
    const { problems, propagate } = codeOf(Idle);
    expect(problems).toHaveLength(2);
    for (const [i, name] of ["y", "w"].entries())
      expect(problems[i]).toContain(`${name} is driven by nothing: the class has no propagate()`);
    expect(propagate?.writes).toHaveLength(2);
  });
});
