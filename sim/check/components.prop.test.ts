import fc from "fast-check";
import { expect, test } from "vitest";
import { components } from "./components.ts";

const graphs = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 2 * size })
      .map((edges) =>
        Array.from({ length: size }, (_, from) => edges.flatMap(([a, b]) => (a === from ? [b] : []))),
      ),
  );

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
      const found = components(graph.length, (node) => graph[node]!);
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
  const found = components(size, (node) => (node + 1 < size ? [node + 1] : []));
  expect([found.length, found[0], found.at(-1)]).toEqual([size, [size - 1], [0]]);
});
