import { bit, input, Module, outputReg, uint, wrap } from "../../sim/describe/index.ts";
import { requireWhole } from "./parameter.ts";

/** x³² + x³¹ + x³⁰ + x¹⁰ + 1, the highest bit the coefficient of x⁰: what a one that falls out at the right is folded back with. */
const TAPS = 0x80200003;

/**
 * A linear-feedback shift register of 32 bits, in the form of Galois, of period 2³² − 1.
 *
 * While `enable` is high, each cycle: value ← value ≫ 1, with the taps inverted where the bit that falls out is one. One level of
 * exclusive-or between registers. Each bit by itself looks random; neighbouring bits are those of neighbouring cycles.
 *
 * `seed` is the power-on and reset value, 1 … 2³² − 1 (0 would stay 0).
 */
export class Lfsr extends Module {
  // Interface
  readonly enable = input(bit, { default: 1 });
  readonly value;

  constructor(seed: number) {
    super();
    requireWhole("Lfsr", "seed", seed, 1, 2 ** 32 - 1);
    this.value = outputReg(uint(32), { init: seed });
  }

  override update() {
    if (this.enable.value) {
      const shifted = this.value.value >>> 1;
      this.value.next = this.value.value % 2 === 1 ? wrap(shifted ^ TAPS) : shifted;
    }
  }
}
