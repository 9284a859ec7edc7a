import type { AnyNode } from "acorn";

/** True of a node of acorn's tree, as opposed to the literals and positions that nodes hold. */
export function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as Partial<AnyNode>).type === "string";
}

/** Calls `visit` with the children of a node in the order of its fields, which is near the order of the text. */
export function eachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  const fields = node as unknown as Record<string, unknown>;
  // Nodes have no enumerable fields but their own; to list them first would take as long as all else here.
  for (const key in fields) {
    const value = fields[key];
    if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) if (isNode(item)) visit(item);
    } else if (isNode(value)) visit(value);
  }
}

/** Calls `visit` with a node and all below it, parents first; where `visit` returns false the children are left out. */
export function walk(node: AnyNode, visit: (node: AnyNode) => boolean | void): void {
  const enter = (inner: AnyNode): void => {
    if (visit(inner) !== false) eachChild(inner, enter);
  };
  enter(node);
}

/** What a rewriting does at each node; both return the node to stand here. */
export interface Rewriting {
  /** Asked before the children are visited; a node that it returns is final. */
  readonly whole: (node: AnyNode) => AnyNode | undefined;
  /** Asked after the children; undefined drops the node, where its parent keeps a list or a statement. */
  readonly after: (node: AnyNode) => AnyNode | undefined;
}

/** Rewrites a tree in place and returns its new root. */
export function rewriteTree(node: AnyNode, rewriting: Rewriting): AnyNode | undefined {
  const whole = rewriting.whole(node);
  if (whole) return whole;
  const fields = node as unknown as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (Array.isArray(value)) rewriteList(value, rewriting);
    else if (isNode(value)) {
      const made = rewriteTree(value, rewriting) ?? emptyStatementAt(value);
      if (made !== value) fields[key] = made;
    }
  }
  return rewriting.after(node);
}

/** The same with each node of a list; other items stay. */
function rewriteList(list: unknown[], rewriting: Rewriting): void {
  let kept = 0;
  for (const item of list) {
    const made = isNode(item) ? rewriteTree(item, rewriting) : item;
    if (made !== undefined) list[kept++] = made;
  }
  list.length = kept;
}

function emptyStatementAt(node: AnyNode): AnyNode {
  return { type: "EmptyStatement", start: node.start, end: node.end };
}

/** Where a node stands, and how a literal is spelled. */
export const positionKeys: ReadonlySet<string> = new Set(["start", "end", "loc", "range", "raw"]);

/** True when two trees say the same, wherever they stand in the text. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => sameTree(item, b[i]));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every(
    (key) => positionKeys.has(key) || sameTree(Reflect.get(a, key), Reflect.get(b, key)),
  );
}
