import { bit, connect, input, Module, output, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "../lib/index.ts";
import type { EieConfig } from "./config.ts";
import { FAN_IN, LnzdLeaf } from "./lnzd-leaf.ts";
import { LnzdNode } from "./lnzd-node.ts";

/**
 * The quad-tree of leading non-zero detection (EIE paper, section IV): 16 + 4 + 1 nodes for 64 PEs. Combinational.
 *
 * Any number of PEs: the last node of a level has fewer children where it is no multiple of four.
 */
export class LnzdTree extends Module {
  // Interface
  readonly from;
  readonly limit;
  readonly activation;
  readonly found = output(bit);
  readonly lane;
  readonly foundActivation;

  // Structure: `level[0]` is above the leaves, the last level is the root. No level if one leaf is enough.
  readonly leaf: readonly LnzdLeaf[];
  readonly level: readonly (readonly LnzdNode[])[];

  constructor(config: EieConfig) {
    super();
    const { pes, laneBits, format } = config;
    this.from = input(uint(laneBits));
    this.limit = input(uint(bitsFor(pes + 1)));
    this.activation = Array.from({ length: pes }, () => input(format.operand));
    this.lane = output(uint(laneBits));
    this.foundActivation = output(format.operand);

    this.leaf = groups(this.activation).map((group, i) => {
      const leaf = new LnzdLeaf(config, i * FAN_IN, group.length);
      connect(this.from, leaf.from);
      connect(this.limit, leaf.limit);
      for (const [k, activation] of group.entries()) connect(activation, leaf.activation[k]!);
      return leaf;
    });

    const levels: LnzdNode[][] = [];
    let below: readonly (LnzdLeaf | LnzdNode)[] = this.leaf;
    while (below.length > 1) {
      const nodes = groups(below).map((children) => {
        const node = new LnzdNode(config, children.length);
        for (const [k, child] of children.entries()) {
          connect(child.found, node.childFound[k]!);
          connect(child.lane, node.childLane[k]!);
          connect(child.foundActivation, node.childActivation[k]!);
        }
        return node;
      });
      levels.push(nodes);
      below = nodes;
    }
    this.level = levels;

    const root = below[0]!;
    connect(root.found, this.found);
    connect(root.lane, this.lane);
    connect(root.foundActivation, this.foundActivation);
  }
}

/** Cuts a list into pieces of four; the last may be shorter. */
function groups<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / FAN_IN);
  return Array.from({ length: count }, (_, i) => list.slice(i * FAN_IN, (i + 1) * FAN_IN));
}
