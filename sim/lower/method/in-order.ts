import type { AnyNode } from "acorn";
import type { Value } from "../value.ts";
import type { MethodContext } from "./context.ts";

/** Values from left to right, as JavaScript evaluates them: what a later one assigns does not change an earlier one. */
export function inOrder(
  cx: MethodContext,
  nodes: readonly (AnyNode | null)[],
  lower: (node: AnyNode | null) => readonly Value[],
): readonly Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    const before = cx.out.length;
    const found = lower(node);
    if (cx.out.length > before) values.forEach((value, i) => (values[i] = cx.fixedAt(before, value)));
    values.push(...found);
  }
  return values;
}
