import { bit, input, Module, output, uint } from "../../sim/describe/index.ts";
import type { EieConfig } from "./config.ts";

/**
 * The broadcast of an activation to all PEs, with the back-pressure that comes back (EIE paper, section IV). Combinational.
 *
 * An activation on offer is pushed into all queues at the coming edge, or into none: one full queue blocks them all.
 */
export class Broadcast extends Module {
  // Interface: from and to the central control unit
  readonly offer = input(bit);
  readonly offeredActivation;
  readonly offeredColumn;
  /** Some queue is full. */
  readonly blocked = output(bit);
  /** Some PE still has work of the layer. */
  readonly anyBusy = output(bit);

  // Interface: from and to the PEs
  readonly full;
  readonly busy;
  readonly push = output(bit);
  readonly activation;
  readonly column;

  constructor(config: EieConfig) {
    super();
    const { pes, columnBits, format } = config;
    this.offeredActivation = input(format.operand);
    this.offeredColumn = input(uint(columnBits));
    this.full = Array.from({ length: pes }, () => input(bit));
    this.busy = Array.from({ length: pes }, () => input(bit));
    this.activation = output(format.operand);
    this.column = output(uint(columnBits));
  }

  override propagate() {
    let blocked = false;
    for (const full of this.full) if (full.value) blocked = true;
    let anyBusy = false;
    for (const busy of this.busy) if (busy.value) anyBusy = true;
    this.blocked.value = blocked;
    this.anyBusy.value = anyBusy;
    this.push.value = this.offer.value && !blocked;
    this.activation.value = this.offeredActivation.value;
    this.column.value = this.offeredColumn.value;
  }
}
