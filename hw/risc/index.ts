/** A small controller for accelerators: RV32I in two stages, with its memories. */
export * as riscAssembler from "./assemble.ts";
export { fibonacciProgram, mixProgram, sumProgram } from "./programs.ts";
export { RiscController } from "./risc-controller.ts";
