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
  const members: Members = { signals, starts: startsOf(sizes), positions: new Int32Array(signals.length) };
  const nets: Net[] = [];
  const filled = members.starts.slice();
  for (let position = 0; position < signals.length; position++) {
    if (sourceOf[position] !== -1) continue;
    const index = nets.length;
    members.positions[filled[index]!++] = position;
    nets.push(new JoinedNet(index, signals[position]!, members));
  }
  for (let i = 0; i < joined.length; i++) {
    const position = joined[i]!;
    members.positions[filled[netOf[position]!]!++] = position;
  }
  for (let position = 0; position < signals.length; position++) signals[position]!.net = netOf[position]!;
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

/** The signals of net n are those at positions[starts[n]] … positions[starts[n + 1] − 1], the root first. */
interface Members {
  readonly signals: readonly AnyLeafSignal[];
  readonly starts: Int32Array;
  readonly positions: Int32Array;
}

/** There are many nets, and few are asked for all their signals: those are listed when they are. */
class JoinedNet implements Net {
  readonly index: number;
  readonly type: Net["type"];
  readonly root: AnyLeafSignal;
  readonly #members: Members;

  constructor(index: number, root: AnyLeafSignal, members: Members) {
    this.index = index;
    this.type = root.type;
    this.root = root;
    this.#members = members;
  }

  get signals(): readonly AnyLeafSignal[] {
    const { signals, starts, positions } = this.#members;
    const own: AnyLeafSignal[] = [];
    for (let at = starts[this.index]!; at < starts[this.index + 1]!; at++) own.push(signals[positions[at]!]!);
    return own;
  }
}

function startsOf(sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length + 1);
  for (let net = 0; net < sizes.length; net++) starts[net + 1] = starts[net]! + sizes[net]!;
  return starts;
}

/**
 * The net of each signal, −1 of those in rings; the sizes of the nets; the signals that are no roots, each behind the one that it takes its
 * value from; and each ring once.
 */
function followSources(sourceOf: Int32Array) {
  const netOf = new Int32Array(sourceOf.length).fill(-1);
  let nets = 0;
  for (let position = 0; position < sourceOf.length; position++)
    if (sourceOf[position] === -1) netOf[position] = nets++;
  const sizes = new Int32Array(nets).fill(1);
  const joined = new Int32Array(sourceOf.length - nets);
  let found = 0;
  const isRinged = new Uint8Array(sourceOf.length);
  const rings: number[][] = [];
  const trail = new Int32Array(sourceOf.length - nets);
  for (let start = 0; start < sourceOf.length; start++) {
    if (netOf[start] !== -1) continue;
    let length = 0;
    let at = start;
    for (; netOf[at] === -1 && !isRinged[at]; at = sourceOf[at] as number) {
      isRinged[at] = 1;
      trail[length++] = at;
    }
    const net = netOf[at] as number;
    if (net === -1) {
      const ring = trail.subarray(0, length);
      const first = ring.indexOf(at);
      if (first >= 0) rings.push([...ring.subarray(first)]);
      continue;
    }
    sizes[net]! += length;
    while (length > 0) {
      const member = trail[--length]!;
      isRinged[member] = 0;
      netOf[member] = net;
      joined[found++] = member;
    }
  }
  return { netOf, sizes, joined: joined.subarray(0, found), rings };
}
