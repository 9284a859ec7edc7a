import type { AnyLeafSignal } from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { Net } from "./design.ts";
import type { ResolvedLinks } from "./links.ts";

/**
 * Joins connected signals to nets and numbers them (`signal.net`), in the order in which the walk meets their roots. A ring of
 * connections, which has no root, is E-RING.
 */
export function buildNets({ signals, sourceOf }: Omit<ResolvedLinks, "diagnostics">): {
  readonly nets: readonly Net[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { netOf, sizes, joined, rings } = followSources(sourceOf);
  const nets: { index: number; type: Net["type"]; root: AnyLeafSignal; signals: AnyLeafSignal[] }[] = [];
  const filled = new Int32Array(sizes.length);
  for (const [position, signal] of signals.entries()) {
    if (sourceOf[position] !== -1) continue;
    const index = nets.length;
    // With its room from the start, because most nets are small and there are many.
    const members = new Array<AnyLeafSignal>(sizes[index] as number);
    members[filled[index]!++] = signal;
    nets.push({ index, type: signal.type, root: signal, signals: members });
  }
  for (const position of joined) {
    const index = netOf[position] as number;
    nets[index]!.signals[filled[index]!++] = signals[position] as AnyLeafSignal;
  }
  for (const [position, signal] of signals.entries()) signal.net = netOf[position] as number;
  const diagnostics = rings.map((ring) => {
    const paths = ring.map((position) => signals[position]!.path);
    return diagnose(
      "E-RING",
      { ring: [...paths, paths[0]].join(" ← "), kind: "connections" },
      { path: paths[0] },
    );
  });
  return { nets, diagnostics };
}

/**
 * The net of each signal, −1 of those in rings; the sizes of the nets; the signals that are no roots, each behind the one that it takes its
 * value from; and each ring once.
 */
function followSources(sourceOf: Int32Array) {
  const netOf = new Int32Array(sourceOf.length).fill(-1);
  const sizes: number[] = [];
  const joined: number[] = [];
  for (let position = 0; position < sourceOf.length; position++) {
    if (sourceOf[position] !== -1) continue;
    netOf[position] = sizes.length;
    sizes.push(1);
  }
  const isRinged = new Uint8Array(sourceOf.length);
  const rings: number[][] = [];
  for (let start = 0; start < sourceOf.length; start++) {
    const trail: number[] = [];
    let at = start;
    for (; netOf[at] === -1 && !isRinged[at]; at = sourceOf[at] as number) {
      isRinged[at] = 1;
      trail.push(at);
    }
    const net = netOf[at] as number;
    if (net === -1) {
      const first = trail.indexOf(at);
      if (first >= 0) rings.push(trail.slice(first));
      continue;
    }
    for (const member of trail.reverse()) {
      isRinged[member] = 0;
      netOf[member] = net;
      joined.push(member);
    }
    sizes[net]! += trail.length;
  }
  return { netOf, sizes, joined, rings };
}
