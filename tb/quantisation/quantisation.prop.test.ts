import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dequantiseChannels, quantiseChannels } from "./per-channel.ts";
import { fixedPointFactor, requantise } from "./requantise.ts";
import { roundHalfEven } from "./round-half-even.ts";
import { dequantise, largestCode, quantise, quantiseTensor, scaleOf } from "./symmetric.ts";
import { dequantiseTernary, ternarise } from "./ternary.ts";
import { dequantiseW4A16, quantiseW4A16 } from "./w4a16.ts";
import { accumulate, runW8A8, w8a8Layer } from "./w8a8.ts";

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const values = fc.array(value, { minLength: 1, maxLength: 40 });
const width = fc.integer({ min: 2, max: 16 });
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
/** Room for the rounding of the doubles themselves. */
const slack = 1 + 1e-9;

describe("symmetric quantisation", () => {
  it("errs by at most half a step inside the range", () => {
    fc.assert(
      fc.property(values, width, (xs, bits) => {
        const { scale, codes } = quantiseTensor(xs, bits);
        xs.forEach((x, i) =>
          expect(Math.abs(x - scale * codes[i]!)).toBeLessThanOrEqual((scale / 2) * slack),
        );
      }),
    );
  });

  it("gives the end of the range to all beyond it, and is odd", () => {
    fc.assert(
      fc.property(value, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), width, (x, scale, bits) => {
        const largest = largestCode(bits);
        const code = quantise(x, scale, bits);
        expect(Math.abs(code)).toBeLessThanOrEqual(largest);
        if (Math.abs(x) >= scale * largest * slack) expect(code).toBe(Math.sign(x) * largest);
        expect(quantise(-x, scale, bits)).toBe(code === 0 ? 0 : -code);
      }),
    );
  });

  it("keeps zero, keeps order, and finds its codes again", () => {
    fc.assert(
      fc.property(values, width, (xs, bits) => {
        const tensor = quantiseTensor([0, ...xs], bits);
        expect(tensor.codes[0]).toBe(0);
        const again = quantiseTensor(dequantise(tensor), bits, tensor.scale);
        expect(again.codes).toEqual(tensor.codes);
        const order = [...xs].sort((a, b) => a - b).map((x) => quantise(x, tensor.scale, bits));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  it("by channel has for no row a wider bound than by tensor, and never saturates", () => {
    fc.assert(
      fc.property(matrix, (rows) => {
        const tensorScale = scaleOf(rows.flat(), 8);
        const { channels } = quantiseChannels(rows, 8);
        dequantiseChannels({ channels }).forEach((row, i) => {
          const { scale } = channels[i]!;
          // A row of zeros has the scale 1 and no error; any other one's scale is at most the tensor's.
          if (rows[i]!.some((x) => x !== 0)) expect(scale).toBeLessThanOrEqual(tensorScale);
          row.forEach((x, j) =>
            expect(Math.abs(x - rows[i]![j]!)).toBeLessThanOrEqual(
              (Math.min(scale, tensorScale) / 2) * slack,
            ),
          );
        });
      }),
    );
  });
});

describe("requantisation", () => {
  const accumulator = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const ratio = fc.double({ min: 1e-9, max: 1, noNaN: true });

  it("has factors of 31 bits within one part in 2^31", () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -31, max: 2 ** 30, noNaN: true }), (r) => {
        const { multiplier, shift } = fixedPointFactor(r);
        expect(multiplier).toBeGreaterThanOrEqual(2 ** 30);
        expect(multiplier).toBeLessThan(2 ** 31);
        expect(Math.abs((multiplier * 2 ** -shift) / r - 1)).toBeLessThanOrEqual(2 ** -31 * slack);
      }),
    );
  });

  it("by integers is within one of the real product, and equal but at a tie", () => {
    fc.assert(
      fc.property(accumulator, ratio, (sum, r) => {
        const exact = sum * r;
        const real = Math.min(127, Math.max(-127, roundHalfEven(exact)));
        const code = requantise(sum, fixedPointFactor(r));
        expect(Math.abs(code - real)).toBeLessThanOrEqual(1);
        const fromTie = Math.abs(exact - Math.floor(exact) - 0.5);
        if (fromTie > Math.abs(exact) * 2 ** -30) expect(code).toBe(real);
      }),
    );
  });

  // Products of numbers near the smallest double lose their digits before quantisation has a part in it.
  const ordinary = value.map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
  const ordinaryLayer = fc.integer({ min: 1, max: 12 }).chain((columns) => {
    const row = fc.array(ordinary, { minLength: columns, maxLength: columns });
    return fc.tuple(fc.array(row, { minLength: 1, maxLength: 6 }), row);
  });

  it("of a whole layer errs by half an output step and what the operands lost", () => {
    fc.assert(
      fc.property(ordinaryLayer, ([rows, xs]) => {
        const weights = quantiseChannels(rows, 8);
        const activations = quantiseTensor(xs, 8);
        const outputs = rows.map((row) => row.reduce((sum, w, i) => sum + w * xs[i]!, 0));
        const sums = accumulate(weights, activations);
        const scales = weights.channels.map((channel) => channel.scale * activations.scale);
        const reals = sums.map((sum, i) => sum * scales[i]!);
        const outputScale = scaleOf(reals, 8);
        fc.pre(scales.every((scale) => scale / outputScale < 2 ** 31));
        const result = dequantise(runW8A8(w8a8Layer(weights, activations.scale, outputScale), activations));
        outputs.forEach((output, i) => {
          // |Σ wx − Σ ŵx̂| ≤ Σ (|w − ŵ|·|x| + |ŵ|·|x − x̂|), each error at most half a step.
          const { scale, codes } = weights.channels[i]!;
          const lost = codes.reduce(
            (sum, code, j) =>
              sum + (scale / 2) * Math.abs(xs[j]!) + scale * Math.abs(code) * (activations.scale / 2),
            0,
          );
          const rounding = (outputScale / 2) * (1 + 1e-6);
          expect(Math.abs(result[i]! - output)).toBeLessThanOrEqual(lost * slack + rounding);
        });
      }),
    );
  });
});

describe("weights of 4 bits", () => {
  it("err by at most half a step of their group, and smaller groups have no wider bound", () => {
    fc.assert(
      fc.property(matrix, fc.integer({ min: 1, max: 6 }), (rows, size) => {
        const whole = quantiseW4A16(rows);
        const grouped = quantiseW4A16(rows, size);
        dequantiseW4A16(grouped).forEach((row, i) => {
          expect(row).toHaveLength(rows[i]!.length);
          row.forEach((w, j) => {
            const { scale } = grouped.rows[i]![Math.floor(j / size)]!;
            const bound = Math.min(scale, whole.rows[i]![0]!.scale) / 2;
            expect(Math.abs(w - rows[i]![j]!)).toBeLessThanOrEqual(bound * slack);
          });
        });
      }),
    );
  });
});

describe("ternary weights", () => {
  const threshold = fc.double({ min: 0, max: 0.99, noNaN: true });

  it("are zero up to the threshold and keep their sign beyond", () => {
    fc.assert(
      fc.property(values, threshold, (weights, t) => {
        const largest = Math.max(...weights.map(Math.abs));
        const { codes } = ternarise(weights, t);
        weights.forEach((w, i) => expect(codes[i]! + 0).toBe(Math.abs(w) > t * largest ? Math.sign(w) : 0));
      }),
    );
  });

  it("have the scales of least squared error, unless they were trained", () => {
    const share = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(values, threshold, share, share, (weights, t, p, n) => {
        const own = ternarise(weights, t);
        const other = ternarise(weights, t, { positive: own.positive * p, negative: own.negative * n });
        expect(other.codes).toEqual(own.codes);
        expect(error(weights, own)).toBeLessThanOrEqual(error(weights, other) * slack);
      }),
    );
  });

  function error(weights: readonly number[], ternary: ReturnType<typeof ternarise>): number {
    return dequantiseTernary(ternary).reduce((sum, w, i) => sum + (w - weights[i]!) ** 2, 0);
  }
});
