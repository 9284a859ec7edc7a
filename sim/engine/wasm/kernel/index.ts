/** From kernels of a plan to functions of a WebAssembly module. */
export { defineKernels } from "./define-kernels.ts";
