/** From kernels of a plan to functions of a WebAssembly module. */
export { compileScalar } from "./compile-scalar.ts";
export { createKernelModule, type FinishedModule, type KernelModule } from "./kernel-module.ts";
