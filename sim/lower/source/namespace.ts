import type { AnyNode } from "acorn";
import type { FunctionNode } from "./parse.ts";
import type { Resolution } from "./resolution.ts";
import type { SourceContext } from "./source-context.ts";
import { walk } from "./tree.ts";

/**
 * Reads a member of a module namespace. Transpiled modules export through getters (`() => counter`); the name that
 * the getter returns tells whether the module assigns it again.
 */
export function memberOfNamespace(namespace: object, key: string, context: SourceContext): Resolution {
  if (!(key in namespace)) return { kind: "missing" };
  const getter = Object.getOwnPropertyDescriptor(namespace, key)?.get;
  if (getter && returnsReassigned(getter, context)) return { kind: "reassigned" };
  return { kind: "value", value: Reflect.get(namespace, key) };
}

function returnsReassigned(getter: Function, context: SourceContext): boolean {
  const source = context.tryFunctionSource(getter);
  if (!source) return false;
  const returned = returnedBy(source.node);
  if (!returned) return false;
  const resolution = source.resolve(returned);
  if (resolution) return resolution.kind === "reassigned";
  // esbuild copies whole modules by `() => from[key]`, and Vitest's runner calls the getter of the module.
  if (returned.type === "MemberExpression") {
    const from = source.resolve(returned.object);
    const key = returned.computed ? source.resolve(returned.property) : undefined;
    if (from?.kind !== "value" || key?.kind !== "value" || typeof key.value !== "string") return false;
    if (typeof from.value !== "object" || from.value === null) return false;
    return memberOfNamespace(from.value, key.value, context).kind === "reassigned";
  }
  if (returned.type === "CallExpression" && returned.arguments.length === 0) {
    const called = source.resolve(returned.callee);
    return (
      called?.kind === "value" &&
      typeof called.value === "function" &&
      returnsReassigned(called.value, context)
    );
  }
  return false;
}

/** The one expression that a function returns. */
function returnedBy(node: FunctionNode): AnyNode | undefined {
  if (node.body.type !== "BlockStatement") return node.body;
  const returned: AnyNode[] = [];
  walk(node.body, (inner) => {
    if (inner.type === "ReturnStatement" && inner.argument) returned.push(inner.argument);
  });
  return returned.length === 1 ? returned[0] : undefined;
}
