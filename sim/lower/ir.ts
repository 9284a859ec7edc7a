import type { EnumerationType, FloatType, LeafType } from "../describe/index.ts";
import type { Place } from "../errors/index.ts";
import type { ReadonlyIndexSet } from "./index-set.ts";

/**
 * The intermediate representation: what one module's `propagate()` and `update()` compute, as typed, structured, read-only data.
 *
 * - Signals, memories, fields and locals are numbers into the tables of the `ModuleCode`; signals are named relative to the module, so
 *   that all instances of one shape share the code.
 * - Every expression has a type, and integers the range that was proven for them.
 * - Methods, getters and functions of the subset are inlined; loops are unrolled, and keep their iterations apart.
 * - There is no implicit conversion: an assignment's wrap or rounding is a `fit`.
 *
 * Meaning of one run of a body: statements in order. `drive` is visible to later reads in the same run; `latch` and `store` are
 * not. Expressions have no effects; `and`, `or`, `cond` may be evaluated lazily or not, with the same result, except that an
 * `element`, `table`, `select` or `memory` whose index is out of range must not be evaluated where a guard excludes it.
 */
export type Expression =
  | Constant
  | { readonly op: "read"; readonly type: ValueType; readonly signal: SignalIndex }
  /** One of several signals of one type, by a proven index. */
  | {
      readonly op: "element";
      readonly type: ValueType;
      readonly signals: readonly SignalIndex[];
      readonly at: Expression;
    }
  /** A whole number that each instance has for itself. */
  | { readonly op: "field"; readonly type: ValueType; readonly field: FieldIndex }
  | { readonly op: "local"; readonly type: ValueType; readonly local: LocalIndex }
  /** The word before the edge, by a proven address. */
  | {
      readonly op: "memory";
      readonly type: ValueType;
      readonly memory: MemoryIndex;
      readonly address: Expression;
    }
  /** One of several constants, by a proven index. */
  | {
      readonly op: "table";
      readonly type: ValueType;
      readonly values: readonly Constant[];
      readonly at: Expression;
    }
  /** One of several expressions, by a proven index. */
  | {
      readonly op: "select";
      readonly type: ValueType;
      readonly elements: readonly Expression[];
      readonly at: Expression;
    }
  | { readonly op: "unary"; readonly name: UnaryName; readonly type: ValueType; readonly arg: Expression }
  | {
      readonly op: "binary";
      readonly name: BinaryName;
      readonly type: ValueType;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly op: "cond";
      readonly type: ValueType;
      readonly test: Expression;
      readonly then: Expression;
      readonly else: Expression;
    }
  /** Bits `high`…`low` in two's complement, as an unsigned integer of the argument's kind. */
  | {
      readonly op: "bits";
      readonly type: ValueType;
      readonly arg: Expression;
      readonly high: number;
      readonly low: number;
    }
  /** left · right + addend, rounded once, to `to`. */
  | {
      readonly op: "fma";
      readonly type: ValueType;
      readonly to: FloatType;
      readonly left: Expression;
      readonly right: Expression;
      readonly addend: Expression;
    }
  /** An integer or fixed-point value on another grid, that of `type` (of integers: 1); `by` says where to if it is coarser. */
  | {
      readonly op: "rescale";
      readonly type: ValueType;
      readonly arg: Expression;
      readonly by: "floor" | "trunc" | "halfUp" | "even";
    }
  /** The bits of a float of format `of` as an unsigned integer; NaN has one pattern. */
  | { readonly op: "encode"; readonly type: ValueType; readonly of: FloatType; readonly arg: Expression }
  /** The float of format `of` with these bits. */
  | { readonly op: "decode"; readonly type: ValueType; readonly of: FloatType; readonly arg: Expression }
  /** What an assignment to `to` leaves: wrapped, or rounded; booleans become 0 or 1. To a float it rounds an integer, too, once. `asked`: the source says wrap(…), or the value fits anyway. */
  | {
      readonly op: "fit";
      readonly type: ValueType;
      readonly to: LeafType;
      readonly arg: Expression;
      readonly asked: boolean;
    };

export interface Constant {
  readonly op: "const";
  readonly type: ValueType;
  /** number for integers, floats and (times 2^fraction) fixed point, bigint, boolean, or a member's name for enumerations. */
  readonly value: number | bigint | boolean | string;
}

export type SignalIndex = number;
export type MemoryIndex = number;
export type LocalIndex = number;
export type FieldIndex = number;
export type LabelIndex = number;

/** The type of an expression's value. Integers and bigints carry inclusive bounds; `nonZero`: 0 lies within them, and was excluded. */
export type ValueType =
  | { readonly kind: "integer"; readonly low: number; readonly high: number; readonly nonZero?: true }
  | { readonly kind: "big"; readonly low: bigint; readonly high: bigint; readonly nonZero?: true }
  | { readonly kind: "boolean" }
  | { readonly kind: "enumeration"; readonly of: EnumerationType }
  /** A fixed-point number as the integer value · 2^fraction, which the bounds are those of. */
  | { readonly kind: "fixed"; readonly fraction: number; readonly low: number; readonly high: number }
  /** A real number. `format`: that of a signal, word or rounding; undefined for constants and for results on the way to a rounding. */
  | { readonly kind: "float"; readonly format: FloatType | undefined; readonly reals: Reals };

/** What is known of a real number, beside that it may be infinite, NaN or −0. */
export interface Reals {
  /** A double holds it exactly. Otherwise it is the result of one operator, to be rounded next. */
  readonly exact: boolean;
  /** Significant bits at most; of an inexact one, those that the format which rounds it has at least. */
  readonly bits: number;
  /** It is a multiple of 2^low; of an inexact one, the format that rounds it is no coarser. */
  readonly low: number;
  /** Its size is less than 2^high. */
  readonly high: number;
}

/**
 * Unary operators. Integer and big: `neg`, `abs` (exact), `not` (~x, big: any; integer: int32). Integer: `clz32`.
 * Boolean: `lnot`. Conversions: `toBoolean` (x ≠ 0), `toInteger` (false, true → 0, 1), `toBig`, `toNumber`, `toFloat`.
 * Float: `neg`, `abs`; `trunc`, `floor`, `round` (Math.round: half up), `roundEven` give the integer part as a float-valued real.
 * `toInteger` of a whole float within the bounds of the result; of NaN it is 0; to fixed point, of the value times 2^fraction.
 * Fixed: `neg`, `abs`, `toFloat`; `toNumber` between fixed point and the integer that stands for it. `round32`: Math.fround.
 */
export type UnaryName =
  | "neg"
  | "abs"
  | "not"
  | "clz32"
  | "lnot"
  | "toBoolean"
  | "toInteger"
  | "toBig"
  | "toNumber"
  | "toFloat"
  | "trunc"
  | "floor"
  | "round"
  | "roundEven"
  | "round32";

/**
 * Binary operators, with JavaScript's meaning on equal kinds of operands.
 * Integer and big: `add sub mul rem` (sign of the dividend), `divTrunc divFloor` (divisor proven not zero; big: divTrunc only),
 * integer only: `divRound` (Math.round(a / b)). 32-bit integer: `and32 or32 xor32 shl32 shr32 ushr32 imul`.
 * Integer (any width up to 53, two's complement) and big: `and or xor shl shr` (arithmetic; counts are integers ≥ 0).
 * `min max` on integers, bigs and floats. Comparisons give booleans: `eq ne` on all kinds, `lt le gt ge` on integers, bigs, floats.
 * Booleans: `land lor`. Floats: `add sub mul div min max`; `div` by a constant power of two is exact.
 * Fixed: `add sub min max` and comparisons on equal fractions, `mul`, whose fraction is the sum of both: all on the integers that stand for them.
 */
export type BinaryName =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "rem"
  | "divTrunc"
  | "divFloor"
  | "divRound"
  | "and32"
  | "or32"
  | "xor32"
  | "shl32"
  | "shr32"
  | "ushr32"
  | "imul"
  | "and"
  | "or"
  | "xor"
  | "shl"
  | "shr"
  | "min"
  | "max"
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "land"
  | "lor";

/** Where a statement is written, found when it is asked for; undefined where that can't be known. */
export type LazyPlace = () => Place | undefined;

export type Statement =
  | { readonly kind: "set"; readonly local: LocalIndex; readonly value: Expression }
  /** `propagate()`: an output, a wire or a child's input gets a value that later reads in this run see. */
  | {
      readonly kind: "drive";
      readonly signal: SignalIndex;
      readonly value: Expression;
      readonly place: LazyPlace | undefined;
    }
  | {
      readonly kind: "driveElement";
      readonly signals: readonly SignalIndex[];
      readonly at: Expression;
      readonly value: Expression;
      readonly place: LazyPlace | undefined;
    }
  /** `update()`: a register gets its next value; the last one counts. */
  | {
      readonly kind: "latch";
      readonly signal: SignalIndex;
      readonly value: Expression;
      readonly place: LazyPlace | undefined;
    }
  | {
      readonly kind: "latchElement";
      readonly signals: readonly SignalIndex[];
      readonly at: Expression;
      readonly value: Expression;
      readonly place: LazyPlace | undefined;
    }
  /** `update()`: a memory word changes at the edge, the bits of `mask` only if there is one. */
  | {
      readonly kind: "store";
      readonly memory: MemoryIndex;
      readonly address: Expression;
      readonly value: Expression;
      readonly mask: Expression | undefined;
      readonly place: LazyPlace | undefined;
    }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly else: readonly Statement[];
    }
  /** Cases are constants of the subject's kind; the first that equals it runs, alone. */
  | {
      readonly kind: "switch";
      readonly subject: Expression;
      readonly cases: readonly SwitchCase[];
      readonly otherwise: readonly Statement[];
    }
  /** The target of `exit`s: leaving it goes on behind it. */
  | { readonly kind: "block"; readonly label: LabelIndex; readonly body: readonly Statement[] }
  | { readonly kind: "exit"; readonly label: LabelIndex }
  /** An unrolled loop: the iterations in order. */
  | { readonly kind: "loop"; readonly iterations: readonly (readonly Statement[])[] }
  | {
      readonly kind: "assert";
      readonly test: Expression;
      readonly message: readonly (string | Expression)[];
      readonly place: LazyPlace | undefined;
    };

export interface SwitchCase {
  readonly values: readonly Constant[];
  readonly body: readonly Statement[];
}

/** A step from a module to one of its signals, memories or children: a field's name or an index. */
export type RelativePath = readonly (string | number)[];

/** A signal that the code reads or writes: of the module itself, or of one of its direct children. */
export interface SignalUse {
  readonly path: RelativePath;
  readonly type: LeafType;
  /** The values it holds, ends included, where it is declared with a `range`: claims of reads rest on it. */
  readonly range?: readonly [number, number];
}

export interface MemoryUse {
  readonly path: RelativePath;
  readonly type: LeafType;
  readonly depth: number;
}

/** A field that holds a whole number within bounds, in which instances may differ. */
export interface FieldUse {
  readonly path: RelativePath;
  readonly low: number;
  readonly high: number;
}

export interface LocalUse {
  /** The name in the source. */
  readonly name: string;
  /** Bounds are those of the whole body. */
  readonly type: ValueType;
}

/** One method, lowered. */
export interface Body {
  readonly statements: readonly Statement[];
  readonly locals: readonly LocalUse[];
  /** Signals that may be read before this run has driven them, in order of first use, each once. */
  readonly reads: readonly SignalIndex[];
  /** Signals that may be driven or latched. */
  readonly writes: readonly SignalIndex[];
  readonly memoryReads: readonly MemoryIndex[];
  readonly memoryWrites: readonly MemoryIndex[];
  /** For each written signal, the signals and memories that its value or the fact of its being written may depend on. */
  readonly dependences: ReadonlyMap<
    SignalIndex,
    { readonly signals: ReadonlyIndexSet; readonly memories: ReadonlyIndexSet }
  >;
  /** The method has effects outside the hardware (console, debugger): an engine that skips idle modules must not skip it. */
  readonly debugs: boolean;
  /** Where the method stands: what it leaves out has no line of its own. */
  readonly place?: LazyPlace | undefined;
}

/** The lowered code of a class for one shape: equal types, lengths and those constants that the methods use. */
export interface ModuleCode {
  readonly className: string;
  readonly signals: readonly SignalUse[];
  readonly memories: readonly MemoryUse[];
  readonly fields: readonly FieldUse[];
  /** Undefined where the class has no such method. */
  readonly propagate: Body | undefined;
  readonly update: Body | undefined;
  /** Of a behavioural module: bodies have no statements, and say only what the methods may read and write. */
  readonly behavioural?: true;
}
