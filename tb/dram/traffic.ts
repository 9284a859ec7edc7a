import type { Random } from "../../sim/random/random.ts";

/** A burst that is read or written. */
export interface Burst {
  readonly isWrite: boolean;
  /** In words; a multiple of the burst. */
  readonly address: number;
  readonly tag: number;
  /** Of a write. */
  readonly words: readonly bigint[];
}

export interface TrafficOptions {
  /** Bursts one after the other, anywhere, or every so many words. */
  readonly pattern: "sequential" | "random" | "strided";
  readonly bursts: number;
  /** Share of the bursts that are written. */
  readonly writes: number;
  /** Distance of strided bursts, in bursts. */
  readonly stride: number;
  readonly capacity: number;
  readonly burst: number;
  readonly width: number;
  readonly tags: number;
}

export function makeTraffic(options: TrafficOptions, random: Random): readonly Burst[] {
  const { pattern, bursts, writes, stride, capacity, burst, width, tags } = options;
  const places = capacity / burst;
  return Array.from({ length: bursts }, (_, i) => {
    const place =
      pattern === "random" ? random.integer(0, places - 1) : pattern === "strided" ? i * stride : i;
    const isWrite = random.chance(writes);
    return {
      isWrite,
      address: (place % places) * burst,
      tag: i % tags,
      words: isWrite ? Array.from({ length: burst }, () => randomWord(width, random)) : [],
    };
  });
}

export function randomWord(width: number, random: Random): bigint {
  let word = 0n;
  for (let bits = 0; bits < width; bits += 32) word = (word << 32n) | BigInt(random.bits(32));
  return BigInt.asUintN(width, word);
}
