/** A directed graph of numbered nodes: those that node n leads to are targets[offsets[n]] … targets[offsets[n + 1] − 1]. */
export interface Graph {
  readonly size: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Builds a graph from its edges, which `walk` names twice, in the same order: once to be counted, once to be kept. */
export function graphOf(size: number, walk: (edge: (from: number, to: number) => void) => void): Graph {
  const offsets = new Int32Array(size + 1);
  walk((from) => {
    offsets[from + 1]! += 1;
  });
  for (let node = 0; node < size; node++) offsets[node + 1]! += offsets[node] as number;
  const targets = new Int32Array(offsets[size] as number);
  const next = offsets.slice();
  walk((from, to) => {
    targets[next[from]!++] = to;
  });
  return { size, offsets, targets };
}

/** The nodes that a node leads to. */
export function successors({ offsets, targets }: Graph, node: number): Int32Array {
  return targets.subarray(offsets[node], offsets[node + 1]);
}
