import { types } from "node:util";
import { bindingAt, isReassigned } from "./bindings.ts";
import type { Inspected, Scope } from "./inspector.ts";
import type { Scripts } from "./scripts.ts";
import type { Script } from "./script.ts";

/** What a free name of a function stands for. */
export type Resolution =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "reassigned" }
  | { readonly kind: "missing" };

/** What is known of a function's surroundings: its scopes, and where its text stands in its script. */
export interface Surroundings {
  readonly inspected: Inspected;
  /** Offset of the function's text in the script. */
  readonly offset: number | undefined;
}

const deepestChain = 24;

/** Resolves a free name: in the scopes, innermost first, then among the globals. */
export function resolveName(name: string, at: Surroundings, scripts: Scripts): Resolution {
  const { inspected, offset } = at;
  const scope = inspected.scopes.find((candidate: Scope) => Object.hasOwn(candidate, name));
  if (!scope)
    return name in globalThis ? { kind: "value", value: Reflect.get(globalThis, name) } : { kind: "missing" };
  const { script } = inspected;
  const bindings = script && scripts.bindings(script);
  if (script && bindings && offset !== undefined) {
    if (isReassigned(bindings, name, offset)) return { kind: "reassigned" };
    const imported = bindingAt(bindings, name, offset)?.imported;
    if (imported && exportIsReassigned(script, imported.from, imported.name, scripts))
      return { kind: "reassigned" };
  }
  return { kind: "value", value: scope[name] };
}

/** True when the module that a specifier names exports a name that it assigns again; false when that cannot be seen. */
export function exportIsReassigned(
  from: Script,
  specifier: string,
  name: string,
  scripts: Scripts,
  depth = 0,
): boolean {
  if (name === "*" || depth > deepestChain) return false;
  const script = scripts.imported(from, specifier);
  const bindings = script && scripts.bindings(script);
  if (!bindings) return false;
  const exported = bindings.exported.get(name);
  if (!exported) {
    return bindings.exportedAll.some((all) => exportIsReassigned(script, all, name, scripts, depth + 1));
  }
  if ("from" in exported) return exportIsReassigned(script, exported.from, exported.name, scripts, depth + 1);
  const imported = bindingAt(bindings, exported.local, -1)?.imported;
  if (imported) return exportIsReassigned(script, imported.from, imported.name, scripts, depth + 1);
  return isReassigned(bindings, exported.local, -1);
}

/** True of what `import * as ns` gives, in Node, in CommonJS made from modules, and in Vitest's module runner. */
export function isModuleNamespace(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (types.isModuleNamespaceObject(value) || Object.hasOwn(value, "__esModule")) return true;
  return Object.getOwnPropertyDescriptor(value, Symbol.toStringTag)?.value === "Module";
}
