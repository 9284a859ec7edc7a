import { diagnose, type Diagnostic, raise } from "../errors/index.ts";
import { closestPath } from "./closest-path.ts";
import { comparableName, tracePaths } from "./scope-path.ts";
import type { TraceScope } from "./trace-source.ts";

/** The segments of a pattern that are still to be matched, and which pattern they are from. */
interface Rest {
  readonly pattern: number;
  readonly segments: readonly string[];
}

/**
 * The part of a tree that patterns name: paths from the top, such as `top.pe[3].queue`.
 *
 * A scope brings all that is in it, a variable itself. `*` stands for any letters of one segment, `**` for any number of
 * segments. Order and nets stay as they are, so that a selected trace is an extract of the whole one.
 *
 * @throws E-SCOPE for every pattern that matches nothing, with the nearest path that exists.
 */
export function selectScope(tree: TraceScope, patterns: readonly string[]): TraceScope {
  if (patterns.length === 0) return tree;
  const used = new Set<number>();
  const start = patterns.map((text, pattern): Rest => ({
    pattern,
    segments: text.split(".").map(comparableName),
  }));
  const selected = selectWithin(tree, start, used);
  const unknown = patterns.flatMap((pattern, index): Diagnostic[] => {
    if (used.has(index)) return [];
    const closest = closestPath(comparableName(pattern), tracePaths(tree));
    return [diagnose("E-SCOPE", { pattern, closest, top: comparableName(tree.name) })];
  });
  if (unknown.length > 0) raise(unknown);
  return selected ?? tree;
}

/** What of a scope is selected; undefined if nothing. Marks the patterns that match a path to its end. */
function selectWithin(scope: TraceScope, rests: readonly Rest[], used: Set<number>): TraceScope | undefined {
  const inside = advance(rests, comparableName(scope.name));
  if (inside.length === 0) return undefined;
  const whole = markEnded(inside, used);
  const variables = scope.variables.filter(
    (variable) => markEnded(advance(inside, comparableName(variable.name)), used) || whole,
  );
  const scopes = scope.scopes.flatMap((child) => selectWithin(child, inside, used) ?? (whole ? [child] : []));
  if (whole) return scope;
  return variables.length + scopes.length > 0 ? { name: scope.name, variables, scopes } : undefined;
}

/** The rests after one more segment of a path. */
function advance(rests: readonly Rest[], name: string): Rest[] {
  return rests.flatMap(({ pattern, segments }): Rest[] => {
    const [head, ...tail] = segments;
    if (head === undefined) return [];
    if (head === "**") {
      const skipped = advance([{ pattern, segments: tail }], name);
      return [{ pattern, segments }, ...skipped];
    }
    return matches(head, name) ? [{ pattern, segments: tail }] : [];
  });
}

function markEnded(rests: readonly Rest[], used: Set<number>): boolean {
  const ended = rests.filter(({ segments }) => segments.every((segment) => segment === "**"));
  for (const { pattern } of ended) used.add(pattern);
  return ended.length > 0;
}

function matches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  const pieces = pattern.split(/\*+/).map((piece) => piece.replace(/[^A-Za-z0-9_]/g, "\\$&"));
  return new RegExp(`^${pieces.join(".*")}$`, "s").test(name);
}
