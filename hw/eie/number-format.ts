import { type FloatType, fp32, saturate, shl, shr, sint, type SIntType } from "../../sim/describe/index.ts";

/**
 * What the arithmetic computes with. The same modules are built for any format: its types become their signals' types, its
 * functions are inlined where a method calls them.
 */
export interface NumberFormat {
  readonly name: "fp32" | "fixed16";
  /** Weights, activations, and destination registers. */
  readonly operand: FloatType | SIntType;
  /** What the multiplier leaves. */
  readonly product: FloatType | SIntType;
  /** Whether the layer's `shift` has a meaning. */
  readonly shifts: boolean;
  /** S2: weight times activation. */
  readonly multiply: (weight: number, activation: number) => number;
  /** S3: shift and add. `shift` is the layer's, 0 … 14; fp32 ignores it. */
  readonly accumulate: (sum: number, product: number, shift: number) => number;
  /** The activation 1.0 of the bias column. */
  readonly one: (shift: number) => number;
  readonly rectify: (value: number) => number;
}

/** The product is rounded, then the sum is. */
export const fp32Format: NumberFormat = Object.freeze({
  name: "fp32",
  operand: fp32,
  product: fp32,
  shifts: false,
  multiply: (weight: number, activation: number) => fp32(weight * activation),
  accumulate: (sum: number, product: number, _shift: number) => fp32(sum + product),
  one: (_shift: number) => 1,
  rectify: (value: number) => (value < 0 ? 0 : value),
});

const sint16 = sint(16);

/**
 * 16-bit fixed point (EIE paper, section VI-C). The product is shifted right, a half rounded up, added, and the sum saturates at each
 * accumulation; the paper leaves rounding and overflow open, so both are this library's choice.
 */
export const fixed16Format: NumberFormat = Object.freeze({
  name: "fixed16",
  operand: sint16,
  product: sint(32),
  shifts: true,
  multiply: (weight: number, activation: number) => weight * activation,
  accumulate: (sum: number, product: number, shift: number) =>
    saturate(sum + shr(2 * product + shl(1, shift), shift + 1), sint16),
  one: (shift: number) => shl(1, Math.min(shift, 14)),
  rectify: (value: number) => Math.max(value, 0),
});
