/** A seeded stream of pseudo-random numbers (xoshiro128**); equal seeds give equal streams on every machine. */
export interface Random {
  /** A whole number in `low`…`high`, both included; the span is at most 2^53. */
  integer(low: number, high: number): number;
  /** A number of `width` random bits, 1…53. */
  bits(width: number): number;
  /** A bigint of `width` random bits. */
  bigBits(width: number): bigint;
  /** A real in [0, 1) with 53 random bits. */
  real(): number;
  /** True with a probability, one half if left out. */
  chance(probability?: number): boolean;
  /** One of the values. */
  pick<T>(values: readonly T[]): T;
  /** The values in random order. */
  shuffle<T>(values: readonly T[]): T[];
  /** A stream of its own for a name: independent of how much of this one is used. */
  split(name: string): Random;
}

/** A stream whose position can be kept and gone back to. */
export interface SeededRandom extends Random {
  /** The position in the stream: four whole numbers. */
  position(): readonly number[];
  /** Goes to a position of this stream, or of any other. */
  moveTo(position: readonly number[]): void;
  split(name: string): SeededRandom;
}

/** A stream from a seed: any safe integer, or a text. */
export function createRandom(seed: number | string): SeededRandom {
  const origin = typeof seed === "number" ? `#${seed}` : seed;
  const state = [1, 2, 3, 4].map((word) => hashText(`${word}:${origin}`) | (word === 4 ? 1 : 0));

  function word(): number {
    let [a, b, c, d] = state as [number, number, number, number];
    const rotated = Math.imul(b, 5);
    const result = Math.imul((rotated << 7) | (rotated >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    return result;
  }
  function bits(width: number): number {
    if (width <= 32) return word() >>> (32 - width);
    return (word() >>> (64 - width)) * 2 ** 32 + word();
  }
  function integer(low: number, high: number): number {
    const span = high - low + 1;
    const width = Math.max(1, Math.ceil(Math.log2(span)));
    // Numbers above the span are thrown away, so that all in it are equally likely.
    for (;;) {
      const value = bits(Math.min(width, 53));
      if (value < span) return low + value;
    }
  }
  function bigBits(width: number): bigint {
    let value = 0n;
    for (let left = width; left > 0; left -= 32) {
      const count = Math.min(left, 32);
      value = (value << BigInt(count)) | BigInt(bits(count));
    }
    return value;
  }
  const real = (): number => bits(53) / 2 ** 53;
  return {
    integer,
    bits,
    bigBits,
    real,
    chance: (probability = 0.5) => real() < probability,
    pick: (values) => values[integer(0, values.length - 1)] as (typeof values)[number],
    shuffle(values) {
      const shuffled = [...values];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [shuffled[i], shuffled[j]] = [shuffled[j] as never, shuffled[i] as never];
      }
      return shuffled;
    },
    split: (name) => createRandom(`${origin}/${name}`),
    position: () => [...state],
    moveTo(position) {
      position.forEach((word, i) => (state[i] = word));
    },
  };
}

/** A whole number below 2^32 from a text: FNV-1a with a final mix. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
