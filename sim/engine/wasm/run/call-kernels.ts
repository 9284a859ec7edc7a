import type { DesignPlan } from "../plan/design-plan.ts";
import type { Behaviours } from "./behaviours.ts";
import type { Calls } from "./machine.ts";

/** Runs the kernels of kind `call` of a plan: the `propagate()` of all their instances, or of those of their list. */
export function callKernels(
  plan: DesignPlan,
  behaviours: Behaviours,
  words: () => Uint32Array,
): Calls["kernel"] {
  const parts = new Map<number, ReturnType<Behaviours["partsOf"]>>();
  return (number, from, to) => {
    let own = parts.get(number);
    if (!own) parts.set(number, (own = behaviours.partsOf(plan, number)));
    const { instances } = plan.classOf(number);
    const { lanes } = plan.kernels[number]!;
    if (lanes.kind === "grid") {
      for (let at = 0; at < instances.length; at++) behaviours.propagate(instances[at]!.module, own[at]);
      return;
    }
    const list = words();
    for (let k = from; k < to; k++) {
      const at = list[lanes.base / 4 + k]!;
      behaviours.propagate(instances[at]!.module, own[at]);
    }
  };
}
