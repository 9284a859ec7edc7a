import type { Graph } from "./graph.ts";

/** Component c is nodes[starts[c]] … nodes[starts[c + 1] − 1]. */
export interface Components {
  readonly count: number;
  readonly nodes: Int32Array;
  readonly starts: Int32Array;
}

/**
 * The strongly connected components of a graph, each before all components that it leads to are left: in
 * reverse topological order (Tarjan, without recursion, so that long chains don't exhaust the stack).
 */
export function components({ size, offsets, targets }: Graph): Components {
  const nodes = new Int32Array(size);
  const starts = new Int32Array(size + 1);
  let count = 0;
  let found = 0;
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const stack = new Int32Array(size);
  let height = 0;
  const path = new Int32Array(size);
  const next = new Int32Array(size);
  let counter = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const node = path[depth] as number;
      if (order[node] === -1) {
        order[node] = low[node] = counter++;
        next[node] = offsets[node] as number;
        stack[height++] = node;
        onStack[node] = 1;
      }
      if ((next[node] as number) < (offsets[node + 1] as number)) {
        const to = targets[next[node]!++] as number;
        if (order[to] === -1) path[++depth] = to;
        else if (onStack[to]) low[node] = Math.min(low[node] as number, order[to] as number);
        continue;
      }
      depth -= 1;
      if (depth >= 0) {
        const parent = path[depth] as number;
        low[parent] = Math.min(low[parent] as number, low[node] as number);
      }
      if (low[node] !== order[node]) continue;
      for (let member = -1; member !== node;) {
        member = stack[--height] as number;
        onStack[member] = 0;
        nodes[found++] = member;
      }
      starts[++count] = found;
    }
  }
  return { count, nodes, starts };
}

/** The nodes of one component. */
export function componentNodes({ nodes, starts }: Components, component: number): Int32Array {
  return nodes.subarray(starts[component], starts[component + 1]);
}
