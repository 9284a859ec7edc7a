import type { TraceScope, TraceVariable } from "../trace/index.ts";

/** A scope while the tree is built. */
export interface GrowingScope extends TraceScope {
  readonly variables: TraceVariable[];
  readonly scopes: GrowingScope[];
}

export function growingScope(name: string): GrowingScope {
  return { name, variables: [], scopes: [] };
}

/**
 * The scope inside `scope` in which a key such as `lane[3].valid` ends, with the last segment; the scopes between are made when they
 * are first met, so that declaration order is kept.
 */
export function descend(
  scope: GrowingScope,
  key: string,
): { readonly scope: GrowingScope; readonly name: string } {
  const segments = key.split(".");
  const name = segments.pop() as string;
  let at = scope;
  for (const segment of segments) at = childScope(at, segment);
  return { scope: at, name };
}

/** The scope of that name, made if it is not there. */
export function childScope(scope: GrowingScope, name: string): GrowingScope {
  // What was added last is what is asked for next, in nearly all cases.
  const last = scope.scopes.at(-1);
  const known = last?.name === name ? last : scope.scopes.find((child) => child.name === name);
  if (known) return known;
  const made = growingScope(name);
  scope.scopes.push(made);
  return made;
}
