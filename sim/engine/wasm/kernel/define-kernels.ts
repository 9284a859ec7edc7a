import type { Callee, ModuleBuilder } from "../encode/index.ts";
import type { Kernel } from "../plan/plan.ts";
import { importCall } from "./call-kernel.ts";
import { compileScalar } from "./compile-scalar.ts";
import { compileVector } from "./compile-vector.ts";
import { createKernelModule } from "./kernel-module.ts";
import { vectorise } from "./vector/vectorise.ts";

export interface KernelOptions {
  /** Off: all kernels run their instances one by one. */
  readonly vectors?: boolean;
}

/**
 * Compiles kernels into a module whose memory is theirs from byte `base` on. Functions of lists take (from, to); those of checks give 1 as soon as an
 * assertion fails, else 0.
 */
export function defineKernels(
  kernels: readonly Kernel[],
  builder: ModuleBuilder,
  base: number,
  { vectors = true }: KernelOptions = {},
): readonly Callee[] {
  const module = createKernelModule(builder, base);
  return kernels.map((kernel, number) => {
    if (kernel.kind === "call") return importCall(kernel, number, builder);
    const result = vectors ? vectorise(kernel) : undefined;
    return result?.kind === "vector" ? compileVector(result.plan, module) : compileScalar(kernel, module);
  });
}
