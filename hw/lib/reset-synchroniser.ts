import { bit, Module, output, reg } from "../../sim/describe/index.ts";
import { requireWhole } from "./parameter.ts";

/**
 * Makes a reset that begins at once and ends at a clock edge, from one that may end at any time.
 *
 * The module's own reset is the raw one, and asynchronous. While it is active, `reset` is 1, without an edge. After its end
 * `reset` stays 1 for `stages` edges of the clock, and falls with the last of them: so all registers that it resets leave reset
 * together, a whole cycle before the next edge.
 *
 * ```ts
 * readonly resetBus = clocked(new ResetSynchroniser(), { clock: bus, reset: { by: this.rawReset, kind: "async" } });
 * readonly core = clocked(new Core(), { clock: bus, reset: { by: this.resetBus.reset, kind: "async" } });
 * ```
 */
export class ResetSynchroniser extends Module {
  static readonly crossing = true;

  // Interface
  readonly reset = output(bit);

  // State: stage[0] is the newest.
  protected readonly stage;

  constructor(stages = 2) {
    super();
    requireWhole("ResetSynchroniser", "stages", stages, 2, 16);
    this.stage = Array.from({ length: stages }, () => reg(bit, { init: 1 }));
  }

  override propagate() {
    this.reset.value = this.stage[this.stage.length - 1]!.value;
  }

  override update() {
    for (let i = 0; i < this.stage.length; i += 1) {
      this.stage[i]!.next = i === 0 ? 0 : this.stage[i - 1]!.value;
    }
  }
}
