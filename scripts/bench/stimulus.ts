/**
 * The pseudo-random bytes that every harness makes for itself: a 32-bit linear congruential generator (multiplier and increment
 * of Numerical Recipes), of which the top byte is used as a signed number. The SystemVerilog harness has the same two lines.
 */
export function createStimulus(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >> 24;
  };
}

/** Folds an output into the checksum that all harnesses must end with. */
export function fold(checksum: number, value: number): number {
  return (Math.imul(checksum, 31) + value) | 0;
}

export const SEED = 12345;
