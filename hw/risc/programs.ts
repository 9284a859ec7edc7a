import { add, addi, beq, blt, bne, ecall, jal, jalr, lui, lw, srli, sub, sw, xor } from "./assemble.ts";

/** Adds the whole numbers 1 … `n` (up to 2047) and leaves the sum in data word 0. */
export function sumProgram(n: number): readonly number[] {
  return [addi(1, 0, n), add(2, 2, 1), addi(1, 1, -1), bne(1, 0, -8), sw(2, 0, 0), ecall];
}

/** Fibonacci numbers modulo 2³², the first `n`, into data words 0 … n − 1, by a subroutine. */
export function fibonacciProgram(n: number): readonly number[] {
  return [
    addi(1, 0, 0), // this one
    addi(2, 0, 1), // the next
    addi(3, 0, 0), // where to
    addi(4, 0, 4 * n),
    jal(5, 16), // → step
    blt(3, 4, -4),
    ecall,
    ecall,
    sw(1, 3, 0), // step
    add(6, 1, 2),
    addi(1, 2, 0),
    addi(2, 6, 0),
    addi(3, 3, 4),
    jalr(0, 5, 0),
  ];
}

/**
 * Never ends: takes a word from the port, mixes it into a table of 64 words, and sends what it displaces: loads, stores, branches
 * that depend on data, and a port. What controllers are measured with.
 */
export function mixProgram(): readonly number[] {
  return [
    lui(1, 0x80000), // the port
    addi(2, 0, 0), // the place in the table
    lw(3, 1, 0), // next: a word
    lw(4, 2, 0),
    xor(5, 3, 4),
    srli(6, 3, 5),
    add(5, 5, 6),
    blt(5, 0, 12), // negative: stored as it is
    sub(5, 4, 5),
    sw(5, 1, 4), // sent
    sw(5, 2, 0),
    addi(2, 2, 4),
    addi(7, 0, 256),
    beq(2, 7, 8),
    jal(0, -48), // → next
    addi(2, 0, 0),
    jal(0, -56), // → next
  ];
}
