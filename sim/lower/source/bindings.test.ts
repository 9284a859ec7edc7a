import { describe, expect, test } from "vitest";
import { assignsFree, bindingAt, bindingsOf, isReassigned } from "./bindings.ts";
import { parseScript } from "./parse.ts";

const of = (text: string) => bindingsOf(parseScript(text, true)!);

describe("what a module's text declares, assigns and exports (SEMANTICS 3: a reassigned `let` is refused)", () => {
  test("its exports, its own and those of other modules", () => {
    const { exported, exportedAll } = of(`
      export const a = 1, [b, { c: d = 2, ...e }] = x;
      export function f() {}
      export class G {}
      const h = 1;
      export { h, h as i };
      export { j, k as l } from "m";
      export * as n from "o";
      export * from "p";
    `);
    expect(Object.fromEntries(exported)).toEqual({
      ...{ a: { local: "a" }, b: { local: "b" }, d: { local: "d" }, e: { local: "e" } },
      ...{ f: { local: "f" }, G: { local: "G" }, h: { local: "h" }, i: { local: "h" } },
      ...{ j: { from: "m", name: "j" }, l: { from: "m", name: "k" }, n: { from: "o", name: "*" } },
    });
    expect(exportedAll).toEqual(["p"]);
  });

  test("its imports, with the name in the other module", () => {
    const { declared } = of('import a, { b, c as d, "e f" as g } from "m"; import * as h from "n";');
    const imported = ["a", "b", "d", "g", "h"].map((name) => declared.get(name)?.[0]?.imported);
    expect(imported.map((one) => one && `${one.name} ${one.from}`)).toEqual([
      ...["default m", "b m", "c m", "e f m", "* n"],
    ]);
  });

  test("the innermost binding of a name counts, from the first character of the text to the last", () => {
    const text = "let a=1;{let a=2;a=3}";
    const bindings = of(text);
    const inner = bindingAt(bindings, "a", text.indexOf("a=2"));
    const outer = bindingAt(bindings, "a", 0);
    expect(outer).not.toBe(inner);
    expect(bindingAt(bindings, "a", text.length)).toBe(outer);
    expect(isReassigned(bindings, "a", text.indexOf("a=3"))).toBe(true);
    expect(isReassigned(bindings, "a", 0)).toBe(false);
    expect(bindingAt(bindings, "b", 0)).toBeUndefined();
    expect(isReassigned(bindings, "b", 0)).toBe(false);
  });

  test.each([
    ["let a = 1; a = 2;", true],
    ["let a = 1; a += 2;", true],
    ["let a = 1; a++;", true],
    ["let a = 1; [, a] = x;", true],
    ["let a = 1; ({ b: a = 3 } = x);", true],
    ["let a = 1; [...a] = x;", true],
    ["let a = 1; ({ ...a } = x);", true],
    ["let a = 1; ({ b: { c: [, a] } } = x);", true],
    ["let a = 1; for (a of x);", true],
    ["let a = 1; for (a in x);", true],
    ["let a = 1; for ([a] of x);", true],
    ["let a = 1; for (a = 0;;);", true],
    ["let a = 1; for (;; a++);", true],
    ["let a = 1; a.b = 2; a.c++;", false],
    ["a = 2;", false],
    ["var a = 1; var a; a = 2;", true],
    ["let a = 1; export default class {}", false],
    ["(class a {}); a = 2;", false],
    ["let a = 1; for (let a of x) a = 2;", false],
    ["let a = 1; for (const a of x);", false],
    ["let a = 1; for (let a = 0; a < 3; a++);", false],
    ["let a = 1; { let a; a = 2; }", false],
    ["let a = 1; (() => { var a; { a = 2; } })();", false],
    ["let a = 1; (() => { { var a; } a = 2; })();", false],
    ["let a = 1; (() => { { let a; } a = 2; })();", true],
    ["let a = 1; function f(a) { a = 2; }", false],
    ["let a = 1; try {} catch (a) { a = 2; }", false],
    ["function a() {} a = 2;", true],
    ["let a = 1; { function a() {} a = 2; }", false],
    ["let a = 1; (function a() { a = 2; })();", false],
    ["let a = 1; (function a() {})(); a = 2;", true],
    ["; class a {} a = 2;", true],
    ["; class a { m() { a = 2; } }", false],
    ["let a = 1; { class a {} a = 2; }", false],
    ["let a = 1; (class a { m() { a = 2; } });", false],
    ["let a = 1; (class { m() { a = 2; } });", true],
    ["let a = 1; (class { static { a = 2; } });", true],
    ["let a = 1; (class { static { var a; a = 2; } });", false],
    ["let a = 1; switch (a) { case 1: let a; a = 2; }", false],
    ["var a; (function (a) { a.x = 1; })(a || (a = {}));", false],
    ["var a; (function (a) { a.x = 1; })(a || (a = { b: 1 }));", true],
    ["var a; (function (a) { a.x = 1; })(a && (a = {}));", true],
    ["var a; (function (a) { a.x = 1; })(a || (b.a = a = {}));", false],
    ["var a; (function (a) { a.x = 1; })(b.a || (b.a = a = {}));", true],
    ["var a; (function (a) { a.x = 1; })(a || (b.a = a = 1));", true],
    ["var a; f(a || g(a = 1));", true],
  ])("%s", (text, expected) => {
    expect(isReassigned(of(text), "a", 0)).toBe(expected);
  });

  test.each([
    ["class C { m() { a = 2; } }", true],
    ["class C { m() { a++; } }", true],
    ["class C { m() { for (a of x); } }", true],
    ["class C { m() { [a] = x; } }", true],
    ["class C { m() { this.a = 2; b = 1; } }", false],
    ["class C { m() { let a; a = 2; } }", false],
    ["class C { m(a) { a++; } n() { a = 2; } }", true],
  ])("a class's text that assigns a name of its surroundings: %s", (text, expected) => {
    expect(assignsFree(of(text), "a")).toBe(expected);
  });

  test.each([
    ["for (let a = 0; a < 3; a++) { f(() => a); }", false],
    ["for (let a = 0; a < 3; ) { a = 2; }", true],
    ["for (let a = 0; a < 3; a++) { a += 2; }", true],
    ["for (var a = 0; a < 3; a++) {}", true],
    ["for (const a of x) {}", false],
  ])("of what a loop's turns have for themselves: %s", (text, expected) => {
    expect(isReassigned(of(text), "a", text.indexOf("{"))).toBe(expected);
  });
});
