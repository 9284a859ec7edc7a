import type { Module } from "../../../describe/index.ts";
import { compile } from "../../../schedule/compile.ts";
import type { DesignPlan } from "./design-plan.ts";
import { makePlan } from "./make-plan.ts";
import type { Access, Kernel } from "./plan.ts";

export function planOf(top: Module): DesignPlan {
  return makePlan(compile(top));
}

export function kernelOf(plan: DesignPlan, name: string): Kernel {
  const found = plan.kernels.filter((kernel) => kernel.name === name);
  if (found.length !== 1) throw new Error(`${found.length} kernels ${name} of ${namesOf(plan).join(", ")}`);
  return found[0]!;
}

export function namesOf(plan: DesignPlan): readonly string[] {
  return plan.kernels.map(({ name }) => name);
}

/** Where a kernel reads and writes a signal. */
export function placeOf(
  plan: DesignPlan,
  kernelName: string,
  signal: string,
): { read: Access; write: Access } {
  const kernel = kernelOf(plan, kernelName);
  const cls = plan.classes.find((each) => each.code.className === kernelName.split(".")[0])!;
  const at = cls.code.signals.findIndex(({ path }) => path.join(".") === signal);
  return kernel.signals[at] as { read: Access; write: Access };
}
