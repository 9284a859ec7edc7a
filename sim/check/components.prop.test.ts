import fc from "fast-check";
import { expect, test } from "vitest";
import { componentNodes, components } from "./components.ts";
import { graphOf } from "./graph.ts";

const graphs = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 2 * size })
      .map((edges) =>
        Array.from({ length: size }, (_, from) => edges.flatMap(([a, b]) => (a === from ? [b] : []))),
      ),
  );

function listsOf(size: number, walk: Parameters<typeof graphOf>[1]): number[][] {
  const found = components(graphOf(size, walk));
  return Array.from({ length: found.count }, (_, c) => [...componentNodes(found, c)]);
}

/** reach[a][b]: whether a way of any length, 0 included, leads from a to b. */
function reachability(graph: readonly (readonly number[])[]): readonly (readonly boolean[])[] {
  const reach = graph.map((next, a) => graph.map((_, b) => a === b || next.includes(b)));
  for (const via of reach.keys())
    for (const a of reach.keys())
      for (const b of reach.keys()) reach[a]![b] ||= reach[a]![via]! && reach[via]![b]!;
  return reach;
}

test("components are the classes of nodes that lead to each other, each behind those that it leads to", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const found = listsOf(graph.length, (edge) =>
        graph.forEach((next, from) => next.forEach((to) => edge(from, to))),
      );
      const reach = reachability(graph);
      expect(found.flat().sort((a, b) => a - b)).toEqual([...graph.keys()]);
      found.forEach((component, i) => {
        const [first] = component as [number];
        const mutual = [...graph.keys()].filter((node) => reach[first]![node]! && reach[node]![first]!);
        expect([...component].sort((a, b) => a - b)).toEqual(mutual);
        for (const later of found.slice(i + 1)) expect(reach[first]![later[0]!]).toBe(false);
      });
    }),
    { numRuns: 500 },
  );
});

test("a long chain does not exhaust the stack", () => {
  const size = 200_000;
  const found = listsOf(size, (edge) => {
    for (let node = 0; node + 1 < size; node++) edge(node, node + 1);
  });
  expect([found.length, found[0], found.at(-1)]).toEqual([size, [size - 1], [0]]);
});
