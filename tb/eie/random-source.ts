/** A small seeded generator of random numbers; equal seeds give equal streams on every machine. */
export interface RandomSource {
  /** A whole number from 0 to 2³² − 1. */
  uint32(): number;
  /** A real number from 0 to below 1, of 32 random bits. */
  unit(): number;
  /** A whole number from 0 to below `bound` (1 … 2³²); its bias is below `bound` / 2³². */
  below(bound: number): number;
}

/** xoshiro128** (Blackman and Vigna, 2018); its four words of state come from a Weyl sequence of the seed through MurmurHash3's finaliser. */
export function randomSource(seed: number): RandomSource {
  let mixed = seed >>> 0;
  const split = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  const uint32 = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  const unit = () => uint32() / 2 ** 32;
  return { uint32, unit, below: (bound) => Math.floor(unit() * bound) };
}

function rotate(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}
