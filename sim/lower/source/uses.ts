import type { AnyNode } from "acorn";
import { assignsFree, type Bindings, bindingsOf } from "./bindings.ts";
import { keyOf } from "./class-members.ts";
import type { ClassNode } from "./parse.ts";
import type { Resolution } from "./resolution.ts";
import { sameTree } from "./tree.ts";

/** Globals of the language, which need no naming where nothing can be seen of a function's scopes. */
const languageGlobals: ReadonlySet<string> = new Set(
  "undefined NaN Infinity Math Number BigInt Boolean String Array Object console".split(" "),
);

/** Resolves free expressions where there is no inspector. */
export type UsesResolver = (node: AnyNode) => Resolution;

/**
 * Resolves by `static uses = { name: expression, … }`. The expressions were renamed by bundlers just as the methods
 * were, so a free expression is found by comparing its syntax tree with theirs; bare names mean nothing.
 */
export function createUsesResolver(
  constructorFunction: Function,
  node: ClassNode,
  uses: AnyNode | undefined,
): UsesResolver {
  const values: unknown = Object.getOwnPropertyDescriptor(constructorFunction, "uses")?.value;
  let bindings: Bindings | undefined;
  return (wanted) => {
    if (uses?.type === "ObjectExpression" && typeof values === "object" && values !== null) {
      for (const property of uses.properties) {
        if (property.type !== "Property" || !sameTree(property.value, wanted)) continue;
        if (wanted.type === "Identifier" && assignsFree((bindings ??= bindingsOf(node)), wanted.name))
          return { kind: "reassigned" };
        const key = keyOf(property);
        if (key !== undefined && Object.hasOwn(values, key))
          return { kind: "value", value: Reflect.get(values, key) };
      }
    }
    return languageGlobal(wanted);
  };
}

/** The globals of the language by name; all else is missing. */
export function languageGlobal(wanted: AnyNode): Resolution {
  if (wanted.type === "Identifier" && languageGlobals.has(wanted.name)) {
    return { kind: "value", value: Reflect.get(globalThis, wanted.name) };
  }
  return { kind: "missing" };
}
