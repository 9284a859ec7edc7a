import { describe, expect, it } from "vitest";
import { createRandom, hashText } from "./random.ts";

describe("random numbers", () => {
  it("are those of xoshiro128**: the published recurrence on bigints gives the same", () => {
    const mask = 0xffffffffn;
    const rotate = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask;
    const words = [1, 2, 3, 4].map((word) => BigInt(hashText(`${word}:#12345`) >>> 0));
    const s = [words[0], words[1], words[2], (words[3] as bigint) | 1n] as [bigint, bigint, bigint, bigint];
    const random = createRandom(12345);
    for (let i = 0; i < 100; i++) {
      expect(random.bits(32)).toBe(Number((rotate((s[1] * 5n) & mask, 7n) * 9n) & mask));
      const shifted = (s[1] << 9n) & mask;
      s[2] ^= s[0];
      s[3] ^= s[1];
      s[1] ^= s[2];
      s[0] ^= s[3];
      s[2] ^= shifted;
      s[3] = rotate(s[3], 11n);
    }
  });

  it("are the same for the same seed on every machine", () => {
    const first = (): number[] => {
      const random = createRandom(1);
      return Array.from({ length: 4 }, () => random.bits(32));
    };
    expect(first()).toEqual(first());
    expect(createRandom(2).bits(32)).not.toBe(createRandom(1).bits(32));
    expect(createRandom("a").split("b").bits(53)).toBe(createRandom("a").split("b").bits(53));
  });

  it("of a split stream don't depend on how much of the parent was used", () => {
    const used = createRandom(7);
    for (let i = 0; i < 100; i++) used.real();
    expect(used.split("x").bigBits(100)).toBe(createRandom(7).split("x").bigBits(100));
    expect(used.split("x").bits(32)).not.toBe(used.split("y").bits(32));
  });

  it("stay in their range and reach all of it", () => {
    const random = createRandom("range");
    const seen = new Set(Array.from({ length: 1000 }, () => random.integer(-2, 3)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    expect(random.integer(5, 5)).toBe(5);
    for (const width of [1, 8, 31, 32, 33, 53]) {
      const values = Array.from({ length: 200 }, () => random.bits(width));
      expect(values.every((value) => Number.isSafeInteger(value) && value >= 0 && value < 2 ** width)).toBe(
        true,
      );
      expect(Math.max(...values)).toBeGreaterThan(2 ** width / 2 - 1);
    }
    expect(random.bigBits(70) >> 70n).toBe(0n);
    expect(random.shuffle([1, 2, 3, 4]).sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });

  it("are spread evenly", () => {
    const random = createRandom(3);
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 16_000; i++) counts[random.integer(0, 15)]! += 1;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
    const heads = Array.from({ length: 4000 }, () => random.chance(0.25)).filter(Boolean).length;
    expect(Math.abs(heads - 1000)).toBeLessThan(120);
  });
});
