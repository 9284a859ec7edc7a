import type { TraceScope } from "./trace-source.ts";
import { scopeName } from "./vcd-name.ts";

/** Names are compared with square brackets, so that `mem(3)` and `mem[3]` find the same. */
export function comparableName(name: string): string {
  return scopeName(name);
}

/** All paths of a tree, scopes and variables, each scope before what it holds. */
export function* tracePaths(scope: TraceScope, parent = ""): Generator<string> {
  const path = parent === "" ? comparableName(scope.name) : `${parent}.${comparableName(scope.name)}`;
  yield path;
  for (const variable of scope.variables) yield `${path}.${comparableName(variable.name)}`;
  for (const child of scope.scopes) yield* tracePaths(child, path);
}
