import type { Callee, ModuleBuilder } from "../encode/index.ts";
import type { Kernel } from "../plan/plan.ts";
import { compileScalar } from "./compile-scalar.ts";
import { createKernelModule } from "./kernel-module.ts";

/**
 * Compiles kernels into a module whose memory is theirs from byte `base` on. Functions of lists take (from, to); those of checks give 1 as soon as an
 * assertion fails, else 0.
 */
export function defineKernels(
  kernels: readonly Kernel[],
  builder: ModuleBuilder,
  base: number,
): readonly Callee[] {
  const module = createKernelModule(builder, base);
  return kernels.map((kernel) => compileScalar(kernel, module));
}
