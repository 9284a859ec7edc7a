/** Rates of several rounds: their median, and how far the rounds lie apart. */
export interface Rate {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export function rateOf(perSecond: readonly number[]): Rate {
  const sorted = [...perSecond].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? sorted[middle]!
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { median, lowest: sorted[0] as number, highest: sorted.at(-1) as number };
}

/** What something took: by the clock on the wall, and of processors, other threads of the process (V8's compilers) included. */
export interface Took {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** One measured round of a contender. */
export interface Round extends Took {
  readonly cycles: number;
  readonly checksum: number;
}

/** Something whose speed is compared. */
export type Contender = Runner | Quoted;

interface Contending {
  readonly name: string;
  /** Version and settings, for the table. */
  readonly detail: string;
  /** Seconds until the first cycle could run: elaboration, or building. */
  setup(): number;
}

/** A figure of somebody else's, in cycles per second. */
export interface Quoted extends Contending {
  readonly quoted: number;
}

/** Something that can run a design for a number of cycles. */
export interface Runner extends Contending {
  /** It runs what it has, as long as that takes: its checksum is not compared. */
  readonly isOwnWork?: boolean;
  /** Runs from power-on; the same number of cycles must give the same checksum everywhere. */
  readonly run: (cycles: number) => Round;
}

/** What a function takes. */
export function timed<T>(action: () => T): Took & { readonly value: T } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = action();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { value, seconds, cpuSeconds: (user + system) / 1e6 };
}
