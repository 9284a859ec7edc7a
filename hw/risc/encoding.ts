/** Opcodes of RV32I (The RISC-V Instruction Set Manual, volume I, chapter 2), bits 6…0 of an instruction. */
export const LUI = 0x37;
export const AUIPC = 0x17;
export const JAL = 0x6f;
export const JALR = 0x67;
export const BRANCH = 0x63;
export const LOAD = 0x03;
export const STORE = 0x23;
export const OP_IMM = 0x13;
export const OP = 0x33;
export const SYSTEM = 0x73;
