import type { AnyNode } from "acorn";
import { intrinsicName, type Module } from "../describe/index.ts";
import { diagnose, type Diagnostic, type Place, SystoleError } from "../errors/index.ts";
import { classChain } from "./class-chain.ts";
import { type FunctionSource, type SourceCache, walk } from "./source/index.ts";

/** One use of what no run repeats. */
interface Use {
  readonly what: string;
  /** That of the use, then those of the calls that lead there. */
  readonly places: readonly Place[];
}

/**
 * Where the methods of a behavioural module, or functions that they call by name, draw random numbers that no seed repeats, or ask what time it is.
 * What packages do is not looked at. Errors: E-BEHAVIOURAL.
 */
export function unseeded(module: Module, sources: SourceCache): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const at of classChain(module)) {
    const source = sources.classSource(at.constructor);
    for (const { what, places } of methodsOf(at, source).flatMap((method) => usesIn(method, sources, [])))
      found.push(
        diagnose("E-BEHAVIOURAL", { className: source.name, ...said(what) }, { path: module.path, places }),
      );
  }
  return found;
}

function said(what: string): { readonly problem: string; readonly cure: string } {
  return what === "Math.random"
    ? {
        problem: "draws from Math.random, whose numbers no seed repeats",
        cure: "draw from this.random in update(): this.random.integer(1, 6), this.random.chance(0.1)",
      }
    : {
        problem: `asks ${what} what time it is, which no run repeats`,
        cure: "count edges in a register or a state(); a run's date can be a parameter of its testbench",
      };
}

/** The methods, getters and setters of one class. */
function methodsOf(
  prototype: object,
  source: ReturnType<SourceCache["classSource"]>,
): readonly FunctionSource[] {
  return Object.getOwnPropertyNames(prototype).flatMap((name) =>
    [source.method(name), source.getter(name), source.setter(name)].filter((method) => method !== undefined),
  );
}

/** The uses in a function and in those that it calls, of which those in `calls` are being looked at. */
function usesIn(source: FunctionSource, sources: SourceCache, calls: readonly Call[]): readonly Use[] {
  const uses: Use[] = [];
  const inside = (node: AnyNode) => [...calls, { fn: source.fn, place: source.place(node) }];
  walk(source.node, (node) => {
    const what = unrepeated(node);
    if (what !== undefined)
      uses.push({
        what,
        places: inside(node)
          .reverse()
          .flatMap(({ place }) => place ?? []),
      });
    if (node.type !== "CallExpression") return;
    const called = functionOf(source, node.callee, sources);
    if (called && called.fn !== source.fn && !calls.some(({ fn }) => fn === called.fn))
      uses.push(...usesIn(called, sources, inside(node)));
  });
  return uses;
}

interface Call {
  readonly fn: Function;
  readonly place: Place | undefined;
}

/** The function that a name stands for, if a person has written it: neither the kit's operators nor what is in packages. */
function functionOf(
  source: FunctionSource,
  callee: AnyNode,
  sources: SourceCache,
): FunctionSource | undefined {
  const resolved = source.resolve(callee);
  if (resolved?.kind !== "value" || typeof resolved.value !== "function") return undefined;
  const fn = resolved.value as Function;
  if (intrinsicName(fn) !== undefined) return undefined;
  try {
    const called = sources.functionSource(fn);
    const file = called.place(called.node)?.file;
    return file?.includes("/node_modules/") ? undefined : called;
  } catch (error) {
    if (error instanceof SystoleError) return undefined;
    throw error;
  }
}

const unrepeatedMembers = new Set(["Math.random", "Date.now", "performance.now"]);

function unrepeated(node: AnyNode): string | undefined {
  if (node.type === "NewExpression")
    return isNamed(node.callee, "Date") && node.arguments.length === 0 ? "new Date()" : undefined;
  if (node.type !== "MemberExpression") return undefined;
  const { object, property } = node;
  if (object.type !== "Identifier" || property.type !== "Identifier") return undefined;
  const name = `${object.name}.${property.name}`;
  return unrepeatedMembers.has(name) ? name : undefined;
}

function isNamed(node: AnyNode, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}
