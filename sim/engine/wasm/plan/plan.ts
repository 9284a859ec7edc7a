import type { LeafType } from "../../../describe/index.ts";
import type { LocalUse, SignalIndex, Statement } from "../../../lower/index.ts";

/**
 * How a word is kept in linear memory: two's complement integers of 1 to 8 bytes, signed or not; floats as single or double;
 * wide integers as limbs of 8 bytes, the lowest first, the highest extended by its sign or by zeros.
 *
 * A `bit` and an enumeration's member (its position) are unsigned integers, fixed point is the integer value · 2^fraction, floats of at
 * most 8 exponent and 23 mantissa bits are singles.
 */
export type Element =
  | { readonly kind: "integer"; readonly bytes: 1 | 2 | 4 | 8; readonly signed: boolean }
  | { readonly kind: "float"; readonly bytes: 4 | 8 }
  | { readonly kind: "limbs"; readonly limbs: number; readonly signed: boolean };

/**
 * Where a signal of instance (row, column) is.
 *
 * - `affine`: at base + row · rowStride + column · columnStride, in bytes. Strides of 0 are one word for all.
 * - `table`: at the address in the 32-bit word base + 4 · (row · columns + column).
 */
export type Access =
  | {
      readonly kind: "affine";
      readonly base: number;
      readonly rowStride: number;
      readonly columnStride: number;
    }
  | { readonly kind: "table"; readonly base: number };

/** A signal in a kernel, or a constant that differs between instances, which is then a signal that nobody writes. */
export interface SignalPlace {
  readonly type: LeafType;
  readonly element: Element;
  /** Undefined where the kernel does not read it. */
  readonly read: Access | undefined;
  /** Where a `drive` or `latch` goes. Of a register that is updated in place it equals `read`; otherwise it is the shadow that is committed later. */
  readonly write: Access | undefined;
}

/** A memory: the words of instance (row, column) begin where `words` says, and lie behind each other. */
export interface MemoryPlace {
  readonly type: LeafType;
  readonly element: Element;
  readonly depth: number;
  readonly words: Access;
}

/**
 * The instances that a kernel runs, and in which order.
 *
 * - `grid`: rows · columns instances by two nested loops. `descending`: both begin at the end, so that what an instance writes in place has been
 *   read by all that lie behind it. `independent`: no instance reads what another one writes in the same run, except in the manner that
 *   the order allows: lanes may be computed together if all reads of a group of columns come before its writes.
 * - `list`: the kernel is a function of (from, to), and runs the instances whose numbers (row · columns + column) are the 32-bit words
 *   base + 4 · k for from ≤ k < to, one after another: what one writes, the next one may read.
 */
export type Lanes =
  | {
      readonly kind: "grid";
      readonly rows: number;
      readonly columns: number;
      readonly descending: boolean;
      readonly independent: boolean;
    }
  | { readonly kind: "list"; readonly columns: number; readonly base: number };

/**
 * What becomes one function: a method of a class, or the part of it that some signals need, for many instances.
 *
 * Meaning, per instance: the statements in order, with the IR's rules. A `drive` is seen by later reads of the same run. `latch`es and
 * `store`s act behind the last statement: all reads of a run see the state from before it. A register that a run does not latch holds: where
 * `write` is a shadow, the old value is copied into it. Stores of one run act in their order, each with its mask.
 * `assert`s are left out, except in a kernel of kind `check`, which gives 1 (i32) as soon as one of them fails, else 0, and writes nothing.
 * A kernel of kind `call` has no statements: it calls the `propagate()` of behavioural modules, of whose writes only the drives of the kernel count.
 */
export interface Kernel {
  /** Class, method and part, for the name section: `MacCell.update`. */
  readonly name: string;
  readonly kind: "propagate" | "update" | "check" | "call";
  readonly lanes: Lanes;
  readonly statements: readonly Statement[];
  readonly locals: readonly LocalUse[];
  /** By signal index; undefined where the statements don't use it. */
  readonly signals: readonly (SignalPlace | undefined)[];
  /** By memory index. */
  readonly memories: readonly (MemoryPlace | undefined)[];
  /** Of a call: the signals that it drives. */
  readonly drives?: readonly SignalIndex[];
}
