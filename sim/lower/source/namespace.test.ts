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
