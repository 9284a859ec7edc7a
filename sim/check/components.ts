/**
 * The strongly connected components of a graph of `size` nodes, each before all components that it leads to are left: in
 * reverse topological order (Tarjan, without recursion, so that long chains don't exhaust the stack).
 */
export function components(
  size: number,
  successors: (node: number) => readonly number[],
): readonly (readonly number[])[] {
  const found: number[][] = [];
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const stack: number[] = [];
  let counter = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    const path: { node: number; next: number; edges: readonly number[] }[] = [];
    const enter = (node: number): void => {
      order[node] = low[node] = counter++;
      stack.push(node);
      onStack[node] = 1;
      path.push({ node, next: 0, edges: successors(node) });
    };
    enter(root);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const { node } = at;
      if (at.next < at.edges.length) {
        const to = at.edges[at.next++] as number;
        if (order[to] === -1) enter(to);
        else if (onStack[to]) low[node] = Math.min(low[node] as number, order[to] as number);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) low[parent.node] = Math.min(low[parent.node] as number, low[node] as number);
      if (low[node] !== order[node]) continue;
      const component: number[] = [];
      for (let member = -1; member !== node;) {
        member = stack.pop() as number;
        onStack[member] = 0;
        component.push(member);
      }
      found.push(component);
    }
  }
  return found;
}
