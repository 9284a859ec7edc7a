import type { AnyNode } from "acorn";
import type { Place } from "../../errors/index.ts";
import { bindingAt } from "./bindings.ts";
import type { ClassSource } from "./class-source.ts";
import { memberOfNamespace } from "./namespace.ts";
import type { FunctionNode, Parsed } from "./parse.ts";
import { exportIsReassigned, isModuleNamespace, type Resolution, resolveName } from "./resolution.ts";
import type { SourceContext } from "./source-context.ts";
import { withoutMarks } from "./transpiler-marks.ts";
import type { UsesResolver } from "./uses.ts";

/** A position in a function's tree. */
export interface Start {
  readonly start: number;
}

/** The source of one function object: its tree, what its free names stand for, its places. */
export interface FunctionSource {
  readonly fn: Function;
  /** The function's tree without the marks of transpilers. */
  readonly node: FunctionNode;
  /** The class that declares this method, from whose base `super` starts; undefined for plain functions. */
  readonly homeClass: ClassSource | undefined;
  /** Place of a node in the file that a person wrote; undefined where it cannot be known. */
  place(node: Start): Place | undefined;
  /** A node's text on one line, as it runs, without simple marks of transpilers. */
  snippet(node: { readonly start: number; readonly end: number }): string;
  /** What a free name stands for in this function's own scopes. */
  free(name: string): Resolution;
  /**
   * What a free name, or a member of a module namespace (`ns.f`, `import_lib.K`, also through several), stands for;
   * undefined for every other expression, whose parts must be looked at one by one.
   */
  resolve(node: AnyNode): Resolution | undefined;
}

/** What makes up a function's source, whether it is a class's method or stands alone. */
export interface FunctionParts {
  readonly fn: Function;
  readonly parsed: Parsed<FunctionNode>;
  readonly homeClass: ClassSource | undefined;
  /** The function (or class) whose whole text `parsed.text` holds. */
  readonly outermost: Function;
  readonly uses: UsesResolver;
}

export function createFunctionSource(context: SourceContext, parts: FunctionParts): FunctionSource {
  const { fn, parsed, outermost, uses } = parts;
  const resolved = new Map<string, Resolution>();
  const places = new Map<number, Place | undefined>();

  const surroundings = () => {
    const at = context.surroundings(outermost);
    if (!at || at.offset === undefined) return at;
    return { ...at, offset: at.offset + parsed.node.start - parsed.prefix };
  };

  const free = (name: string): Resolution => {
    const known = resolved.get(name);
    if (known) return known;
    const at = surroundings();
    const found = at
      ? resolveName(name, at, context.scripts)
      : uses({ type: "Identifier", name, start: parsed.node.start, end: parsed.node.end });
    const isUnset = found.kind === "value" && found.value === undefined && name !== "undefined";
    // A constant further down in a module that still runs has no value yet; a later question must look again.
    if (isUnset) context.forget(outermost);
    else resolved.set(name, found);
    return found;
  };

  const resolve = (node: AnyNode): Resolution | undefined => {
    if (node.type === "Identifier") return free(node.name);
    const key = memberKey(node);
    if (node.type !== "MemberExpression" || key === undefined) return undefined;
    const object = resolve(node.object);
    const at = surroundings();
    if (!at) {
      const named = uses(node);
      if (named.kind !== "missing") return named;
      // What is read from something that is named, or is no name, is looked at part by part.
      return object?.kind === "missing" ? object : undefined;
    }
    if (object?.kind !== "value" || !isModuleNamespace(object.value)) return undefined;
    if (node.object.type === "Identifier" && at.inspected.script && at.offset !== undefined) {
      const { script } = at.inspected;
      const bindings = context.scripts.bindings(script);
      const imported = bindings && bindingAt(bindings, node.object.name, at.offset)?.imported;
      if (imported?.name === "*" && exportIsReassigned(script, imported.from, key, context.scripts)) {
        return { kind: "reassigned" };
      }
    }
    return memberOfNamespace(object.value, key, context);
  };

  return {
    fn,
    node: parsed.node,
    homeClass: parts.homeClass,
    place({ start }) {
      // Many instances of a class are lowered from one text, and ask for the same places.
      if (!places.has(start)) places.set(start, context.place(outermost, start - parsed.prefix));
      return places.get(start);
    },
    snippet: ({ start, end }) => withoutMarks(parsed.text.slice(start, end)),
    free,
    resolve,
  };
}

/** The key of `object.key` and `object["key"]`. */
function memberKey(node: AnyNode): string | undefined {
  if (node.type !== "MemberExpression") return undefined;
  if (!node.computed) return node.property.type === "Identifier" ? node.property.name : undefined;
  return node.property.type === "Literal" && typeof node.property.value === "string"
    ? node.property.value
    : undefined;
}
