import fc from "fast-check";
import { expect, test } from "vitest";
import { simulate } from "../../sim/testbench/index.ts";
import * as asm from "./assemble.ts";
import { interpret, type MachineState } from "./interpreter.test-kit.ts";
import { fibonacciProgram, mixProgram, sumProgram } from "./programs.ts";
import { RiscController } from "./risc-controller.ts";

const DATA_WORDS = 16;
const PROGRAM_WORDS = 32;

/** One simulation for all programs: they are loaded. */
const sim = simulate(new RiscController(new Array<number>(PROGRAM_WORDS).fill(asm.ecall), DATA_WORDS));
const dut = sim.top;

/** Runs a program on the controller and in the interpreter, and compares each instruction. Gives the cycles of all, the halt's too. */
function compare(
  program: readonly number[],
  port: (cycle: number) => number,
  cycles: number,
  x: readonly number[],
) {
  const padded = Array.from({ length: PROGRAM_WORDS }, (_, i) => program[i] ?? asm.ecall);
  const state: MachineState = {
    pc: 0,
    x: new Int32Array(32),
    data: new Int32Array(DATA_WORDS),
    halted: false,
  };
  sim.applyReset();
  sim.memory("program").load(padded);
  sim.memory("registers").load([0, ...x]);
  sim.memory("data").load(new Array(DATA_WORDS).fill(0));
  state.x.set([0, ...x]);
  let cycle = 0;
  for (; cycle < cycles && !dut.halted.value; cycle += 1) {
    dut.portReadData.value = port(cycle);
    if (dut.executes.value) {
      expect(dut.executePc.value).toBe(state.pc >>> 0);
      const access = interpret(state, padded, port(cycle));
      expect(dut.portEnable.value).toBe(access ? 1 : 0);
      if (access) {
        expect(dut.portWrite.value).toBe(access.write ? 1 : 0);
        expect(dut.portAddress.value).toBe(access.address);
        if (access.write) expect(dut.portWriteData.value).toBe(access.value);
      }
    }
    sim.step();
    expect(dut.halted.value).toBe(state.halted ? 1 : 0);
  }
  const words = (path: string, count: number) =>
    Array.from({ length: count }, (_, a) => sim.memory(path).peek(a));
  expect(words("registers", 32)).toEqual(Array.from(state.x, (value) => value >>> 0));
  expect(words("data", DATA_WORDS)).toEqual(Array.from(state.data, (value) => value >>> 0));
  return { cycle, data: state.data };
}

const register = fc.nat(7);
const immediate = fc.oneof(fc.integer({ min: -2048, max: 2047 }), fc.integer({ min: -8, max: 8 }));
const offset = fc.integer({ min: -4, max: 6 }).map((words) => 4 * words);
const { add, sub, sll, slt, sltu, srl, sra, and, or, xor, addi, slti, sltiu, xori, ori, andi } = asm;
const instruction = fc.oneof(
  fc
    .tuple(fc.constantFrom(add, sub, sll, slt, sltu, srl, sra, and, or, xor), register, register, register)
    .map(([make, rd, a, b]) => make(rd, a, b)),
  fc
    .tuple(
      fc.constantFrom(addi, slti, sltiu, xori, ori, andi, asm.lw, asm.jalr),
      register,
      register,
      immediate,
    )
    .map(([make, rd, a, b]) => make(rd, a, b)),
  fc
    .tuple(fc.constantFrom(asm.slli, asm.srli, asm.srai), register, register, fc.nat(31))
    .map(([make, rd, a, b]) => make(rd, a, b)),
  fc.tuple(register, register, immediate).map(([a, b, to]) => asm.sw(a, b, to)),
  fc
    .tuple(fc.constantFrom(asm.lui, asm.auipc), register, fc.nat(2 ** 20 - 1))
    .map(([make, rd, high]) => make(rd, high)),
  fc
    .tuple(
      fc.constantFrom(asm.beq, asm.bne, asm.blt, asm.bge, asm.bltu, asm.bgeu),
      register,
      register,
      offset,
    )
    .map(([make, a, b, to]) => make(a, b, to)),
  fc.tuple(register, offset).map(([rd, to]) => asm.jal(rd, to)),
  // No instruction: it does nothing.
  fc.constant(0),
);
const anyWord = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 31 + 64),
  fc.nat(2 ** 32 - 1),
);

test("random programs do what an interpreter says, instruction by instruction", () => {
  fc.assert(
    fc.property(
      fc.array(instruction, { minLength: 4, maxLength: PROGRAM_WORDS - 2, size: "max" }),
      fc.array(anyWord, { minLength: 31, maxLength: 31 }),
      fc.array(anyWord, { minLength: 1, maxLength: 4 }),
      (program, x, port) => {
        compare(program, (cycle) => port[cycle % port.length]!, 60, x);
      },
    ),
    { numRuns: 200 },
  );
});

test("programs: a sum, Fibonacci numbers by a subroutine, and a mixture that never ends", () => {
  const zeros = new Array<number>(31).fill(0);
  // 2 cycles to fetch and start, 3 instructions and a jump's cycle a round, none behind the last, 2 at the end.
  const sum = compare(sumProgram(10), () => 0, 1000, zeros);
  expect(sum.data[0]).toBe(55);
  expect(sum.cycle).toBe(1 + 1 + 10 * 4 - 1 + 2);
  expect([...compare(fibonacciProgram(12), () => 0, 1000, zeros).data.slice(0, 12)]).toEqual([
    0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89,
  ]);
  const mix = compare(mixProgram(), (cycle) => Math.imul(cycle, 0x9e3779b9) >>> 0, 600, zeros);
  expect(mix.cycle).toBe(600);
});

test("refuses an empty program", () => {
  expect(() => new RiscController([], 4)).toThrow("E-PARAMETER");
});
