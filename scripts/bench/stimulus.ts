/**
 * The pseudo-random words that every harness makes for itself, and what it makes of the outputs. Both are specified here, and
 * again in verilog/harness.h and kernels/harness.ts:
 *
 * - `word()`: xorshift32 (Marsaglia, Xorshift RNGs, 2003) with the shifts 13, 17, 5, from `SEED`; the state after the step.
 *   Bytes are those of a word, the lowest first.
 * - The checksum starts at 0. In each cycle, with out[0], out[1], … the outputs as 32-bit numbers, settled, just before the edge:
 *   checksum ← checksum · 31 + Σ over k of (2 k + 1) · out[k], modulo 2³². Any changed, lost or exchanged output changes it.
 */
export interface Random {
  word(): number;
}

export const SEED = 0x2545f491;

export function createWords(): Random {
  let state = SEED | 0;
  return {
    word() {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state >>> 0;
    },
  };
}

/** Collects the outputs of a cycle. */
export class Checksum {
  value = 0;
  private sum = 0;
  private weight = 1;

  add(output: number): void {
    this.sum = (this.sum + Math.imul(this.weight, output)) | 0;
    this.weight += 2;
  }

  endCycle(): void {
    this.value = (Math.imul(this.value, 31) + this.sum) >>> 0;
    this.sum = 0;
    this.weight = 1;
  }
}
