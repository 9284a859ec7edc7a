import type { AnyNode } from "acorn";
import { expect, test, vi } from "vitest";
import { createFunctionSource } from "./function-source.ts";
import { type FunctionNode, parseScript } from "./parse.ts";
import type { Resolution, Surroundings } from "./resolution.ts";
import { modules, script } from "./scripts.test-kit.ts";
import type { SourceContext } from "./source-context.ts";
import { walk } from "./tree.ts";

const before = 'import * as ns from "one"; const own = ns, plain = { k: 1 }; ';
const expressions = [
  ...["ns.k", "ns.fixed", 'ns["k"]', "ns[0]", "ns[k]", "ns.inner.k", "ns.none", "own.k", "plain.k"],
  ...["absent.k", "absent.k.l", "this.k", "ns", "f(1)", "ns?.k", "reader"],
];
const text = `${before}function reader(ns2) { return [${expressions.join(", ")}]; }`;
const nodes = new Map<string, AnyNode>();
let reader: FunctionNode | undefined;
walk(parseScript(text, true)!, (node) => {
  if (node.type === "FunctionDeclaration") reader = node as FunctionNode;
  if (node.type === "ArrayExpression")
    for (const element of node.elements) nodes.set(text.slice(element!.start, element!.end), element!);
});

const namespace = (members: object) =>
  Object.defineProperty({ ...members }, Symbol.toStringTag, { value: "Module" });
const scope = () => {
  const ns = namespace({ k: 2, fixed: 3, inner: namespace({ k: 4 }) });
  return { ns, own: ns, plain: { k: 1 } };
};
const scripts = modules({ one: "export let k = 1; k = 2; export const fixed = 3;" });
const fn = () => 0;

/** A function's source in surroundings that are given, which may change. */
function sourceIn(at: () => Surroundings | undefined, uses: (node: AnyNode) => Resolution = missing) {
  const context = {
    scripts,
    surroundings: vi.fn(at),
    forget: vi.fn<(fn: Function) => void>(),
    place: vi.fn((_: Function, offset: number) => ({ file: "a.ts", line: offset, column: 1 })),
    tryFunctionSource: () => undefined,
    remember: () => undefined,
  };
  const parsed = { node: reader!, text, prefix: 2 };
  const parts = { fn, parsed, homeClass: undefined, outermost: fn, uses };
  return { context, source: createFunctionSource(context as unknown as SourceContext, parts) };
}
const missing = (): Resolution => ({ kind: "missing" });

const inScript = (offset: number | undefined, source = text): Surroundings => ({
  inspected: { script: script("here", source), location: undefined, scopes: [scope()] },
  offset,
});
const kinds = (source: ReturnType<typeof sourceIn>["source"]) =>
  Object.fromEntries([...nodes].map(([name, node]) => [name, source.resolve(node)?.kind]));
const inParts = Object.fromEntries(
  ["ns[0]", "ns[k]", "plain.k", "absent.k", "absent.k.l", "this.k", "f(1)", "ns?.k"].map((name) => [
    name,
    undefined,
  ]),
);
const read = {
  "ns.fixed": "value",
  "ns.inner.k": "value",
  "ns.none": "missing",
  "own.k": "value",
  ns: "value",
};

test("members of a module are told, others are looked at part by part", () => {
  // Where the function's text begins in its script.
  const { source } = sourceIn(() => inScript(2));
  expect(kinds(source)).toEqual({
    ...{ ...inParts, ...read, reader: "missing" },
    ...{ "ns.k": "reassigned", 'ns["k"]': "reassigned" },
  });
  expect(source.resolve(nodes.get("ns.fixed")!)).toEqual({ kind: "value", value: 3 });
  expect(source.resolve(nodes.get("ns.inner.k")!)).toEqual({ kind: "value", value: 4 });
});

test.each([
  [
    "no script",
    (): Surroundings => ({ ...inScript(2), inspected: { ...inScript(2).inspected, script: undefined } }),
  ],
  ["no offset", () => inScript(undefined)],
  ["text that does not parse", () => inScript(2, "import * as ns from")],
  ["a text that imports something else", () => inScript(2, 'import * as ns from "two";')],
  ["a text that imports a part of it", () => inScript(2, 'import { inner as ns } from "one";')],
])("where %s says that a module assigns again what it exports, it counts as constant", (_, at) => {
  const { source } = sourceIn(at);
  expect(kinds(source)).toMatchObject({ "ns.k": "value", 'ns["k"]': "value", "ns.fixed": "value" });
});

test("without surroundings only what is named is there, as a whole or in its parts", () => {
  const named = new Map<string, Resolution>([
    ["ns.k", { kind: "value", value: 7 }],
    ["plain", { kind: "value", value: { k: 8 } }],
    ["ns.inner", { kind: "value", value: { k: 9 } }],
    ["own.k", { kind: "reassigned" }],
  ]);
  const { source } = sourceIn(
    () => undefined,
    (node) =>
      named.get(node.type === "Identifier" ? node.name : text.slice(node.start, node.end)) ?? {
        kind: "missing",
      },
  );
  expect(kinds(source)).toEqual({
    ...{
      "ns.k": "value",
      "ns.fixed": "missing",
      'ns["k"]': "missing",
      "ns[0]": undefined,
      "ns[k]": undefined,
    },
    ...{ "ns.inner.k": undefined, "ns.none": "missing", "own.k": "reassigned", "plain.k": undefined },
    ...{ "absent.k": "missing", "absent.k.l": "missing", "this.k": undefined, ns: "missing" },
    ...{ "f(1)": undefined, "ns?.k": undefined, reader: "missing" },
  });
  expect(source.resolve(nodes.get("ns.k")!)).toEqual({ kind: "value", value: 7 });
});

test("a name is looked up once, but one that has no value yet again", () => {
  const scopes: Record<string, unknown> = { late: undefined, early: 1, undefined };
  const inspected = { script: undefined, location: undefined, scopes: [scopes] };
  const { source, context } = sourceIn(() => ({ inspected, offset: undefined }));
  expect(source.free("early")).toEqual({ kind: "value", value: 1 });
  expect(source.free("undefined")).toEqual({ kind: "value", value: undefined });
  expect(source.free("never")).toEqual({ kind: "missing" });
  expect(context.forget).not.toHaveBeenCalled();
  expect(source.free("late")).toEqual({ kind: "value", value: undefined });
  expect(context.forget.mock.calls).toEqual([[fn]]);
  Object.assign(scopes, { late: 5, early: 6, never: 7 });
  expect(["early", "late", "never"].map((name) => source.free(name))).toEqual([
    { kind: "value", value: 1 },
    { kind: "value", value: 5 },
    { kind: "missing" },
  ]);
});

test("places are those of the function's text, which brackets may stand before, and are looked for once", () => {
  const { source, context } = sourceIn(() => undefined);
  expect([source.place({ start: 12 }), source.place({ start: 12 })].map((at) => at?.line)).toEqual([10, 10]);
  expect(context.place.mock.calls).toEqual([[fn, 10]]);
  expect(source.snippet(nodes.get("ns.k")!)).toBe("ns.k");
});
