import { bit, input, memory, Module, output, reg, uint } from "../../sim/describe/index.ts";
import { bitsFor } from "../lib/index.ts";
import type { EieConfig } from "./config.ts";

/**
 * The activation queue of a PE (EIE paper, section IV): it evens out the load between PEs.
 *
 * It has queueDepth − 1 slots; the pointer-read register behind it is the last place. Full and empty are judged on registers: an
 * activation pushed at an edge can be popped at the next, and a full queue is full even in the cycle of a pop.
 */
export class ActivationQueue extends Module {
  // Parameters
  readonly slots: number;

  // Interface: broadcast side
  readonly push = input(bit);
  readonly pushActivation;
  readonly pushColumn;
  readonly full = output(bit);

  // Interface: pointer-read side
  readonly pop = input(bit);
  readonly empty = output(bit);
  readonly activation;
  readonly column;

  // State
  protected readonly activations;
  protected readonly columns;
  protected readonly head;
  protected readonly tail;
  protected readonly count;

  constructor(config: EieConfig) {
    super();
    const { queueSlots, columnBits, format } = config;
    const pointer = uint(bitsFor(queueSlots));
    const ends: readonly [number, number] = [0, queueSlots - 1];
    this.slots = queueSlots;
    this.pushActivation = input(format.operand);
    this.pushColumn = input(uint(columnBits));
    this.activation = output(format.operand);
    this.column = output(uint(columnBits));
    this.activations = memory(format.operand, queueSlots);
    this.columns = memory(uint(columnBits), queueSlots);
    this.head = reg(pointer, { init: 0, range: ends });
    this.tail = reg(pointer, { init: 0, range: ends });
    this.count = reg(uint(bitsFor(queueSlots + 1)), { init: 0, range: [0, queueSlots] });
  }

  override propagate() {
    this.full.value = this.count.value === this.slots;
    this.empty.value = this.count.value === 0;
    this.activation.value = this.activations.read(this.head.value);
    this.column.value = this.columns.read(this.head.value);
  }

  override update() {
    const enters = this.push.value;
    const leaves = this.pop.value;
    this.assert(!(enters && this.full.value), "an activation is pushed into a full queue");
    this.assert(!(leaves && this.empty.value), "an activation is popped from an empty queue");
    if (enters) {
      this.activations.write(this.tail.value, this.pushActivation.value);
      this.columns.write(this.tail.value, this.pushColumn.value);
      this.tail.next = (this.tail.value + 1) % this.slots;
    }
    if (leaves) this.head.next = (this.head.value + 1) % this.slots;
    if (enters && !leaves) this.count.next = Math.min(this.count.value + 1, this.slots);
    if (leaves && !enters) this.count.next = Math.max(this.count.value - 1, 0);
  }
}
