/** Cycles per second of several rounds: their median, and how far the rounds lie apart. */
export interface Rate {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export function rateOf(cyclesPerSecond: readonly number[]): Rate {
  const sorted = [...cyclesPerSecond].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? sorted[middle]!
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { median, lowest: sorted[0] as number, highest: sorted.at(-1) as number };
}

/** One measured round of a contender. */
export interface Round {
  readonly cyclesPerSecond: number;
  readonly checksum: number;
}

/** Something that can run a design for a number of cycles. */
export interface Contender {
  readonly name: string;
  /** Version and settings, for the table. */
  readonly detail: string;
  /** Seconds until the first cycle could run: elaboration, or building. */
  readonly setupSeconds: number;
  /** Runs from power-on; the same number of cycles must give the same checksum everywhere. */
  readonly run: (cycles: number) => Round;
}

/** Seconds that a function takes. */
export function timed<T>(action: () => T): { readonly value: T; readonly seconds: number } {
  const start = performance.now();
  const value = action();
  return { value, seconds: (performance.now() - start) / 1000 };
}
