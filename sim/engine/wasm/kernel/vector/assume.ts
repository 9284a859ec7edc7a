import type { LaneGraph, LaneNode } from "./lane-graph.ts";

/** Rebuilds values of lanes under the assumption that some masks are set everywhere, or nowhere. */
export function assume(
  graph: LaneGraph,
  known: ReadonlyMap<LaneNode, boolean>,
): (node: LaneNode) => LaneNode {
  const made = new Map<LaneNode, LaneNode>();
  const rebuilt = (node: LaneNode): LaneNode => {
    const holds = known.get(node);
    if (holds !== undefined) return graph.always(holds);
    let result = made.get(node);
    if (!result) made.set(node, (result = remake(node, node.args.map(rebuilt))));
    return result;
  };
  const remake = (node: LaneNode, args: readonly LaneNode[]): LaneNode => {
    const [a, b, c] = args as readonly [LaneNode, LaneNode, LaneNode];
    if (args.every((arg, i) => arg === node.args[i])) return node;
    switch (node.op) {
      case "select":
      case "maskSelect":
        return graph.select(a, b, c);
      case "maskAnd":
        return graph.and(a, b);
      case "maskOr":
        return graph.or(a, b);
      case "maskNot":
        return graph.not(a);
      case "fromMask":
        return graph.fromMask(a);
      case "nonZero":
        return graph.nonZero(a);
      case "eq":
      case "lt":
      case "le":
        return graph.compare(node.op, a, b);
      default: {
        const { op, low, high, value, signed, table } = node;
        return node.kind === "float"
          ? graph.float(op, args, { value })
          : graph.integer(op, args, low, high, { value, signed, table });
      }
    }
  };
  return rebuilt;
}

/** Masks that are the same in all columns of a row and decide between values: the most used first. */
export function uniformChoices(roots: readonly LaneNode[]): readonly LaneNode[] {
  const uses = new Map<LaneNode, number>();
  const seen = new Set<LaneNode>();
  const visit = (node: LaneNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const [test] = node.args;
    const isChoice = node.op === "select" || node.op === "maskSelect";
    if (isChoice && test && test.level < 2 && node.level === 2) uses.set(test, (uses.get(test) ?? 0) + 1);
    node.args.forEach(visit);
  };
  roots.forEach(visit);
  return [...uses].sort(([, a], [, b]) => b - a).map(([mask]) => mask);
}
