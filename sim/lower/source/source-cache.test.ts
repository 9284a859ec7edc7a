import { Session } from "node:inspector";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SystoleError } from "../../errors/index.ts";
import { createSourceCache, type FunctionSource, type SourceCache } from "./index.ts";

let cache: SourceCache = createSourceCache();
afterEach(() => {
  cache.close();
  cache = createSourceCache();
});

/** Runs a text as sloppy code would be loaded and gives what it returns. */
function load<Value>(text: string): Value {
  return new Function(text)() as Value;
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof SystoleError) return error.code;
    throw error;
  }
  return "none";
}

const table = Object.freeze([1, 2, 3]);
const kindOfTable = { table };

describe("free names", () => {
  test("are values by identity", () => {
    class Cell {
      run() {
        return [table, kindOfTable, Cell];
      }
    }
    const run = cache.classSource(Cell).method("run");
    expect(run?.free("table")).toEqual({ kind: "value", value: table });
    expect(run?.free("kindOfTable")).toMatchObject({ kind: "value" });
    const found = run?.free("kindOfTable");
    expect(found?.kind === "value" && found.value).toBe(kindOfTable);
    const self = run?.free("Cell");
    expect(self?.kind === "value" && self.value).toBe(Cell);
  });

  test("are those of the function's own scopes, though two classes have one text", () => {
    const make = (width: number, kind: object) =>
      class Cell {
        run() {
          return [width, kind];
        }
      };
    const kinds = [{}, {}];
    const [first, second] = kinds.map((kind, i) => cache.classSource(make(i + 1, kind)).method("run"));
    expect(first?.free("width")).toEqual({ kind: "value", value: 1 });
    expect(second?.free("width")).toEqual({ kind: "value", value: 2 });
    const found = second?.free("kind");
    expect(found?.kind === "value" && found.value).toBe(kinds[1]);
  });

  test("may shadow globals; unshadowed globals are values, unknown names are missing", () => {
    const source = cache.functionSource(
      load("const Math = { own: true }; return function f() { return Math.own + Infinity + absent; }"),
    );
    expect(source.free("Math")).toEqual({ kind: "value", value: { own: true } });
    expect(source.free("Infinity")).toEqual({ kind: "value", value: Infinity });
    expect(source.free("undefined")).toEqual({ kind: "value", value: undefined });
    expect(source.free("absent")).toEqual({ kind: "missing" });
    expect(cache.functionSource(() => Math.PI).free("Math")).toEqual({ kind: "value", value: Math });
  });

  test.each([
    ["let x = 1; x = 2; return () => x", "reassigned"],
    ["let x = 1; return () => x", "value"],
    ["let x = 1; const set = () => { x += 1; }; set(); return () => x", "reassigned"],
    ["let x = 1; [x] = [2]; return () => x", "reassigned"],
    ["let x = 1; ({ a: x = 3 } = {}); return () => x", "reassigned"],
    ["let x = 1; x++; return () => x", "reassigned"],
    ["let x; for (x of [1, 2]); return () => x", "reassigned"],
    ["let x = 1; { let x = 5; x = 6; } return () => x", "value"],
    ["let x = 1; const f = (x) => { x = 3; }; f(); return () => x", "value"],
    ["let x = 1; { let x = 5; x = 6; return () => x }", "reassigned"],
    ["const all = []; for (let x = 1; x < 3; x++) all.push(() => x); return all[1]", "value"],
    [
      "const all = []; for (let x = 1; x < 9; x++) { x += 2; all.push(() => x); } return all[1]",
      "reassigned",
    ],
    ["return ((x) => { x = x | 0; return () => x; })(4)", "reassigned"],
    ["return ((x) => () => x)(4)", "value"],
    ["var x = 1; return () => x; function later() { x = 2; }", "reassigned"],
    ["var x; (function (x) { x[0] = 1; })(x || (x = {})); return () => x", "value"],
    ["try { throw 1 } catch (x) { return () => x }", "value"],
    ["class x { m() { return x; } } x.n = 1; return x.prototype.m", "value"],
  ])("that are assigned again are told: %s", (text, kind) => {
    expect(cache.functionSource(load(text)).free("x").kind).toBe(kind);
  });

  test("that have no value yet are looked at again", () => {
    const ask = load<(look: (fn: Function) => unknown) => unknown[]>(`return (look) => {
      const reader = () => late;
      const before = look(reader);
      const late = 5;
      return [before, look(reader)];
    }`);
    const seen = ask((fn) => cache.functionSource(fn).free("late"));
    expect(seen).toEqual([
      { kind: "value", value: undefined },
      { kind: "value", value: 5 },
    ]);
  });

  test("that are assigned inside the class are told", () => {
    const Counter = load<new () => object>(
      "let n = 0; return class { update() { n++; } propagate() { return n; } }",
    );
    expect(cache.classSource(Counter).method("propagate")?.free("n")).toEqual({ kind: "reassigned" });
  });
});

describe("members", () => {
  test("are found by name and kind, the last of several, also under computed and quoted names", () => {
    const key = "computed";
    const Cell = load<new () => object>(`const ${key} = "made"; return class {
      m() { return 1; }
      m() { return 2; }
      get g() { return 3; }
      set g(value) {}
      static m() { return 4; }
      "quoted name"() { return 5; }
      [${key}]() { return 6; }
      7() { return 7; }
    }`);
    const source = cache.classSource(Cell);
    const text = (found: FunctionSource | undefined) => found?.snippet(found.node.body);
    expect(text(source.method("m"))).toBe("{ return 2; }");
    expect(text(source.getter("g"))).toBe("{ return 3; }");
    expect(text(source.method("quoted name"))).toBe("{ return 5; }");
    expect(text(source.method("made"))).toBe("{ return 6; }");
    expect(text(source.method("7"))).toBe("{ return 7; }");
    expect(source.method("g")).toBeUndefined();
    expect(source.getter("m")).toBeUndefined();
    expect(source.method("constructor")).toBeUndefined();
    expect(source.method("m")).toBe(cache.functionSource(Cell.prototype.m as Function));
    expect(source.method("m")?.homeClass).toBe(source);
  });

  test("of bases belong to the bases", () => {
    class Base {
      run() {
        return 1;
      }
    }
    class Derived extends Base {
      override run() {
        return super.run() + 1;
      }
    }
    expect(cache.classSource(Derived).method("run")?.homeClass?.constructorFunction).toBe(Derived);
    expect(cache.classSource(class extends Base {}).method("run")).toBeUndefined();
  });

  test("that were put on the prototype from outside are read from their own text", () => {
    const other = ((hidden: number) =>
      function run() {
        return hidden;
      })(9);
    class Cell {
      run() {
        return 1;
      }
    }
    Object.defineProperty(Cell.prototype, "run", { value: other });
    const source = cache.classSource(Cell).method("run");
    expect(source?.free("hidden")).toEqual({ kind: "value", value: 9 });
    expect(source?.homeClass).toBeUndefined();
  });
});

describe("text of functions", () => {
  const object = {
    short(x: number) {
      return x;
    },
    get value() {
      return 1;
    },
    async *many() {
      yield 1;
    },
  };
  const getter = Object.getOwnPropertyDescriptor(object, "value")?.get;
  class Private {
    #x = 1;
    read() {
      return this.#x;
    }
  }
  test.each<[string, Function | undefined]>([
    ["method of an object", object.short],
    ["getter of an object", getter],
    ["generator", object.many],
    ["arrow", (x: number) => x],
    ["function", function named() {}],
    ["method of a class, alone", Private.prototype.read],
  ])("%s", (_, fn) => {
    expect(fn && cache.functionSource(fn).node.type).toMatch(/Function/);
  });

  test("that is not there or is no function is refused", () => {
    expect(codeOf(() => cache.functionSource(Math.max))).toBe("E-SOURCE-NATIVE");
    expect(codeOf(() => cache.functionSource((() => 1).bind(null)))).toBe("E-SOURCE-NATIVE");
    expect(codeOf(() => cache.classSource(new Proxy(class {}, {})))).toBe("E-SOURCE-NATIVE");
    expect(codeOf(() => cache.functionSource(class {}))).toBe("E-SOURCE-PARSE");
    expect(codeOf(() => cache.classSource(function Old() {}))).toBe("E-SOURCE-PARSE");
  });
});

describe("the session", () => {
  test("is opened by the first question, leaves no global variable, and closes; a later question opens it again", () => {
    const before = Object.getOwnPropertyNames(globalThis).length;
    const first = cache.functionSource(() => table);
    expect(first.free("table")).toEqual({ kind: "value", value: table });
    expect(Object.getOwnPropertyNames(globalThis)).toHaveLength(before);
    cache.close();
    expect(first.place(first.node)?.file).toContain("source-cache.test.ts");
    expect(cache.functionSource(() => kindOfTable).free("kindOfTable").kind).toBe("value");
    cache.close();
    cache.close();
  });

  test("works beside a debugger that is attached already", () => {
    const other = new Session();
    other.connect();
    try {
      other.post("Debugger.enable");
      other.post("Runtime.enable");
      expect(cache.functionSource(() => table).free("table")).toEqual({ kind: "value", value: table });
      cache.close();
      let answer: unknown;
      other.post("Runtime.evaluate", { expression: "6 * 7" }, (_, { result }) => (answer = result.value));
      expect(answer).toBe(42);
    } finally {
      other.disconnect();
    }
  });

  /** Classes of files, loaded one behind the other. */
  function classesOf(names: readonly string[]): readonly Function[] {
    return names.map((name) =>
      load<Function>(`return class { m() {} };\n//# sourceURL=file:///designs/${name}.js`),
    );
  }

  function fileOf(one: Function): string | undefined {
    const { place } = cache.classSource(one);
    cache.close();
    return place?.file;
  }

  test("hears once of scripts that were loaded before it, unless it is the first in its process", () => {
    const [first, ...others] = classesOf(["one", "two", "three", "four"]);
    expect(fileOf(first!)).toBe("/designs/one.js");
    const post = vi.spyOn(Session.prototype, "post");
    expect(fileOf(others[0]!)).toBe("/designs/two.js");
    post.mockClear();
    expect(others.slice(1).map(fileOf)).toEqual(["/designs/three.js", "/designs/four.js"]);
    const asked = post.mock.calls.map(([method]) => method as string);
    post.mockRestore();
    expect(asked).not.toContain("Debugger.enable");
    expect(asked).toContain("Runtime.getProperties");
  });

  test("does without a later script that is gone when its text is asked for", () => {
    expect(classesOf(["before"]).map(fileOf)).toEqual(["/designs/before.js"]);
    const [wanted, later] = classesOf(["wanted", "later"]);
    const real = Session.prototype.post as (this: Session, ...all: unknown[]) => void;
    let asked = 0;
    const post = vi.spyOn(Session.prototype, "post").mockImplementation(function (
      this: Session,
      ...all: unknown[]
    ) {
      const [method, , answer] = all as [string, object, (error: Error) => void];
      if (method === "Debugger.getScriptSource" && asked++ === 0) answer(new Error("No script for id"));
      else real.apply(this, all);
    });
    expect(fileOf(wanted!)).toBe("/designs/wanted.js");
    post.mockRestore();
    expect(asked).toBe(2);
    expect(fileOf(later!)).toBe("/designs/later.js");
  });

  test("gives one source for one object", () => {
    class Cell {}
    expect(cache.classSource(Cell)).toBe(cache.classSource(Cell));
    const fn = () => 1;
    expect(cache.functionSource(fn)).toBe(cache.functionSource(fn));
  });
});
