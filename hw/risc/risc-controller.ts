import {
  bit,
  bits,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wire,
  wrap,
} from "../../sim/describe/index.ts";
import { bitsFor, requireParameter, requireWhole } from "../lib/index.ts";
import { AUIPC, BRANCH, JAL, JALR, LOAD, LUI, OP, OP_IMM, STORE, SYSTEM } from "./encoding.ts";

const NOP = 0x13;
/** Addresses from here on are the port's. */
const PORT_BIT = 31;

/**
 * A small controller: a core of RV32I with a memory for its program and one for its data.
 *
 * The instructions are those of RV32I (The RISC-V Instruction Set Manual, volume I, chapter 2) without loads and stores of bytes
 * and halves, FENCE and CSRs. ECALL and EBREAK halt; an unknown opcode does nothing. Loads and stores ignore the two lowest bits
 * of an address, and wrap at the end of the data memory.
 *
 * Two stages. An instruction is fetched in one cycle and executed, with its loads, in the next; the one behind a taken branch or a
 * jump has been fetched in vain, and costs its cycle:
 *
 * ```text
 * cycle      0        1        2        3
 * fetch      beq      next     target
 * execute             beq      (none)   target
 * ```
 *
 * Addresses from 2³¹ on are those of a port, through which the controller talks to the rest of a chip: `portEnable` is high while an
 * access is executed, `portWrite` tells a store from a load, which takes `portReadData` in the same cycle.
 */
export class RiscController extends Module {
  // Parameters
  readonly programMask: number;
  readonly dataMask: number;

  // Interface
  readonly portReadData = input(uint(32), { default: 0 });
  readonly portEnable = output(bit);
  readonly portWrite = output(bit);
  readonly portAddress = output(uint(32));
  readonly portWriteData = output(uint(32));
  readonly halted = outputReg(bit, { init: 0 });
  /** An instruction is executed in this cycle; `executePc` is its address. */
  readonly executes = outputReg(bit, { init: 0 });
  readonly executePc = outputReg(uint(32), { init: 0 });

  // State
  readonly program;
  readonly data;
  readonly registers = memory(uint(32), 32, { init: new Array<number>(32).fill(0) });
  protected readonly pc = reg(uint(32), { init: 0 });
  protected readonly instruction = reg(uint(32), { init: NOP });

  // Execution: what is written back, and where the program goes on
  protected readonly result = wire(uint(32));
  protected readonly writesBack = wire(bit);
  protected readonly jumps = wire(bit);
  protected readonly target = wire(uint(32));

  /** `program`: its words, from address 0; `dataWords` is rounded up to a power of two. */
  constructor(program: readonly number[], dataWords: number) {
    super();
    requireParameter(
      program.length > 0,
      "RiscController",
      "program.length",
      program.length,
      "a controller has something to do",
      "give at least one instruction",
    );
    requireWhole("RiscController", "dataWords", dataWords, 1, 2 ** 24);
    const programDepth = 2 ** bitsFor(program.length);
    const dataDepth = 2 ** bitsFor(dataWords);
    this.programMask = programDepth - 1;
    this.dataMask = dataDepth - 1;
    const words = Array.from({ length: programDepth }, (_, i) => (program[i] ?? NOP) >>> 0);
    this.program = memory(uint(32), programDepth, { init: words });
    this.data = memory(uint(32), dataDepth, { init: new Array<number>(dataDepth).fill(0) });
  }

  override propagate() {
    const code = this.instruction.value;
    const pc = this.executePc.value;
    const executes = this.executes.value === 1;
    const opcode = code & 0x7f;
    const funct3 = (code >>> 12) & 7;
    const isAlternative = ((code >>> 30) & 1) === 1;
    const a = this.registers.read((code >>> 15) & 31);
    const b = this.registers.read((code >>> 20) & 31);
    const immediateI = signed(code >>> 20, 12);
    const immediateS = signed(((code >>> 25) << 5) | ((code >>> 7) & 31), 12);
    const address = unsigned(a + (opcode === STORE ? immediateS : immediateI));
    const isPort = address >>> PORT_BIT === 1;

    let result = 0;
    let writesBack = true;
    let jumps = false;
    let target = 0;
    switch (opcode) {
      case LUI:
        result = unsigned((code >>> 12) * 4096);
        break;
      case AUIPC:
        result = unsigned(pc + (code >>> 12) * 4096);
        break;
      case JAL:
        result = unsigned(pc + 4);
        jumps = true;
        target = unsigned(pc + offsetOfJump(code));
        break;
      case JALR:
        result = unsigned(pc + 4);
        jumps = true;
        target = address - (address & 1);
        break;
      case BRANCH:
        writesBack = false;
        jumps = isTaken(funct3, a, b);
        target = unsigned(pc + offsetOfBranch(code));
        break;
      case LOAD:
        result = isPort ? this.portReadData.value : this.data.read((address >>> 2) & this.dataMask);
        break;
      case OP_IMM:
        result = compute(funct3, isAlternative && funct3 === 5, a, unsigned(immediateI));
        break;
      case OP:
        result = compute(funct3, isAlternative, a, b);
        break;
      default:
        writesBack = false;
    }
    this.result.value = result;
    this.writesBack.value = executes && writesBack && ((code >>> 7) & 31) !== 0;
    this.jumps.value = executes && jumps;
    this.target.value = target;
    this.portEnable.value = executes && isPort && (opcode === LOAD || opcode === STORE);
    this.portWrite.value = opcode === STORE;
    this.portAddress.value = address;
    this.portWriteData.value = b;
  }

  override update() {
    const code = this.instruction.value;
    const executes = this.executes.value === 1;
    const jumps = this.jumps.value === 1;
    const halts = this.halted.value === 1 || (executes && (code & 0x7f) === SYSTEM);

    if (this.writesBack.value) this.registers.write((code >>> 7) & 31, this.result.value);
    if (executes && (code & 0x7f) === STORE && !this.portEnable.value) {
      this.data.write((this.portAddress.value >>> 2) & this.dataMask, this.portWriteData.value);
    }

    this.halted.next = halts;
    this.executes.next = !jumps && !halts;
    this.executePc.next = this.pc.value;
    this.instruction.next = this.program.read((this.pc.value >>> 2) & this.programMask);
    this.pc.next = jumps ? this.target.value : wrap(this.pc.value + 4);
  }
}

function unsigned(value: number): number {
  return bits(value, 31, 0);
}

function signed(value: number, width: number): number {
  return value >= 2 ** (width - 1) ? value - 2 ** width : value;
}

function offsetOfJump(code: number): number {
  const low = ((code >>> 21) & 0x3ff) * 2 + ((code >>> 20) & 1) * 2048;
  return signed(low + ((code >>> 12) & 0xff) * 4096 + (code >>> 31) * 2 ** 20, 21);
}

function offsetOfBranch(code: number): number {
  const low = ((code >>> 8) & 15) * 2 + ((code >>> 25) & 63) * 32;
  return signed(low + ((code >>> 7) & 1) * 2048 + (code >>> 31) * 4096, 13);
}

function isTaken(funct3: number, a: number, b: number): boolean {
  const isLess = funct3 >= 6 ? a < b : signed(a, 32) < signed(b, 32);
  const holds = funct3 >= 4 ? isLess : a === b;
  return (funct3 & 1) === 1 ? !holds : holds;
}

function compute(funct3: number, isAlternative: boolean, a: number, b: number): number {
  const count = b & 31;
  switch (funct3) {
    case 0:
      return unsigned(isAlternative ? a - b : a + b);
    case 1:
      return shiftedLeft(a, count);
    case 2:
      return signed(a, 32) < signed(b, 32) ? 1 : 0;
    case 3:
      return a < b ? 1 : 0;
    case 4:
      return unsigned(a ^ b);
    case 5:
      return isAlternative ? unsigned(signed(a, 32) >> count) : a >>> count;
    case 6:
      return unsigned(a | b);
    default:
      return unsigned(a & b);
  }
}

/** A barrel shifter: a stage a bit of the count, so that no product leaves the exact integers. */
function shiftedLeft(value: number, count: number): number {
  let shifted = value;
  for (let stage = 0; stage < 5; stage += 1) {
    if (((count >>> stage) & 1) === 1) shifted = unsigned(shifted * 2 ** (2 ** stage));
  }
  return shifted;
}
