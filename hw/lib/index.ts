/** Building blocks that the accelerators share. */
export { bitsFor } from "./bits-for.ts";
export { Counter } from "./counter.ts";
export { DelayLine } from "./delay-line.ts";
export { requireParameter, requireWhole } from "./parameter.ts";
export { RegisterFifo } from "./register-fifo.ts";
export { RoundRobinArbiter } from "./round-robin-arbiter.ts";
export { SramBank } from "./sram-bank.ts";
