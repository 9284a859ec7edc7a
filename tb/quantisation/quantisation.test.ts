import { describe, expect, it } from "vitest";
import { SystoleError } from "../../sim/errors/index.ts";
import { dequantiseChannels, quantiseChannels } from "./per-channel.ts";
import { fixedPointFactor, requantise } from "./requantise.ts";
import { roundHalfEven } from "./round-half-even.ts";
import { dequantise, quantise, leastScale, quantiseTensor } from "./symmetric.ts";
import { dequantiseTernary, ternarise } from "./ternary.ts";
import { dequantiseW4A16, quantiseW4A16, w4a16Bits } from "./w4a16.ts";
import { accumulate, mostTerms, runW8A8, w8a8Layer } from "./w8a8.ts";

describe("rounding", () => {
  it("takes halves to the even neighbour, and never gives −0", () => {
    expect([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, -2.6].map(roundHalfEven)).toEqual([
      -2, -2, 0, 0, 2, 2, 2, -3,
    ]);
    expect(Object.is(roundHalfEven(-0.2), 0)).toBe(true);
    expect(Object.is(roundHalfEven(-0.5), 0)).toBe(true);
  });
});

describe("a tensor", () => {
  it("has the scale of its largest magnitude", () => {
    const tensor = quantiseTensor([-2.54, 1.27, 0, 0.01], 8);
    expect(tensor.scale).toBeCloseTo(0.02, 12);
    expect(tensor.codes).toEqual([-127, 64, 0, 0]);
    expect(dequantise(tensor)[1]).toBeCloseTo(1.28, 12);
  });

  it("clips after rounding, and leaves −128 alone", () => {
    expect([1e9, -1e9, 127.4, 127.5, -127.5].map((x) => quantise(x, 1, 8))).toEqual([
      127, -127, 127, 127, -127,
    ]);
  });

  it("of zeros has the scale 1; the smallest numbers have one too", () => {
    expect(quantiseTensor([0, 0], 8)).toEqual({ bits: 8, scale: 1, codes: [0, 0] });
    expect(quantiseTensor([Number.MIN_VALUE], 8)).toEqual({ bits: 8, scale: leastScale, codes: [0] });
  });
});

describe("channels with scales of their own", () => {
  const rows = [
    [1, -0.5, 0.25],
    [0.01, -0.005, 0.0025],
  ];

  /** Squared error of the small row. */
  const errorOf = (values: readonly number[]) =>
    rows[1]!.reduce((sum, x, i) => sum + (x - values[3 + i]!) ** 2, 0);

  it("keep a small row that one scale would flatten", () => {
    const { channels } = quantiseChannels(rows, 8);
    expect(channels.map(({ codes }) => codes)).toEqual([
      [127, -64, 32],
      [127, -64, 32],
    ]);
    expect(quantiseTensor(rows.flat(), 8).codes.slice(3)).toEqual([1, -1, 0]);
    const byTensor = errorOf(dequantise(quantiseTensor(rows.flat(), 8)));
    expect(errorOf(dequantiseChannels({ channels }).flat())).toBeLessThan(byTensor / 1000);
  });

  it("run as W8A8 from codes to codes", () => {
    const weights = quantiseChannels(rows, 8);
    const activations = quantiseTensor([1.27, 0.64, -1.27], 8);
    expect(activations.codes).toEqual([127, 64, -127]);
    const sum = 127 * 127 - 64 * 64 - 32 * 127;
    expect(accumulate(weights, activations)).toEqual([sum, sum]);
    const result = runW8A8(w8a8Layer(weights, activations.scale, 0.01), activations);
    // 7969 · 0.01/127 = 0.6275, and a hundredth of it, in steps of 0.01.
    expect(result).toEqual({ bits: 8, scale: 0.01, codes: [63, 1] });
  });

  it("refuse what could overflow 32 bits or is no code", () => {
    const long = Array.from({ length: mostTerms + 1 }, () => 1);
    const weights = { channels: [{ bits: 8, scale: 1, codes: long }] };
    expect(codeOf(() => accumulate(weights, { bits: 8, scale: 1, codes: long }))).toBe("E-QUANT-ACCUMULATOR");
    expect(127 * 127 * mostTerms).toBeLessThan(2 ** 31);
    const short = { channels: [{ bits: 8, scale: 1, codes: [1, 2] }] };
    expect(codeOf(() => accumulate(short, { bits: 8, scale: 1, codes: [1] }))).toBe("E-QUANT-LENGTH");
    expect(codeOf(() => accumulate(short, { bits: 8, scale: 1, codes: [1, -128] }))).toBe("E-QUANT-CODE");
  });
});

describe("requantisation", () => {
  it("rounds halves to even and clips, in whole numbers", () => {
    const half = fixedPointFactor(0.5);
    expect(half).toEqual({ multiplier: 2 ** 30, shift: 31 });
    expect([1, 3, 5, -1, -3, 253, 255, -300].map((sum) => requantise(sum, half))).toEqual([
      0, 2, 2, 0, -2, 126, 127, -127,
    ]);
  });

  it("takes a factor up to the next power of two when its 31 bits round up", () => {
    expect(fixedPointFactor(1 - 2 ** -40)).toEqual({ multiplier: 2 ** 30, shift: 30 });
    expect(requantise(100, fixedPointFactor(2 ** 30))).toBe(127);
    for (let power = -32; power < 31; power++) {
      const ratio = 2 ** power;
      expect(fixedPointFactor(ratio)).toEqual({ multiplier: 2 ** 30, shift: 30 - power });
      // The next double below rounds up to the power itself, but for the least one, below which there is 0.
      const below = ratio * (1 - 2 ** -53);
      const { multiplier, shift } = fixedPointFactor(below);
      expect(multiplier * 2 ** -shift).toBe(power === -32 ? 0 : ratio);
    }
    expect(codeOf(() => fixedPointFactor(-1))).toBe("E-QUANT-RATIO");
    expect(codeOf(() => fixedPointFactor(2 ** 31 * (1 - 2 ** -53)))).toBe("E-QUANT-RATIO");
    expect(codeOf(() => fixedPointFactor(NaN))).toBe("E-QUANT-RATIO");
    expect(codeOf(() => fixedPointFactor(2 ** 31))).toBe("E-QUANT-RATIO");
  });
});

describe("factors so small that nothing is left", () => {
  it("give 0, as the smallest one with a multiplier does at its halves", () => {
    expect(fixedPointFactor(2 ** -32)).toEqual({ multiplier: 2 ** 30, shift: 62 });
    expect([2 ** 31 - 1, -(2 ** 31)].map((sum) => requantise(sum, fixedPointFactor(2 ** -32)))).toEqual([
      0, 0,
    ]);
    expect(requantise(2 ** 31 - 1, fixedPointFactor(2 ** -33))).toBe(0);
    expect(requantise(2 ** 31 - 1, fixedPointFactor(2 ** -31))).toBe(1);
  });

  it("and a row of zeros needs no factor, whatever its scale", () => {
    const weights = quantiseChannels(
      [
        [0, 0],
        [1e-20, 0],
      ],
      8,
    );
    const activations = quantiseTensor([1, 0], 8);
    expect(runW8A8(w8a8Layer(weights, activations.scale, 1e-22), activations).codes).toEqual([0, 100]);
  });
});

describe("W4A16", () => {
  it("has a scale a group and 4 bits a weight", () => {
    const weights = quantiseW4A16([[7, -3.5, 0.7, 0.1, 70]], 2);
    expect(weights.rows[0]!.map(({ codes }) => codes)).toEqual([[7, -4], [7, 1], [7]]);
    expect(dequantiseW4A16(weights)[0]![4]).toBe(70);
    expect(w4a16Bits(weights)).toBe(5 * 4 + 3 * 16);
    expect(
      w4a16Bits(
        quantiseW4A16([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toBe(4 * 4 + 2 * 16);
    expect(codeOf(() => quantiseW4A16([[1]], 0))).toBe("E-QUANT-GROUP");
    expect(quantiseW4A16([[]]).rows).toEqual([[]]);
  });
});

describe("ternary weights", () => {
  it("have a scale for each sign", () => {
    const ternary = ternarise([1, 0.5, 0.04, 0, -0.05, -0.2], 0.05);
    expect(ternary.codes).toEqual([1, 1, 0, 0, 0, -1]);
    expect(dequantiseTernary(ternary)).toEqual([0.75, 0.75, 0, 0, 0, -0.2]);
    const trained = ternarise([1, -1], 0.05, { positive: 0.9, negative: 1.3 });
    expect(dequantiseTernary(trained)).toEqual([0.9, -1.3]);
  });

  it("of one sign only, or none, still have two scales", () => {
    expect(ternarise([2, 2])).toEqual({ positive: 2, negative: 1, codes: [1, 1] });
    expect(ternarise([0])).toEqual({ positive: 1, negative: 1, codes: [0] });
  });
});

describe("what makes no sense is refused", () => {
  it.each([
    ["E-QUANT-BITS", () => quantiseTensor([1], 1)],
    ["E-QUANT-BITS", () => quantiseTensor([1], 8.5)],
    ["E-QUANT-VALUE", () => quantiseTensor([1, NaN], 8)],
    ["E-QUANT-VALUE", () => quantiseTensor([Infinity], 8, 1)],
    ["E-QUANT-SCALE", () => quantiseTensor([1], 8, 0)],
    ["E-QUANT-SCALE", () => ternarise([1], 0.05, { positive: -1, negative: 1 })],
    ["E-QUANT-THRESHOLD", () => ternarise([1], 1)],
    ["E-QUANT-VALUE", () => ternarise([NaN])],
  ] as const)("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

function codeOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof SystoleError) return error.code;
    throw error;
  }
  return undefined;
}
