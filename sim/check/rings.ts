import type { AnyLeafSignal } from "../describe/index.ts";
import type { DeclarationPlaces, Design } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { BoundModule } from "./bound-module.ts";
import { components } from "./components.ts";

/**
 * Combinational rings, judged on the static graph of signals: data and control dependence inside each propagate(), so that two
 * independent outputs of one method are two nodes. Each ring is printed signal by signal.
 */
export function checkRings(
  design: Design,
  bound: readonly BoundModule[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  const uses: number[][] = design.nets.map(() => []);
  for (const { code, signals } of bound) {
    for (const [written, sources] of code.propagate?.dependences ?? []) {
      const target = (signals[written] as AnyLeafSignal).net;
      for (const source of sources.signals) uses[target]!.push((signals[source] as AnyLeafSignal).net);
    }
  }
  const findings: Diagnostic[] = [];
  for (const component of components(uses.length, (net) => uses[net] as number[])) {
    const [first] = component;
    if (first === undefined) continue;
    if (component.length === 1 && !uses[first]!.includes(first)) continue;
    const ring = shortestRing(component, uses);
    const roots = ring.map((net) => design.nets[net]!.root);
    const [start] = roots as [AnyLeafSignal];
    const text = [...roots, start].map((root) => root.path).join(" ← ");
    findings.push(
      diagnose(
        "E-RING",
        { ring: text, kind: "logic" },
        {
          path: start.path,
          places: roots.flatMap((root) => (root.owner ? places(root.owner, root.key) : [])),
        },
      ),
    );
  }
  return findings;
}

/** A shortest ring through the component's first net. */
function shortestRing(component: readonly number[], uses: readonly (readonly number[])[]): readonly number[] {
  const inside = new Set(component);
  const start = component.reduce((least, net) => Math.min(least, net));
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const net of queue) {
    for (const used of uses[net] ?? []) {
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
