import { expect, test } from "vitest";
import { exportIsReassigned, isModuleNamespace, resolveName } from "./resolution.ts";
import { modules, script } from "./scripts.test-kit.ts";

const from = script("start", "");

test.each([
  ["its own constant", "export const k = 1", false],
  ["its own variable", "export let k = 1; k = 2", true],
  ["a name of its own that it exports under another", "let own = 1; own = 2; export { own as k }", true],
  ["a name that hides one that is assigned", "let x = 1; export { x as k }; { let x = 2; x = 3; }", false],
  ["a name that it does not have", "let k = 1; k = 2;", false],
  [
    "a name that a block at its first character hides",
    "{ let x = 2; x = 3; } let x = 1; export { x as k };",
    false,
  ],
  [
    "what it imports, behind a block at its first character that hides it",
    '{ let changed = 1; } import { changed } from "deep"; export { changed as k }',
    true,
  ],
  ["what another module assigns", 'export { changed as k } from "deep"', true],
  ["what another module has", 'export { constant as k } from "deep"', false],
  [
    "what it imports and exports, assigned there",
    'import { changed } from "deep"; export { changed as k }',
    true,
  ],
  ["what it imports and exports, constant", 'import { constant as k } from "deep"; export { k }', false],
  ["all of another module, where it is assigned", 'export * from "none"; export * from "deep"; ', true],
  ["all of other modules, where it is none", 'export * from "none"; export * from "flat"', false],
  ["another module as a whole", 'export * as k from "deep"', false],
  ["a module that nobody has", 'export { k } from "none"', false],
  ["text that does not parse", "export let k = 1; k = = 2", false],
])("a module's export is assigned again or not: %s", (_, text, expected) => {
  const scripts = modules({
    one: text,
    deep: "export let changed = 1, k = 1; changed = 2; k = 2; export const constant = 3;",
    flat: "export const k = 1",
  });
  expect(exportIsReassigned(from, "one", "k", scripts)).toBe(expected);
});

test("a whole module is never assigned, and what cannot be seen counts as constant", () => {
  const scripts = modules({ one: "export let k = 1; k = 2;" });
  expect(exportIsReassigned(from, "one", "*", scripts)).toBe(false);
  expect(exportIsReassigned(from, "two", "k", scripts)).toBe(false);
});

test.each([
  ["export { k } from", ""],
  ["export * from", ""],
  ["import { k } from", "; export { k }"],
])("modules that pass a name on to each other end somewhere: %s", (before, after) => {
  const chain = (length: number) => {
    const texts = Array.from({ length }, (_, i) => [`m${i}`, `${before} "m${i + 1}"${after}`]);
    return modules(
      Object.fromEntries([...texts, [`m${length}`, "export let k = 1; k = 2;"]]) as Record<string, string>,
    );
  };
  expect(exportIsReassigned(from, "m0", "k", chain(24))).toBe(true);
  expect(exportIsReassigned(from, "m0", "k", chain(25))).toBe(false);
  const ring = modules({ a: `${before} "b"${after}`, b: `${before} "a"${after}` });
  expect(exportIsReassigned(from, "a", "k", ring)).toBe(false);
});

test("a name is that of the innermost scope that has it as its own", () => {
  const scopes = [Object.create({ x: 0 }) as object, { x: 1 }, { x: 2, y: undefined }] as Record<
    string,
    unknown
  >[];
  const inspected = { script: undefined, location: undefined, scopes };
  const free = (name: string) => resolveName(name, { inspected, offset: undefined }, modules({}));
  expect(free("x")).toEqual({ kind: "value", value: 1 });
  expect(free("y")).toEqual({ kind: "value", value: undefined });
  expect(free("Math")).toEqual({ kind: "value", value: Math });
  expect(free("toString")).toEqual({ kind: "value", value: globalThis.toString });
  expect(free("absent")).toEqual({ kind: "missing" });
});

test("a name that its script assigns is so at the function's place, as far as that is known", () => {
  const text = 'import { k } from "one"; let x = 1; x = 2; { let x = 3; f(x); }';
  const scripts = modules({ one: "export let k = 1; k = 2;" });
  const free = (name: string, offset: number | undefined, source = text) => {
    const inspected = { script: script("here", source), location: undefined, scopes: [{ x: 2, k: 2 }] };
    return resolveName(name, { inspected, offset }, scripts).kind;
  };
  expect(free("x", 0)).toBe("reassigned");
  expect(free("x", text.indexOf("f(x)"))).toBe("value");
  expect(free("x", undefined)).toBe("value");
  expect(free("x", 0, "let x = = 1")).toBe("value");
  expect(free("k", 0)).toBe("reassigned");
  expect(free("k", 0, 'import { k } from "two";')).toBe("value");
});

test.each([
  ["a module", await import("./tree.ts"), true],
  ["a module of Node's", await import("node:path"), true],
  ["CommonJS made of a module", Object.defineProperty({}, "__esModule", { value: true }), true],
  ["what says it is one", { [Symbol.toStringTag]: "Module" }, true],
  ["what says it is something else", { [Symbol.toStringTag]: "Map" }, false],
  ["what inherits from one", Object.create({ __esModule: true, [Symbol.toStringTag]: "Module" }), false],
  ["an object", { a: 1 }, false],
  ["a function", Object.assign(() => 1, { __esModule: true }), false],
  ["null", null, false],
  ["nothing", undefined, false],
  ["a text", "Module", false],
])("a module's namespace or not: %s", (_, value, expected) => {
  expect(isModuleNamespace(value)).toBe(expected);
});
