import type { AnyNode, Pattern } from "acorn";
import { type FunctionNode, targetsOf, walk } from "../source/index.ts";

/** The names that a pattern declares or assigns. */
export function namesOf(pattern: AnyNode | Pattern): readonly string[] {
  return targetsOf(pattern as AnyNode).map(({ name }) => name);
}

/** What was found out about nodes, which many instances of a class share. */
export class NodeFacts {
  readonly #assigned = new WeakMap<object, ReadonlySet<string>>();
  readonly #returns = new WeakMap<object, number>();

  /** The names that are assigned anywhere below a node, after their declaration. */
  assignedNames(node: AnyNode): ReadonlySet<string> {
    let names = this.#assigned.get(node);
    if (!names) this.#assigned.set(node, (names = assignedNames(node)));
    return names;
  }

  /** How many `return`s a function has, without those of functions inside it. */
  countReturns(fn: FunctionNode): number {
    let count = this.#returns.get(fn);
    if (count === undefined) this.#returns.set(fn, (count = countReturns(fn)));
    return count;
  }
}

function assignedNames(node: AnyNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(node, (part) => {
    if (part.type === "AssignmentExpression")
      for (const name of namesOf(part.left as AnyNode)) names.add(name);
    if (part.type === "UpdateExpression")
      for (const name of namesOf(part.argument as AnyNode)) names.add(name);
  });
  return names;
}

function countReturns(fn: FunctionNode): number {
  let count = 0;
  walk(fn.body, (part) => {
    if (part.type === "ReturnStatement") count++;
    return (
      part.type !== "FunctionExpression" &&
      part.type !== "ArrowFunctionExpression" &&
      part.type !== "FunctionDeclaration"
    );
  });
  return count;
}
