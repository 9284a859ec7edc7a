import { type HardwareType, input, Module, output, reg } from "../../sim/describe/index.ts";
import { requireWhole } from "./parameter.ts";

/**
 * A shift register: `out` is what `in` was `cycles` cycles before. Latency: `cycles`; with 0 it is a wire.
 *
 * `init` is the power-on content of all stages (0 for a delayed `valid`); it is unknown if left out.
 */
export class DelayLine<T extends HardwareType> extends Module {
  // Interface
  readonly in;
  readonly out;

  // State: stage[0] is the newest.
  protected readonly stage;

  constructor(type: T, cycles: number, init?: T["~read"]) {
    super();
    requireWhole("DelayLine", "cycles", cycles, 0);
    const power = init === undefined ? {} : { init };
    this.in = input(type);
    this.out = output(type);
    this.stage = Array.from({ length: cycles }, () => reg(type, power));
  }

  override propagate() {
    const last = this.stage.length - 1;
    this.out.value = last < 0 ? this.in.value : this.stage[last]!.value;
  }

  override update() {
    for (let i = 0; i < this.stage.length; i += 1) {
      this.stage[i]!.next = i === 0 ? this.in.value : this.stage[i - 1]!.value;
    }
  }
}
