import { expect, test } from "vitest";
import { createSourceCache, walk } from "./index.ts";

/** Runs a text as sloppy code would be loaded and gives what it returns. */
function load<Value>(text: string): Value {
  return new Function(text)() as Value;
}

const off = createSourceCache({ inspector: false });
const Named = load<new () => object>(`
    const import_lib = { K: 42, f: (x) => x }, n2 = 7, table = { a: 1 }; let m = 1;
    return class Cell {
      static uses = { K: import_lib.K, f: import_lib.f, n: n2, table, m };
      run(x) { m = 2; return (0, import_lib.f)(import_lib.K) + n2 + table.a + Math.max(x, n) + m + other.thing; }
    }`);
const source = off.classSource(Named).method("run");
const found = new Map<string, unknown>();
if (source) {
  walk(source.node.body, (node) => {
    if (node.type === "MemberExpression" || node.type === "Identifier") {
      found.set(source.snippet(node), source.resolve(node)?.kind);
    }
  });
}

test("static uses names values, by trees and never by bare names", () => {
  expect(source?.free("n2")).toEqual({ kind: "value", value: 7 });
  expect(source?.free("n")).toEqual({ kind: "missing" });
  expect(source?.free("K")).toEqual({ kind: "missing" });
  expect(found.get("K")).toBe("missing");
  expect(found.get("table.a")).toBeUndefined();
  expect(found.get("table")).toBe("value");
  expect(found.get("other.thing")).toBe("missing");
  expect(source?.free("m")).toEqual({ kind: "reassigned" });
  expect(source?.free("Math")).toEqual({ kind: "value", value: Math });
  expect(source?.free("process")).toEqual({ kind: "missing" });
});

test("members of renamed imports are found", () => {
  const calls: unknown[] = [];
  if (source) {
    walk(source.node.body, (node) => {
      if (node.type === "MemberExpression" && source.resolve(node)) calls.push(source.resolve(node));
    });
  }
  expect(calls).toContainEqual({ kind: "value", value: 42 });
  expect(calls.filter((call) => (call as { kind: string }).kind === "value")).toHaveLength(2);
});

test.each([
  ["a static block", "static { this.uses = { a: k }; }"],
  ["a helper", 'static { __publicField(this, "uses", { a: k }); }'],
  ["a quoted key", 'static "uses" = { "a": k };'],
])("static uses may be written by a transpiler as %s", (_, member) => {
  const Cell = load<new () => object>(`
      const k = { is: "k" }, __publicField = (to, key, value) => { to[key] = value; };
      return class { ${member} run() { return k; } }`);
  expect(off.classSource(Cell).method("run")?.free("k")).toEqual({ kind: "value", value: { is: "k" } });
});

test("places are unknown, not wrong", () => {
  expect(source && source.place(source.node)).toBeUndefined();
  expect(off.classSource(Named).place).toBeUndefined();
});
