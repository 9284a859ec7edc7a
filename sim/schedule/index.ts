/** From a top module to a program that engines run. */
export { compile } from "./compile.ts";
export type { Process } from "./process.ts";
export type { Program } from "./program.ts";
