import type { AnyLeafSignal, Module } from "../describe/index.ts";
import type { DeclarationPlaces, Design } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { ModuleCode } from "../lower/index.ts";
import type { BoundModule } from "./bound-module.ts";
import { componentNodes, components } from "./components.ts";
import { type Graph, graphOf, successors } from "./graph.ts";

/**
 * Combinational rings, judged on the static graph of signals: data and control dependence inside each propagate(), so that two
 * independent outputs of one method are two nodes. Each ring is printed signal by signal.
 */
export function checkRings(
  design: Design,
  bound: readonly BoundModule[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  const pairsOf = dependencePairs();
  const uses = graphOf(design.nets.length, (edge) => {
    for (const { code, nets } of bound) {
      const pairs = pairsOf(code);
      for (let i = 0; i < pairs.length; i += 2) edge(nets[pairs[i]!]!, nets[pairs[i + 1]!]!);
    }
  });
  const findings: Diagnostic[] = [];
  const found = components(uses);
  for (let i = 0; i < found.count; i++) {
    const first = found.nodes[found.starts[i] as number] as number;
    if (found.starts[i + 1] === found.starts[i]! + 1 && !leadsTo(uses, first, first)) continue;
    const ring = shortestRing([...componentNodes(found, i)], uses);
    const roots = ring.map((net) => design.nets[net]!.root);
    const [start] = roots as [AnyLeafSignal];
    const text = [...roots, start].map((root) => root.path).join(" ← ");
    findings.push(
      diagnose(
        "E-RING",
        { ring: text, kind: "logic" },
        {
          path: start.path,
          places: roots.flatMap((root) => places(root.owner as Module, root.key)),
        },
      ),
    );
  }
  return findings;
}

/** By code: each driven signal with each that it depends on, one behind the other. Codes are few, and instances many. */
function dependencePairs(): (code: ModuleCode) => readonly number[] {
  const known = new Map<ModuleCode, readonly number[]>();
  return (code) => {
    let pairs = known.get(code);
    if (!pairs) {
      pairs = [...(code.propagate?.dependences ?? [])].flatMap(([written, { signals }]) =>
        [...signals].flatMap((source) => [written, source]),
      );
      known.set(code, pairs);
    }
    return pairs;
  };
}

function leadsTo({ offsets, targets }: Graph, from: number, to: number): boolean {
  for (let i = offsets[from] as number; i < (offsets[from + 1] as number); i++)
    if (targets[i] === to) return true;
  return false;
}

/** A shortest ring through the component's first net. */
function shortestRing(component: readonly number[], uses: Graph): readonly number[] {
  const inside = new Set(component);
  const start = component.reduce((least, net) => Math.min(least, net));
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const net of queue) {
    for (const used of successors(uses, net)) {
      if (used === start) {
        const ring = [net];
        for (let at = cameFrom.get(net); at !== undefined; at = cameFrom.get(at)) ring.push(at);
        return ring.reverse();
      }
      if (!inside.has(used) || cameFrom.has(used)) continue;
      cameFrom.set(used, net);
      queue.push(used);
    }
  }
  return component;
}
