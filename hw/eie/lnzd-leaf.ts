import { bit, input, Module, output, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "../lib/index.ts";
import type { EieConfig } from "./config.ts";

/** PEs below a leaf, and nodes below a node. */
export const FAN_IN = 4;

/**
 * Leading non-zero detection over the activations of up to four PEs (EIE paper, section IV, "Distributed Leading Non-Zero
 * Detection"). Combinational.
 *
 * Finds the first lane in `from` … `limit` − 1 whose activation is not zero; negative ones count.
 */
export class LnzdLeaf extends Module {
  // Parameters
  /** Lane of the first PE below. */
  readonly firstLane: number;

  // Interface
  readonly from;
  readonly limit;
  readonly activation;
  readonly found = output(bit);
  readonly lane;
  readonly foundActivation;

  constructor(config: EieConfig, firstLane: number, lanes: number) {
    super();
    this.firstLane = firstLane;
    this.from = input(uint(config.laneBits));
    this.limit = input(uint(bitsFor(config.pes + 1)));
    this.activation = Array.from({ length: lanes }, () => input(config.format.operand));
    this.lane = output(uint(config.laneBits));
    this.foundActivation = output(config.format.operand);
  }

  override propagate() {
    let found = false;
    let lane = this.firstLane;
    let activation = this.activation[0]!.value;
    // Downwards, so that the lowest lane is the one that stays.
    for (let i = this.activation.length - 1; i >= 0; i -= 1) {
      const candidate = this.firstLane + i;
      const inside = candidate >= this.from.value && candidate < this.limit.value;
      if (inside && this.activation[i]!.value !== 0) {
        found = true;
        lane = candidate;
        activation = this.activation[i]!.value;
      }
    }
    this.found.value = found;
    this.lane.value = lane;
    this.foundActivation.value = activation;
  }
}
