/** From kernels of a plan to functions of a WebAssembly module. */
export { CALLS, importCall } from "./call-kernel.ts";
export { defineKernels, type KernelOptions } from "./define-kernels.ts";
export { type Vectorised, vectorise, vectorText } from "./vector/vectorise.ts";
