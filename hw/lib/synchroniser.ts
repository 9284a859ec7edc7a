import { type HardwareType, input, Module, output, reg } from "../../sim/describe/index.ts";
import { requireWhole } from "./parameter.ts";

/**
 * Brings a value of another clock into the clock of this module, through `stages` flip-flops in a row (2 or more).
 *
 * `out` after an edge is what `in` was `stages` edges of this clock before. A change of `in` may be missed if it lasts less than a
 * cycle of this clock. A value of more than one bit must change in one bit at a time (Gray code), or stand still while it is used:
 * bits that change together need not arrive together in silicon. `in` should come from a register, not from logic.
 *
 * ```ts
 * readonly flag = clocked(new Synchroniser(bit), bus);
 * ```
 */
export class Synchroniser<T extends HardwareType> extends Module {
  static readonly crossing = true;

  // Interface
  readonly in;
  readonly out;

  // State: stage[0] is the newest.
  protected readonly stage;

  /** `init` is the content of all stages at power-on and in reset; without it they are unknown and no reset touches them. */
  constructor(type: T, stages = 2, init?: T["~read"]) {
    super();
    requireWhole("Synchroniser", "stages", stages, 2, 16);
    const power = init === undefined ? {} : { init };
    this.in = input(type);
    this.out = output(type);
    this.stage = Array.from({ length: stages }, () => reg(type, power));
  }

  override propagate() {
    this.out.value = this.stage[this.stage.length - 1]!.value;
  }

  override update() {
    for (let i = 0; i < this.stage.length; i += 1) {
      this.stage[i]!.next = i === 0 ? this.in.value : this.stage[i - 1]!.value;
    }
  }
}
