/**
 * The types of hardware values, as read-only data.
 *
 * `~read` and `~write` exist for the TypeScript compiler alone: what `signal.value` gives and what an assignment takes.
 */
interface TypeOf<Kind extends string, Read, Write> {
  readonly kind: Kind;
  readonly "~read": Read;
  readonly "~write": Write;
}

/** One wire. Reads as `0 | 1`, takes numbers and booleans. `bit(x, i)` is bit i of an integer. */
export interface BitType extends TypeOf<"bit", 0 | 1, number | boolean> {
  readonly width: 1;
  (value: number | bigint, index: number): 0 | 1;
}

/** Unsigned integer of `width` bits, 1…53; a JavaScript number. */
export interface UIntType<Width extends number = number> extends TypeOf<"uint", number, number | boolean> {
  readonly width: Width;
}

/** Signed integer (two's complement) of `width` bits, 1…53; a JavaScript number. */
export interface SIntType<Width extends number = number> extends TypeOf<"sint", number, number | boolean> {
  readonly width: Width;
}

/** Unsigned integer of any width; a bigint. */
export interface BigUIntType<Width extends number = number> extends TypeOf<"bigUint", bigint, bigint> {
  readonly width: Width;
}

/** Signed integer (two's complement) of any width; a bigint. */
export interface BigSIntType<Width extends number = number> extends TypeOf<"bigSint", bigint, bigint> {
  readonly width: Width;
}

declare const enumerationBrand: unique symbol;

/** A member of an enumeration: its own name, branded so that members of two enumerations don't mix. */
export type EnumerationValue<Label extends string, Labels extends string> = Label & {
  readonly [enumerationBrand]: Labels;
};

/** A type with named values. The value of a signal is the member (`State.Idle`), its bits are the member's index. */
export interface EnumerationType<Labels extends string = string> extends TypeOf<
  "enumeration",
  EnumerationValue<Labels, Labels>,
  EnumerationValue<Labels, Labels>
> {
  readonly width: number;
  readonly labels: readonly Labels[];
}

/** IEEE-754-style binary float; the value is the real number. Called, it rounds to nearest even: `fp32(a * b)`. */
export interface FloatType<Exponent extends number = number, Mantissa extends number = number> extends TypeOf<
  "float",
  number,
  number
> {
  readonly width: number;
  /** Bits of the exponent. */
  readonly exponent: Exponent;
  /** Bits of the fraction, without the hidden one. */
  readonly mantissa: Mantissa;
  /** Results below the least normal number become 0 of their sign. */
  readonly flush: boolean;
  (value: number): number;
}

/**
 * Fixed point: the value is the real number, a multiple of 2^-fraction in −2^(int−1) … 2^(int−1) − 2^-fraction. Called, it rounds
 * to the nearest multiple, ties to even, and leaves the range to the assignment: `saturate(q(a * b), q)`.
 */
export interface FixedType<Int extends number = number, Fraction extends number = number> extends TypeOf<
  "fixed",
  number,
  number
> {
  /** int + fraction, at most 53. */
  readonly width: number;
  /** Bits before the point, the sign included. */
  readonly int: Int;
  /** Bits behind the point. */
  readonly fraction: Fraction;
  (value: number): number;
}

/** `length` values of one type; element signals are `v[i]`. */
export interface VecType<
  Element extends HardwareType = HardwareType,
  Length extends number = number,
> extends TypeOf<"vec", readonly Element["~read"][], readonly (Element["~read"] | Element["~write"])[]> {
  readonly element: Element;
  readonly length: Length;
}

/** Named fields; field signals are `s.field`. */
export interface StructType<Fields extends StructFields = StructFields> extends TypeOf<
  "struct",
  { readonly [K in keyof Fields]: Fields[K]["~read"] },
  { readonly [K in keyof Fields]: Fields[K]["~read"] | Fields[K]["~write"] }
> {
  readonly fields: Fields;
}

export interface StructFields {
  readonly [field: string]: HardwareType;
}

/** A type whose value is one word on wires. */
export type LeafType =
  BitType | UIntType | SIntType | BigUIntType | BigSIntType | EnumerationType | FloatType | FixedType;

export type HardwareType =
  | BitType
  | UIntType
  | SIntType
  | BigUIntType
  | BigSIntType
  // The members of two enumerations are unrelated types; only the shape is common to all.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  | EnumerationType<any>
  | FloatType
  | FixedType
  | {
      readonly kind: "vec";
      readonly element: HardwareType;
      readonly length: number;
      readonly "~read": unknown;
      readonly "~write": unknown;
    }
  | {
      readonly kind: "struct";
      readonly fields: StructFields;
      readonly "~read": unknown;
      readonly "~write": unknown;
    };

/** What `signal.value` gives. */
export type ReadOf<T extends HardwareType> = T["~read"];
/** What may be assigned to a signal. */
export type WriteOf<T extends HardwareType> = T["~read"] | T["~write"];
