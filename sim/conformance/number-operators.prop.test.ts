import { describe, test } from "vitest";
import {
  and,
  bit,
  bits,
  concat,
  input,
  Module,
  or,
  output,
  saturate,
  shl,
  shr,
  sint,
  type SIntType,
  uint,
  type UIntType,
  wrap,
  xor,
} from "../describe/index.ts";
import { flag, floorDivide, judge, larger, ordersOf, smaller } from "./integer-operators.test-kit.ts";

// SEMANTICS section 2: arithmetic is JavaScript's and exact, at every width. The reference is arithmetic of bigints; the methods run as
// JavaScript in the event engine, and as lowered code in the evaluator.

/** Every operator on numbers of one type, wherever the ranges allow it. */
class OnNumbers extends Module {
  readonly a;
  readonly b;
  readonly sum;
  readonly difference;
  readonly product;
  readonly remainder;
  readonly trunc;
  readonly floor;
  readonly rounded;
  readonly and;
  readonly or;
  readonly xor;
  readonly least;
  readonly most;
  readonly size;
  readonly minus;
  readonly right;
  readonly left;
  readonly slice;
  readonly top;
  readonly joined = output(uint(53));
  readonly clamped = output(sint(7));
  readonly narrow = output(sint(5));
  readonly orders = output(uint(6));
  readonly and32;
  readonly or32;
  readonly xor32;
  readonly not32;
  readonly right32;
  readonly unsigned32;
  readonly zeros = output(uint(6));
  readonly imul;
  readonly width: number;
  readonly sums: boolean;
  readonly products: boolean;
  readonly words: boolean;
  readonly shifts: boolean;
  readonly unsigneds: boolean;

  constructor(type: UIntType | SIntType) {
    super();
    const { width } = type;
    const signed = type.kind === "sint";
    const out = () => output<UIntType | SIntType>(signed ? sint(53) : uint(53));
    this.a = input(type);
    this.b = input(type);
    this.sum = out();
    this.difference = out();
    this.product = out();
    this.remainder = out();
    this.trunc = out();
    this.floor = out();
    this.rounded = out();
    this.and = out();
    this.or = out();
    this.xor = out();
    this.least = out();
    this.most = out();
    this.size = out();
    this.minus = out();
    this.right = out();
    this.left = out();
    this.slice = out();
    this.top = out();
    this.and32 = out();
    this.or32 = out();
    this.xor32 = out();
    this.not32 = out();
    this.right32 = out();
    this.unsigned32 = out();
    this.imul = out();
    this.width = width;
    this.sums = width <= 52;
    this.products = width <= 26;
    this.words = width <= 32;
    this.shifts = width <= (signed ? 32 : 31);
    this.unsigneds = width <= 32 && !signed;
  }

  override propagate() {
    const a = this.a.value;
    const b = this.b.value;
    this.sum.value = this.sums ? wrap(a + b) : 0;
    this.difference.value = this.sums ? wrap(a - b) : 0;
    this.product.value = this.products ? wrap(a * b) : 0;
    this.remainder.value = b === 0 ? 0 : wrap(a % b);
    this.trunc.value = b === 0 ? 0 : wrap(Math.trunc(a / b));
    this.floor.value = b === 0 ? 0 : wrap(Math.floor(a / b));
    this.rounded.value = !this.sums || b === 0 ? 0 : wrap(Math.round(a / b));
    this.and.value = wrap(and(a, b));
    this.or.value = wrap(or(a, b));
    this.xor.value = wrap(xor(a, b));
    this.least.value = Math.min(a, b);
    this.most.value = Math.max(a, b);
    this.size.value = wrap(Math.abs(a));
    this.minus.value = wrap(-a);
    this.right.value = shr(a, bits(b, 4, 0));
    this.left.value = this.products ? wrap(shl(a, bits(b, 3, 0))) : 0;
    this.slice.value = wrap(bits(a, this.width - 1, this.width >> 1));
    this.top.value = wrap(bit(a, this.width - 1));
    this.joined.value = concat([a, 27], [b, 26]);
    this.clamped.value = saturate(a, sint(7));
    this.narrow.value = wrap(a);
    this.orders.value = concat(
      [Number(a < b), 1],
      [Number(a <= b), 1],
      [Number(a > b), 1],
      [Number(a >= b), 1],
      [Number(a === b), 1],
      [Number(a !== b), 1],
    );
    this.and32.value = this.words ? wrap(a & b) : 0;
    this.or32.value = this.words ? wrap(a | b) : 0;
    this.xor32.value = this.words ? wrap(a ^ b) : 0;
    this.not32.value = this.words ? wrap(~a) : 0;
    this.right32.value = this.shifts ? a >> bits(b, 4, 0) : 0;
    this.unsigned32.value = this.unsigneds ? wrap(a >>> bits(b, 4, 0)) : 0;
    this.zeros.value = this.words ? Math.clz32(a) : 0;
    this.imul.value = this.words ? wrap(Math.imul(a, b)) : 0;
  }
}

const int32 = (n: bigint) => BigInt.asIntN(32, n);

/** What the outputs show, before they wrap. */
function numbersExpected(type: UIntType | SIntType, a: bigint, b: bigint): Record<string, bigint> {
  const w = BigInt(type.width);
  const signed = type.kind === "sint";
  const only = (may: boolean, value: () => bigint): bigint => (may ? value() : 0n);
  const count = BigInt.asUintN(5, b);
  return {
    sum: only(w <= 52n, () => a + b),
    difference: only(w <= 52n, () => a - b),
    product: only(w <= 26n, () => a * b),
    remainder: only(b !== 0n, () => a % b),
    trunc: only(b !== 0n, () => a / b),
    floor: only(b !== 0n, () => floorDivide(a, b)),
    rounded: only(b !== 0n && w <= 52n, () => floorDivide(2n * a + b, 2n * b)),
    and: a & b,
    or: a | b,
    xor: a ^ b,
    least: smaller(a, b),
    most: larger(a, b),
    size: larger(a, -a),
    minus: -a,
    right: a >> count,
    left: only(w <= 26n, () => a << BigInt.asUintN(4, b)),
    slice: BigInt.asUintN(type.width, a) >> (w >> 1n),
    top: flag(signed ? a < 0n : a >= 2n ** (w - 1n)),
    joined: (BigInt.asUintN(27, a) << 26n) | BigInt.asUintN(26, b),
    clamped: larger(-64n, smaller(63n, a)),
    narrow: a,
    orders: ordersOf(a, b),
    and32: only(w <= 32n, () => int32(a) & int32(b)),
    or32: only(w <= 32n, () => int32(a) | int32(b)),
    xor32: only(w <= 32n, () => int32(a) ^ int32(b)),
    not32: only(w <= 32n, () => ~int32(a)),
    right32: only(w <= (signed ? 32n : 31n), () => int32(a) >> count),
    unsigned32: only(w <= 32n && !signed, () => a >> count),
    zeros: only(w <= 32n, () => BigInt(32 - (a === 0n ? 0 : BigInt.asUintN(32, a).toString(2).length))),
    imul: only(w <= 32n, () => int32(a * b)),
  };
}

describe("SEMANTICS 2: every operator on numbers, at the widths where they change", () => {
  test.each([1, 8, 16, 26, 27, 31, 32, 33, 52, 53])("uint and sint of %i bits", (width) => {
    for (const type of [uint(width), sint(width)])
      judge(
        () => new OnNumbers(type),
        type,
        (a, b) => numbersExpected(type, a, b),
      );
  });
});
