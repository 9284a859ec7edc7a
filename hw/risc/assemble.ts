import { AUIPC, BRANCH, JAL, JALR, LOAD, LUI, OP, OP_IMM, STORE, SYSTEM } from "./encoding.ts";

/** Instructions as words, for programs and tests; the arguments stand in the order of RISC-V's assembler. Offsets are in bytes. */
type Word = number;

const r =
  (funct7: number, funct3: number) =>
  (rd: number, rs1: number, rs2: number): Word =>
    ((funct7 << 25) | (rs2 << 20) | (rs1 << 15) | (funct3 << 12) | (rd << 7) | OP) >>> 0;
const i =
  (opcode: number, funct3: number) =>
  (rd: number, rs1: number, immediate: number): Word =>
    (((immediate & 0xfff) << 20) | (rs1 << 15) | (funct3 << 12) | (rd << 7) | opcode) >>> 0;
const shift =
  (funct7: number, funct3: number) =>
  (rd: number, rs1: number, count: number): Word =>
    i(OP_IMM, funct3)(rd, rs1, (funct7 << 5) | (count & 31));
const branch =
  (funct3: number) =>
  (rs1: number, rs2: number, offset: number): Word =>
    ((((offset >> 12) & 1) << 31) |
      (((offset >> 5) & 63) << 25) |
      (rs2 << 20) |
      (rs1 << 15) |
      (funct3 << 12) |
      (((offset >> 1) & 15) << 8) |
      (((offset >> 11) & 1) << 7) |
      BRANCH) >>>
    0;
const upper =
  (opcode: number) =>
  (rd: number, high: number): Word =>
    ((high << 12) | (rd << 7) | opcode) >>> 0;

export const add = r(0, 0);
export const sub = r(0x20, 0);
export const sll = r(0, 1);
export const slt = r(0, 2);
export const sltu = r(0, 3);
export const xor = r(0, 4);
export const srl = r(0, 5);
export const sra = r(0x20, 5);
export const or = r(0, 6);
export const and = r(0, 7);

export const addi = i(OP_IMM, 0);
export const slti = i(OP_IMM, 2);
export const sltiu = i(OP_IMM, 3);
export const xori = i(OP_IMM, 4);
export const ori = i(OP_IMM, 6);
export const andi = i(OP_IMM, 7);
export const slli = shift(0, 1);
export const srli = shift(0, 5);
export const srai = shift(0x20, 5);

export const beq = branch(0);
export const bne = branch(1);
export const blt = branch(4);
export const bge = branch(5);
export const bltu = branch(6);
export const bgeu = branch(7);

export const lui = upper(LUI);
export const auipc = upper(AUIPC);
export const jalr = i(JALR, 0);
export const lw = i(LOAD, 2);

/** Stores rs2 at rs1 + offset. */
export function sw(rs2: number, rs1: number, offset: number): Word {
  return (
    ((((offset >> 5) & 0x7f) << 25) |
      (rs2 << 20) |
      (rs1 << 15) |
      (2 << 12) |
      ((offset & 31) << 7) |
      STORE) >>>
    0
  );
}

export function jal(rd: number, offset: number): Word {
  return (
    ((((offset >> 20) & 1) << 31) |
      (((offset >> 1) & 0x3ff) << 21) |
      (((offset >> 11) & 1) << 20) |
      (((offset >> 12) & 0xff) << 12) |
      (rd << 7) |
      JAL) >>>
    0
  );
}

/** Halts the controller. */
export const ecall: Word = SYSTEM;
