import { type FloatFacts, floatFacts } from "./float-facts.ts";

/**
 * Rounds `value + residue` to a format: to nearest, ties to even. `residue` is what the double `value` lost when it was computed: at
 * most half of its last place, so that it counts only where `value` itself lies in the middle between two numbers of the format.
 */
export type Rounding = (value: number, residue: number) => number;

/** Where a float type keeps its rounding of a value with a residue; its own call takes one argument, so that it can be given to `map`. */
export const residueRounding: unique symbol = Symbol.for("systole.residue-rounding") as never;

/** Rounds a double and what it lost to a float type. */
export function roundResidue(type: object, value: number, residue: number): number {
  return (type as { readonly [residueRounding]: Rounding })[residueRounding](value, residue);
}

/** Adding and taking away 2^52 rounds a double in 0…2^51 to a whole number, ties to even: doubles from 2^52 on are whole. */
const TO_WHOLE = 2 ** 52;

/** The rounding of a format of at most 24 significant and 10 exponent bits. NaN and infinities stay what they are, −0 too. */
export function floatRounding(format: {
  readonly exponent: number;
  readonly mantissa: number;
  readonly flush: boolean;
}): Rounding {
  const facts = floatFacts(format);
  const any = anyRounding(facts, format.mantissa);
  const isBinary32 = format.exponent === 8 && format.mantissa === 23;
  const round: Rounding = isBinary32
    ? (value, residue) => (residue === 0 ? Math.fround(value) : any(value, residue))
    : any;
  if (!format.flush) return round;
  const normal = 2 ** facts.least;
  return (value, residue) => {
    const rounded = round(value, residue);
    // Multiplying by 0 keeps the sign.
    return rounded > -normal && rounded < normal ? rounded * 0 : rounded;
  };
}

function anyRounding({ least, top }: FloatFacts, mantissa: number): Rounding {
  const view = new DataView(new ArrayBuffer(8));
  const overflow = 2 ** top;
  return (value, residue) => {
    if (value - value !== 0) return value;
    view.setFloat64(0, value);
    const head = view.getUint32(0);
    // Doubles' own subnormals have exponent −1023 here, which is below every format.
    const exponent = ((head >>> 20) & 0x7ff) - 1023;
    view.setUint32(0, (Math.max(exponent, least) - mantissa + 1023) << 20);
    view.setUint32(4, 0);
    /** The distance of the format's numbers around the value. */
    const place = view.getFloat64(0);
    const size = Math.abs(value) / place;
    let whole = size + TO_WHOLE - TO_WHOLE;
    if (residue !== 0) {
      const below = Math.floor(size);
      if (size - below === 0.5) whole = residue > 0 === value > 0 ? below + 1 : below;
    }
    const rounded = whole * place;
    const magnitude = rounded < overflow ? rounded : Infinity;
    return head >>> 31 ? -magnitude : magnitude;
  };
}
