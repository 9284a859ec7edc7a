/** Quantisation as the accelerators have it: symmetric W8A8, weights of 4 bits for float activations, ternary weights. */
export { dequantiseChannels, type PerChannel, quantiseChannels } from "./per-channel.ts";
export { type FixedPointFactor, fixedPointFactor, requantise, zeroFactor } from "./requantise.ts";
export { roundHalfEven } from "./round-half-even.ts";
export { dequantise, largestCode, quantise, quantiseTensor, scaleOf, type Symmetric } from "./symmetric.ts";
export { dequantiseTernary, ternarise, type Ternary, type TernaryScales } from "./ternary.ts";
export { dequantiseW4A16, quantiseW4A16, w4a16Bits, type W4A16Weights } from "./w4a16.ts";
export { accumulate, mostTerms, runW8A8, w8a8Layer, type W8A8Layer } from "./w8a8.ts";
