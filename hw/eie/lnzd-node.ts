import { bit, input, Module, output, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";

/** Chooses among up to four nodes of leading non-zero detection: the first that found something. Combinational. */
export class LnzdNode extends Module {
  // Interface, from below
  readonly childFound;
  readonly childLane;
  readonly childActivation;

  // Interface, upwards
  readonly found = output(bit);
  readonly lane;
  readonly foundActivation;

  constructor(config: EieConfig, children: number) {
    super();
    this.childFound = Array.from({ length: children }, () => input(bit));
    this.childLane = Array.from({ length: children }, () => input(uint(config.laneBits)));
    this.childActivation = Array.from({ length: children }, () => input(config.format.operand));
    this.lane = output(uint(config.laneBits));
    this.foundActivation = output(config.format.operand);
  }

  override propagate() {
    let found = false;
    let lane = this.childLane[0]!.value;
    let activation = this.childActivation[0]!.value;
    for (let i = this.childFound.length - 1; i >= 0; i -= 1) {
      if (this.childFound[i]!.value) {
        found = true;
        lane = this.childLane[i]!.value;
        activation = this.childActivation[i]!.value;
      }
    }
    this.found.value = found;
    this.lane.value = lane;
    this.foundActivation.value = activation;
  }
}
