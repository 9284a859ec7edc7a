import type { LaneGraph, LaneNode } from "./lane-graph.ts";

/**
 * `m ? x + e : x` as x + (m ? e : 0), and `m ? x − e : x` likewise; of a product it is enough that the narrower factor is 0. So what is masked
 * are bytes, where a choice between the sums would widen the mask to their words. Undefined where the value is no such choice.
 *
 * Not for a mask that is the same in a whole row: under it nothing is computed at all (`uniformChoices`).
 */
export function gatedSum(
  graph: LaneGraph,
  mask: LaneNode,
  whenSet: LaneNode,
  otherwise: LaneNode,
): LaneNode | undefined {
  if (mask.level < 2) return undefined;
  const wrap = whenSet.op === "wrap" && holds(whenSet, otherwise) ? whenSet : undefined;
  const sum = wrap ? wrap.args[0]! : whenSet;
  const part = addend(sum, otherwise);
  if (!part) return undefined;
  const gated = gate(graph, mask, part);
  const [low, high] = [Math.min(sum.low, otherwise.low), Math.max(sum.high, otherwise.high)];
  const both = graph.integer(sum.op, [otherwise, gated], low, high);
  if (!wrap) return both;
  return graph.integer("wrap", [both], wrap.low, wrap.high, { value: wrap.value, signed: wrap.signed });
}

/** Whether what wraps leaves a value as it is. */
function holds({ low, high }: LaneNode, value: LaneNode): boolean {
  return value.low >= low && value.high <= high;
}

/** What is added to a value, or taken from it. */
function addend({ kind, op, args }: LaneNode, to: LaneNode): LaneNode | undefined {
  if (kind !== "integer") return undefined;
  const [a, b] = args;
  if ((op === "add" || op === "sub") && a === to) return b;
  return op === "add" && b === to ? a : undefined;
}

/** The value where the mask is set, and else 0. */
function gate(graph: LaneGraph, mask: LaneNode, value: LaneNode): LaneNode {
  const zero = graph.constant(0);
  if (value.op !== "mul") return graph.select(mask, value, zero);
  const [a, b] = value.args as readonly [LaneNode, LaneNode];
  const [narrow, other] = span(b) < span(a) ? [b, a] : [a, b];
  const [low, high] = [Math.min(value.low, 0), Math.max(value.high, 0)];
  return graph.integer("mul", [graph.select(mask, narrow, zero), other], low, high);
}

function span({ low, high }: LaneNode): number {
  return high - low;
}
