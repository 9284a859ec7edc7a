/** The hardware library. */
export * from "./eie/index.ts";
export * from "./lib/index.ts";
export * from "./noc/index.ts";
export * from "./risc/index.ts";
export * from "./systolic/index.ts";
