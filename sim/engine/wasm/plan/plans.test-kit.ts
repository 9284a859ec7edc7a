import { connect, input, Module, output, outputReg, uint } from "../../../describe/index.ts";
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

/** An access that is no table. */
export function affine(access: Access): Extract<Access, { kind: "affine" }> {
  if (access.kind !== "affine") throw new Error("a table");
  return access;
}

/** A register behind an input. */
export class Stage extends Module {
  readonly d = input(uint(8));
  readonly q = outputReg(uint(8));
  override update() {
    this.q.next = this.d.value;
  }
}

/** Stages behind each other. */
export class Line extends Module {
  readonly d = input(uint(8));
  readonly q = output(uint(8));
  readonly stage;
  constructor(stages: number, isRing = false) {
    super();
    this.stage = Array.from({ length: stages }, () => new Stage());
    this.stage.forEach((stage, i) => {
      if (i > 0) connect(this.stage[i - 1]!.q, stage.d);
      else connect(isRing ? this.stage.at(-1)!.q : this.d, stage.d);
    });
    connect(this.stage.at(-1)!.q, this.q);
  }
}
