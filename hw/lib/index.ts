/** Building blocks that the accelerators share. */
export { AsyncFifo, type AsyncFifoClocks } from "./async-fifo.ts";
export { BankedSram } from "./banked-sram.ts";
export { bitsFor } from "./bits-for.ts";
export { Counter } from "./counter.ts";
export { CrossbarBank } from "./crossbar-bank.ts";
export { DelayLine } from "./delay-line.ts";
export { DramModel, type DramOptions } from "./dram-model.ts";
export type { DramTiming } from "./dram-schedule.ts";
export { FifoChain } from "./fifo-chain.ts";
export { Lfsr } from "./lfsr.ts";
export { requireParameter, requireWhole } from "./parameter.ts";
export { RegisterFifo } from "./register-fifo.ts";
export { ResetSynchroniser } from "./reset-synchroniser.ts";
export { RoundRobinArbiter } from "./round-robin-arbiter.ts";
export { SramBank } from "./sram-bank.ts";
export { SramMacro, type SramMacroOptions } from "./sram-macro.ts";
export { StreamStall } from "./stream-stall.ts";
export { Synchroniser } from "./synchroniser.ts";
