import type { Program } from "../../../schedule/program.ts";
import type { Instance } from "../../../elaborate/design.ts";
import type { Force } from "../../engine.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import type { Storage } from "./storage.ts";

/** A net that is taken away from its driver. */
interface Hold {
  value: unknown;
  /** What it gets back: the last value that its driver or a testbench wanted to give it. */
  wanted: unknown;
}

/**
 * Nets that are forced. The kernels know nothing of them: steps run one by one, and behind each one the forced words are put back, and the
 * methods that drive them are run once more on cells that refuse the drive, so that they see the forced value where they read it.
 */
export class Forces {
  readonly holds = new Map<number, Hold>();
  /** By kernel: the instances whose `propagate()` drives a forced net. */
  private drivers = new Map<number, readonly Instance[]>();

  get isEmpty(): boolean {
    return this.holds.size === 0;
  }

  /** In the order of the nets, like that of any engine: snapshots are the same whoever takes them. */
  list(): readonly Force[] {
    return [...this.holds].map(([net, { wanted }]) => ({ net, wanted })).sort((a, b) => a.net - b.net);
  }

  has(net: number): boolean {
    return this.holds.has(net);
  }

  /** Finds the kernels behind which methods have to run again. */
  prepare(plan: DesignPlan): void {
    this.drivers = new Map();
    if (this.isEmpty) return;
    for (const cls of plan.classes) {
      const { propagate } = cls.code;
      const driving = cls.instances.filter((_, position) =>
        (propagate?.writes ?? []).some((signal) => this.has(cls.words[position * cls.stride + signal]!)),
      );
      if (driving.length === 0) continue;
      plan.kernelsOf(cls).forEach((kernel) => this.drivers.set(kernel, driving));
    }
  }

  restore(storage: Storage): void {
    for (const [net, { value }] of this.holds) storage.write(net, value);
  }

  /** Behind a kernel's turn. */
  behind(kernel: number, storage: Storage, propagate: (instance: Instance) => void): void {
    this.restore(storage);
    for (const instance of this.drivers.get(kernel) ?? []) propagate(instance);
  }
}

/** Whether some `update()` assigns the register. */
export function isLatched(program: Program, net: number): boolean {
  return program.updates.some(({ writes }) => writes.includes(net));
}

/** Whether another net has the same word. */
export function isShared({ wordOf }: DesignPlan, net: number): boolean {
  return wordOf[net] !== net || wordOf.some((word, other) => word === net && other !== net);
}
