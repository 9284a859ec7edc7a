import type { AnyLeafSignal } from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { Instance, Net } from "./design.ts";

/**
 * Joins connected signals to nets and numbers them (`signal.net`), in the order in which the walk meets their roots. A ring of
 * connections, which has no root, is E-RING.
 */
export function buildNets(
  instances: readonly Instance[],
  sourceOf: ReadonlyMap<AnyLeafSignal, AnyLeafSignal>,
): { readonly nets: readonly Net[]; readonly diagnostics: readonly Diagnostic[] } {
  const nets: { index: number; type: Net["type"]; root: AnyLeafSignal; signals: AnyLeafSignal[] }[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const instance of instances) {
    for (const signal of instance.signals) {
      if (sourceOf.has(signal)) continue;
      signal.net = nets.length;
      nets.push({ index: nets.length, type: signal.type, root: signal, signals: [signal] });
    }
  }
  const inRing = new Set<AnyLeafSignal>();
  for (const signal of sourceOf.keys()) {
    const trail: AnyLeafSignal[] = [];
    let at: AnyLeafSignal | undefined = signal;
    while (at && at.net < 0 && !trail.includes(at)) {
      trail.push(at);
      at = sourceOf.get(at);
    }
    if (!at || at.net < 0) {
      if (at && !inRing.has(at)) {
        const ring = trail.slice(trail.indexOf(at));
        for (const member of ring) inRing.add(member);
        diagnostics.push(
          diagnose(
            "E-RING",
            { ring: [...ring, at].map((member) => member.path).join(" ← "), kind: "connections" },
            { path: at.path },
          ),
        );
      }
      continue;
    }
    for (const member of trail.reverse()) {
      member.net = at.net;
      nets[at.net]?.signals.push(member);
    }
  }
  return { nets, diagnostics };
}
