/** From a top module to a program that engines run. */
export { compile, type Compiler, createCompiler } from "./compile.ts";
export type { Process } from "./process.ts";
export type { Program } from "./program.ts";
