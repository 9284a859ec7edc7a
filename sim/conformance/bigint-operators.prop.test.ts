import { describe, test } from "vitest";
import {
  and,
  bigSint,
  type BigSIntType,
  bigUint,
  type BigUIntType,
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
  uint,
  wrap,
  xor,
} from "../describe/index.ts";
import { floorDivide, judge, larger, ordersOf, smaller } from "./integer-operators.test-kit.ts";

// SEMANTICS section 2: arithmetic is JavaScript's and exact, at every width. The reference is arithmetic of bigints; the methods run as
// JavaScript in the event engine, and as lowered code in the evaluator.

/** Every operator on bigints of one type. */
class OnBigints extends Module {
  readonly a;
  readonly b;
  readonly sum = output(bigSint(300));
  readonly difference = output(bigSint(300));
  readonly product = output(bigSint(300));
  readonly quotient = output(bigSint(300));
  readonly remainder = output(bigSint(300));
  readonly and = output(bigSint(300));
  readonly or = output(bigSint(300));
  readonly xor = output(bigSint(300));
  readonly signs = output(bigSint(300));
  readonly not = output(bigSint(300));
  readonly minus = output(bigSint(300));
  readonly left = output(bigSint(300));
  readonly right = output(bigSint(300));
  readonly slice = output(bigSint(300));
  readonly joined = output(bigUint(256));
  readonly clamped = output(bigSint(40));
  readonly narrow = output(bigSint(33));
  readonly same;
  readonly unsigned = output(bigUint(53));
  readonly number = output(uint(53));
  readonly top = output(bit);
  readonly orders = output(uint(6));
  readonly width: number;

  constructor(type: BigUIntType | BigSIntType) {
    super();
    this.a = input(type);
    this.b = input(type);
    this.same = output(type);
    this.width = type.width;
  }

  override propagate() {
    const a = this.a.value;
    const b = this.b.value;
    this.sum.value = a + b;
    this.difference.value = a - b;
    this.product.value = a * b;
    this.quotient.value = b === 0n ? 0n : a / b;
    this.remainder.value = b === 0n ? 0n : a % b;
    this.and.value = and(a, b);
    this.or.value = a | b;
    this.xor.value = a ^ b;
    this.signs.value = xor(a, b) & or(a, b);
    this.not.value = ~a;
    this.minus.value = -a;
    this.left.value = wrap(shl(a, Number(bits(b, 5, 0))));
    this.right.value = shr(a, Number(bits(b, 7, 0)));
    this.slice.value = bits(a, this.width - 1, this.width >> 1);
    this.joined.value = concat([a, 128], [b, 128]);
    this.clamped.value = saturate(a, bigSint(40));
    this.narrow.value = wrap(a);
    this.same.value = wrap(a * 3n + b);
    this.unsigned.value = BigInt.asUintN(53, a);
    this.number.value = Number(bits(a, 52, 0));
    this.top.value = bit(a, this.width - 1);
    this.orders.value = concat(
      [Number(a < b), 1],
      [Number(a <= b), 1],
      [Number(a > b), 1],
      [Number(a >= b), 1],
      [Number(a === b), 1],
      [Number(a !== b), 1],
    );
  }
}

function bigintsExpected(type: BigUIntType | BigSIntType, a: bigint, b: bigint): Record<string, bigint> {
  const w = BigInt(type.width);
  const half = 2n ** 39n;
  return {
    sum: a + b,
    difference: a - b,
    product: a * b,
    quotient: b === 0n ? 0n : a / b,
    remainder: b === 0n ? 0n : a % b,
    and: a & b,
    or: a | b,
    xor: a ^ b,
    signs: (a ^ b) & (a | b),
    not: -a - 1n,
    minus: -a,
    left: a * 2n ** BigInt.asUintN(6, b),
    right: floorDivide(a, 2n ** BigInt.asUintN(8, b)),
    slice: BigInt.asUintN(type.width, a) / 2n ** (w >> 1n),
    joined: BigInt.asUintN(128, a) * 2n ** 128n + BigInt.asUintN(128, b),
    clamped: larger(-half, smaller(half - 1n, a)),
    narrow: a,
    same: a * 3n + b,
    unsigned: a,
    number: BigInt.asUintN(53, a),
    top: BigInt.asUintN(type.width, a) >> (w - 1n),
    orders: ordersOf(a, b),
  };
}

describe("SEMANTICS 2: every operator on bigints, at every width", () => {
  test.each([1, 8, 16, 31, 32, 33, 52, 53, 54, 63, 64, 65, 127, 128])(
    "bigUint and bigSint of %i bits",
    (width) => {
      for (const type of [bigUint(width), bigSint(width)])
        judge(
          () => new OnBigints(type),
          type,
          (a, b) => bigintsExpected(type, a, b),
        );
    },
  );
});
