import { quantisationFail } from "./errors.ts";
import type { PerChannel } from "./per-channel.ts";
import { type FixedPointFactor, fixedPointFactor, requantise, zeroFactor } from "./requantise.ts";
import { checkScale, largestCode, type Symmetric } from "./symmetric.ts";

/** Products of two 8-bit codes that certainly fit a signed 32-bit accumulator: 133 144. */
export const mostTerms = Math.floor((2 ** 31 - 1) / largestCode(8) ** 2);

/** A layer of 8-bit weights and activations: codes, and the factor that brings each row's accumulator to the scale of the outputs. */
export interface W8A8Layer {
  readonly weights: PerChannel;
  readonly outputScale: number;
  readonly factors: readonly FixedPointFactor[];
}

/**
 * A layer for activations of one scale, whose outputs have another.
 *
 * @throws E-QUANT-SCALE, E-QUANT-RATIO
 */
export function w8a8Layer(weights: PerChannel, activationScale: number, outputScale: number): W8A8Layer {
  checkScale(activationScale);
  checkScale(outputScale);
  // The scale of a row of zeros says nothing, and its accumulator is 0 anyway.
  const factors = weights.channels.map(({ scale, codes }) =>
    codes.every((code) => code === 0)
      ? zeroFactor
      : fixedPointFactor((activationScale * scale) / outputScale),
  );
  return { weights, outputScale, factors };
}

/**
 * The 32-bit accumulators of a row each: int8 × int8, summed exactly.
 *
 * @throws E-QUANT-LENGTH, E-QUANT-CODE, E-QUANT-ACCUMULATOR
 */
export function accumulate(weights: PerChannel, activations: Symmetric): readonly number[] {
  const { codes } = activations;
  if (codes.length > mostTerms)
    quantisationFail("E-QUANT-ACCUMULATOR", { terms: codes.length, most: mostTerms });
  checkCodes(codes);
  return weights.channels.map((channel) => {
    if (channel.codes.length !== codes.length)
      quantisationFail("E-QUANT-LENGTH", {
        what: "activations",
        found: codes.length,
        expected: channel.codes.length,
      });
    checkCodes(channel.codes);
    return channel.codes.reduce((sum, code, i) => sum + code * codes[i]!, 0);
  });
}

/**
 * The outputs of a layer as 8-bit codes.
 *
 * @throws as `accumulate`
 */
export function runW8A8({ weights, outputScale, factors }: W8A8Layer, activations: Symmetric): Symmetric {
  const codes = accumulate(weights, activations).map((sum, row) => requantise(sum, factors[row]!, 8));
  return { bits: 8, scale: outputScale, codes };
}

function checkCodes(codes: readonly number[]): void {
  codes.forEach((value, index) => {
    if (!Number.isInteger(value) || Math.abs(value) > largestCode(8))
      quantisationFail("E-QUANT-CODE", { index, value, bits: 8 });
  });
}
