import { expect, test } from "vitest";
import { memberOfNamespace } from "./namespace.ts";
import type { SourceContext } from "./source-context.ts";
import { createSourceCache } from "./index.ts";

/** A context that has no source of any function. */
const blind = { tryFunctionSource: () => undefined } as unknown as SourceContext;

test("a member of a namespace is its value, whatever gives it; one that is not there is missing", () => {
  const getter = { get: () => 7, enumerable: true };
  const namespace = Object.defineProperty({ plain: 3 }, "got", getter);
  expect(memberOfNamespace(namespace, "plain", blind)).toEqual({ kind: "value", value: 3 });
  expect(memberOfNamespace(namespace, "got", blind)).toEqual({ kind: "value", value: 7 });
  expect(memberOfNamespace(namespace, "none", blind)).toEqual({ kind: "missing" });
  // Of a CommonJS module, which has a prototype.
  expect(memberOfNamespace(Object.create({ base: 5 }), "base", blind)).toEqual({ kind: "value", value: 5 });
});

test("a member that its module assigns again has no value of elaboration", () => {
  const cache = createSourceCache();
  let again = 1;
  again += 1;
  const current = () => again;
  const fixed = 4;
  const context = {
    tryFunctionSource: (fn: Function) => cache.functionSource(fn),
  } as unknown as SourceContext;
  const either = () => {
    if (fixed > 3) return again;
    return fixed;
  };
  const namespace = {
    get reassigned() {
      return again;
    },
    get constant() {
      return fixed;
    },
    get either() {
      return either();
    },
    get called() {
      return current();
    },
  };
  const kinds = Object.keys(namespace).map((key) => memberOfNamespace(namespace, key, context).kind);
  cache.close();
  expect(kinds).toEqual(["reassigned", "value", "value", "reassigned"]);
});

test("a getter that reads another namespace, or calls a function, is as what it reads", () => {
  const cache = createSourceCache();
  let again = 1;
  again += 1;
  const current = (_: number = 0) => again;
  let chosen = current;
  chosen = () => 4;
  const inner = {
    get changed() {
      return again;
    },
    fixed: 4,
    "7": 5,
  };
  const [changed, fixed, seven, number] = ["changed", "fixed", 7, 3] as const;
  const context = {
    tryFunctionSource: (fn: Function) => cache.functionSource(fn),
  } as unknown as SourceContext;
  const getters = {
    "one that is assigned": () => inner[changed],
    "a constant one": () => inner[fixed],
    // Only as transpilers write it.
    "one by a name": () => inner.changed,
    "one by a number": () => inner[seven],
    "of no object": () => (number as unknown as Record<string, unknown>)[changed],
    "a function without arguments": () => current(),
    "a function with arguments": () => current(1),
    "a function that is assigned": () => chosen(),
    "a method": () => current.call(undefined),
    "an operation": () => again + 1,
    nothing: () => {},
  };
  const kinds = Object.entries(getters).map(([name, get]) => {
    const { kind } = memberOfNamespace(Object.defineProperty({}, "member", { get }), "member", context);
    return [name, kind];
  });
  cache.close();
  expect(Object.fromEntries(kinds)).toEqual({
    ...Object.fromEntries(Object.keys(getters).map((name) => [name, "value"])),
    "one that is assigned": "reassigned",
    "a function without arguments": "reassigned",
  });
});
