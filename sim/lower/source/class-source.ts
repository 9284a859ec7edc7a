import type { MethodDefinition } from "acorn";
import type { Place } from "../../errors/index.ts";
import { membersOf } from "./class-members.ts";
import { createFunctionSource, type FunctionSource } from "./function-source.ts";
import { type ClassNode, parseClass, type Parsed, parseFunction } from "./parse.ts";
import type { SourceContext } from "./source-context.ts";
import { undoTranspilerMarks } from "./transpiler-marks.ts";
import { createUsesResolver, languageGlobal } from "./uses.ts";

/** The source of one class, made once per constructor. Speaks of the class itself, not of its bases. */
export interface ClassSource {
  readonly name: string;
  readonly constructorFunction: Function;
  /** The class's tree without the marks of transpilers. */
  readonly node: ClassNode;
  /** Place of the class itself. */
  readonly place: Place | undefined;
  /** Private names that the class declares, without `#`. */
  readonly privateNames: readonly PrivateName[];
  /** A method on the prototype. */
  method(name: string): FunctionSource | undefined;
  /** A getter on the prototype. */
  getter(name: string): FunctionSource | undefined;
  /** A setter on the prototype. */
  setter(name: string): FunctionSource | undefined;
  /** Where the field is declared, or else first assigned in the constructor. */
  fieldPlace(key: string): Place | undefined;
  /** Where a node of the class's tree stands. */
  nodePlace(node: { readonly start: number }): Place | undefined;
}

export interface PrivateName {
  readonly name: string;
  readonly place: Place | undefined;
}

export function createClassSource(context: SourceContext, constructorFunction: Function): ClassSource {
  const raw = parseClass(constructorFunction);
  const name = constructorFunction.name || "anonymous class";
  const placeOf = (node: { start: number }, declared?: string) =>
    context.place(constructorFunction, node.start - raw.prefix, declared);
  const parsed: Parsed<ClassNode> = { ...raw, node: undoTranspilerMarks(raw.node, name, placeOf) };
  const members = membersOf(parsed.node);
  const uses = createUsesResolver(constructorFunction, parsed.node, members.uses);
  const prototype: unknown = constructorFunction.prototype;
  const functions = new Map<Function, FunctionSource>();

  const functionOf = (fn: Function, declared: MethodDefinition | undefined): FunctionSource => {
    const known = functions.get(fn);
    if (known) return known;
    const text = Function.prototype.toString.call(fn);
    const isSame = (member: MethodDefinition) => parsed.text.slice(member.start, member.end) === text;
    const member = declared && isSame(declared) ? declared : members.computed.find(isSame);
    const made = member
      ? createFunctionSource(context, {
          fn,
          parsed: { ...parsed, node: member.value },
          homeClass: source,
          outermost: constructorFunction,
          uses,
        })
      : createPlainSource(context, fn);
    functions.set(fn, made);
    context.remember(made);
    return made;
  };

  const descriptorOf = (key: string) =>
    typeof prototype === "object" && prototype !== null
      ? Object.getOwnPropertyDescriptor(prototype, key)
      : undefined;

  const source: ClassSource = {
    name,
    constructorFunction,
    node: parsed.node,
    get place() {
      return placeOf(parsed.node);
    },
    get privateNames() {
      return [...members.privates].map(([privateName, node]) => ({
        name: privateName,
        place: placeOf(node, `#${privateName}`),
      }));
    },
    method(key) {
      const value: unknown = key === "constructor" ? undefined : descriptorOf(key)?.value;
      return typeof value === "function" ? functionOf(value, members.methods.get(key)) : undefined;
    },
    getter(key) {
      const get = descriptorOf(key)?.get;
      return get && functionOf(get, members.getters.get(key));
    },
    setter(key) {
      const set = descriptorOf(key)?.set;
      return set && functionOf(set, members.setters.get(key));
    },
    fieldPlace(key) {
      const node = members.fields.get(key);
      return node && placeOf(node, key);
    },
    nodePlace: (node) => placeOf(node),
  };
  return source;
}

/** The source of a function that stands alone: a helper, a callback, or a method put on a prototype from outside. */
export function createPlainSource(context: SourceContext, fn: Function): FunctionSource {
  const raw = parseFunction(fn);
  const placeOf = (node: { start: number }) => context.place(fn, node.start - raw.prefix);
  const node = undoTranspilerMarks(raw.node, fn.name || "anonymous function", placeOf);
  return createFunctionSource(context, {
    fn,
    parsed: { ...raw, node },
    homeClass: undefined,
    outermost: fn,
    uses: languageGlobal,
  });
}
