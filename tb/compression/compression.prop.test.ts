import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codedBits, countSymbols, huffmanLengths, canonicalCodes } from "./huffman.ts";
import { decodeStream, encodeStream } from "./huffman-stream.ts";
import { pruneBelow, pruneToDensity } from "./prune.ts";
import { decodeRelative, encodeRelative, paddingOf } from "./relative-index.ts";
import { measureStorage } from "./storage.ts";
import { expand, shareWeights, sharingRate } from "./weight-sharing.ts";

const real = fc.float({ min: -4, max: 4, noNaN: true }).map(Math.fround);
const weights = fc.array(real, { maxLength: 200 }).map((list) => Float32Array.from(list));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("pruning", () => {
  it("keeps exactly the share of largest magnitude, unchanged", () => {
    fc.assert(
      fc.property(weights, share, (given, density) => {
        const kept = pruneToDensity(given, density);
        const wanted = Math.round(given.length * density);
        const zeros = given.filter((weight) => weight === 0).length;
        const count = kept.filter((weight) => weight !== 0).length;
        expect(count).toBe(Math.min(wanted, given.length - zeros));
        const least = Math.min(Infinity, ...kept.filter((weight) => weight !== 0).map(Math.abs));
        kept.forEach((weight, i) => {
          if (weight !== 0) expect(weight).toBe(given[i]);
          else expect(Math.abs(given[i]!)).toBeLessThanOrEqual(least);
        });
        expect(pruneToDensity(kept, density).map(Math.abs)).toEqual(kept.map(Math.abs));
      }),
    );
  });

  it("by a threshold drops what is smaller", () => {
    expect([...pruneBelow(Float32Array.of(-2, 1, 0.5, -0.25), 0.5)]).toEqual([-2, 1, 0.5, 0]);
  });

  it("refuses what is no share and no weight", () => {
    expect(() => pruneToDensity(Float32Array.of(1), 1.1)).toThrow(/E-DC-DENSITY/);
    expect(() => pruneToDensity(Float32Array.of(1, NaN), 1)).toThrow(/E-DC-WEIGHT.*weight 1 is NaN/s);
  });
});

describe("weight sharing", () => {
  const error = (given: Float32Array, codebook: Float64Array, codes: Uint32Array) =>
    given.reduce((sum, weight, i) => sum + (weight - codebook[codes[i]!]!) ** 2, 0);

  it.each(["linear", "density"] as const)(
    "from %s centroids each weight has its nearest value, and each value is the mean of its weights",
    (initialisation) => {
      fc.assert(
        fc.property(weights, fc.integer({ min: 1, max: 20 }), (given, clusters) => {
          const { codebook, codes } = shareWeights(given, clusters, initialisation);
          expect(codebook).toHaveLength(clusters + 1);
          expect(codebook[0]).toBe(0);
          const values = [...codebook.slice(1)];
          expect(values).toEqual([...values].sort((a, b) => a - b));
          const members = new Map<number, number[]>();
          given.forEach((weight, i) => {
            if (weight === 0) return expect(codes[i]).toBe(0);
            const nearest = Math.min(...values.map((value) => Math.abs(value - weight)));
            expect(Math.abs(codebook[codes[i]!]! - weight)).toBeLessThanOrEqual(nearest + 1e-12);
            members.set(codes[i]!, [...(members.get(codes[i]!) ?? []), weight]);
          });
          for (const [code, list] of members) {
            expect(codebook[code]).toBeCloseTo(list.reduce((a, b) => a + b, 0) / list.length, 9);
          }
        }),
      );
    },
  );

  it("is never worse than the evenly spaced values it begins with", () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 2, max: 16 }), (given, clusters) => {
        const some = given.filter((weight) => weight !== 0);
        if (some.length === 0) return;
        const [least, most] = [Math.min(...some), Math.max(...some)];
        const even = Float64Array.from(
          { length: clusters },
          (_, k) => least + ((most - least) * k) / (clusters - 1),
        );
        const nearest = (weight: number) => Math.min(...even.map((value) => (value - weight) ** 2));
        const { codebook, codes } = shareWeights(given, clusters);
        const before = some.reduce((sum, weight) => sum + nearest(weight), 0);
        expect(error(given, codebook, codes)).toBeLessThanOrEqual(before + 1e-9);
      }),
    );
  });

  it("the example of the paper's figure 3: linear centroids over few weights", () => {
    const given = Float32Array.of(
      2.09,
      -0.98,
      1.48,
      0.09,
      0.05,
      -0.14,
      -1.08,
      2.12,
      -0.91,
      1.92,
      0,
      -1.03,
      1.87,
      0,
      1.53,
      1.49,
    );
    const { codebook, codes } = shareWeights(given, 4);
    expect([...codebook].map((value) => Number(value.toFixed(2)))).toEqual([0, -1, 0, 1.5, 2]);
    expect([...expand({ codebook, codes })].map((value) => Number(value.toFixed(2))).slice(0, 4)).toEqual([
      2, -1, 1.5, 0,
    ]);
  });

  it("16 weights of 32 bits that share 4 values take 3.2 times less", () => {
    expect(sharingRate(16, 4, 32)).toBe(3.2);
  });

  it("refuses impossible numbers of clusters", () => {
    for (const clusters of [0, 1.5, 65537])
      expect(() => shareWeights(Float32Array.of(1), clusters)).toThrow(/E-DC-CLUSTERS/);
  });
});

describe("relative indexing", () => {
  it("the paper's column 0, 0, 1, 2, eighteen 0s, 3", () => {
    const column = [0, 0, 1, 2, ...new Array<number>(18).fill(0), 3];
    const { codes, runs } = encodeRelative(column, 4);
    expect([[...codes], [...runs]]).toEqual([
      [1, 2, 0, 3],
      [2, 0, 15, 2],
    ]);
  });

  it("comes back at every width, with as little padding as the width allows", () => {
    const vector = fc.array(
      fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 15 })),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(vector, fc.integer({ min: 1, max: 8 }), (codes, bits) => {
        const index = encodeRelative(codes, bits);
        expect([...decodeRelative(index)]).toEqual(codes);
        expect(index.runs.every((run) => run < 2 ** bits)).toBe(true);
        const gaps = codes
          .join(",")
          .split(/[^0,]+/)
          .slice(0, -1)
          .map((gap) => gap.split(",").filter((zero) => zero === "0").length);
        const wanted = gaps.reduce((sum, gap) => sum + Math.floor(gap / 2 ** bits), 0);
        if (codes.every((code) => code < 10)) expect(paddingOf(index)).toBe(wanted);
      }),
    );
  });

  it("refuses impossible widths, and entries beyond the end", () => {
    expect(() => encodeRelative([1], 0)).toThrow(/E-DC-BITS/);
    const index = encodeRelative([0, 0, 5], 4);
    expect(() => decodeRelative({ ...index, length: 2 })).toThrow(/E-DC-POSITION/);
  });
});

describe("Huffman coding", () => {
  const stream = fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(15)), { maxLength: 200 });

  it("comes back, also of one symbol and of none", () => {
    for (const list of [[], [3], [3, 3, 3]]) roundTrip(list);
    fc.assert(fc.property(stream, roundTrip));
  });

  function roundTrip(list: number[]): void {
    const counts = countSymbols(list, 16);
    const lengths = huffmanLengths(counts);
    const coded = encodeStream(list, lengths);
    expect(coded.bits).toBe(codedBits(counts, lengths));
    expect([...decodeStream(coded, lengths)]).toEqual(list);
  }

  it("is as short as any prefix code, by trying all of a small alphabet", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 2, maxLength: 5 }), (counts) => {
        const used = counts.filter((count) => count > 0).length;
        if (used < 2) return;
        expect(codedBits(counts, huffmanLengths(counts))).toBe(shortest(counts));
      }),
    );
  });

  /** The least bits over all lengths that fulfil Kraft's inequality. */
  function shortest(counts: readonly number[], at = 0, space = 1): number {
    if (at === counts.length) return 0;
    if (counts[at] === 0) return shortest(counts, at + 1, space);
    let best = Infinity;
    for (let length = 1; length <= 5; length += 1) {
      if (2 ** -length > space) continue;
      best = Math.min(best, counts[at]! * length + shortest(counts, at + 1, space - 2 ** -length));
    }
    return best;
  }

  it("lies between the entropy and a bit more", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 40 }), (counts) => {
        const total = counts.reduce((a, b) => a + b, 0);
        const entropy = counts.reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
        const mean = codedBits(counts, huffmanLengths(counts)) / total;
        expect(mean).toBeGreaterThanOrEqual(entropy - 1e-9);
        expect(mean).toBeLessThan(entropy + 1);
      }),
    );
  });

  it("canonical codes rise with length, then symbol", () => {
    expect([...canonicalCodes(Uint8Array.of(2, 1, 3, 3))]).toEqual([0b10, 0b0, 0b110, 0b111]);
  });

  it("refuses damaged lengths and streams", () => {
    expect(() => canonicalCodes(Uint8Array.of(1, 1, 1))).toThrow(/E-DC-LENGTHS/);
    expect(() => canonicalCodes(Uint8Array.of(2, 2))).toThrow(/E-DC-LENGTHS/);
    const lengths = Uint8Array.of(1, 2, 2);
    expect(() => encodeStream([3], lengths)).toThrow(/E-DC-SYMBOL/);
    const coded = encodeStream([2, 2, 2], lengths);
    expect(() => decodeStream({ ...coded, bits: 5 }, lengths)).toThrow(/E-DC-STREAM.*after 2 of 3/s);
    expect(() => decodeStream({ bytes: Uint8Array.of(255), bits: 8, symbols: 1 }, Uint8Array.of(1))).toThrow(
      /E-DC-STREAM/,
    );
  });
});

it("storage is what the streams take", () => {
  const codes = [...new Array<number>(20).fill(0), 1, 2, 1, 0, 1];
  const ours = measureStorage(encodeRelative(codes, 4), 2);
  // Entries: one of padding, then 1, 2, 1, 1. Codes 0, 1, 2, 1, 1 take 2 + 1 + 2 + 1 + 1 bits; runs 15, 4, 0, 0, 1 take 2 + 2 + 1 or 2 … each.
  expect(ours).toMatchObject({ weights: 25, kept: 4 / 25, paddingRate: 1 / 4, weightBitsHuffman: 7 / 5 });
  expect(ours.rate).toBe((5 * 6 + 4 * 32) / (25 * 32));
});
