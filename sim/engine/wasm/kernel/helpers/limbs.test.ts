import { describe, expect, test } from "vitest";
import { createRandom } from "../../../../random/random.ts";
import { divideLimbs } from "./divide-limbs.ts";
import { helpers } from "./helpers.test-kit.ts";
import { limbsToFloat } from "./limbs-to-float.ts";
import {
  addLimbs,
  anyLimb,
  bitwiseLimbs,
  compareLimbs,
  extendLimbs,
  multiplyLimbs,
  shiftLimbsDown,
  shiftLimbsUp,
  wrapLimbs,
} from "./limbs.ts";

// Numbers in limbs of 64 bits against bigint, at the borders of limbs.

const { run, memory } = helpers((module) => ({
  add: addLimbs(module, "add"),
  sub: addLimbs(module, "sub"),
  mul: multiplyLimbs(module),
  and: bitwiseLimbs(module, "and"),
  or: bitwiseLimbs(module, "or"),
  xor: bitwiseLimbs(module, "xor"),
  shl: shiftLimbsUp(module),
  shr: shiftLimbsDown(module),
  compare: compareLimbs(module),
  extend: extendLimbs(module),
  wrap: wrapLimbs(module),
  any: anyLimb(module),
  divide: divideLimbs(module),
  toFloat: limbsToFloat(module),
}));
const words = new BigUint64Array(memory);
const [A, B, TO, REST, SPACE] = [1024, 2048, 3072, 4096, 5120];

/** What lies around a number is neither read nor written. */
const [BEFORE, BEHIND] = [0x0bad_bad0_bad0_0badn, 0xbad0_0bad_0bad_bad1n];

function put(address: number, value: bigint, count: number): void {
  for (let limb = 0; limb < count; limb++)
    words[address / 8 + limb] = BigInt.asUintN(64, value >> BigInt(64 * limb));
  words[address / 8 + count] = BEHIND;
  words[address / 8 - 1] = BEFORE;
}

/** Puts rubbish where a result goes. */
function prepare(address: number, count: number): void {
  put(address, -0x5555_5555_5555_5556n, count);
}

function signed(address: number, count: number): bigint {
  let value = 0n;
  for (let limb = count - 1; limb >= 0; limb--) value = (value << 64n) | words[address / 8 + limb]!;
  const isWhole = words[address / 8 + count] === BEHIND && words[address / 8 - 1] === BEFORE;
  if (!isWhole) throw new Error("what lies around a number has changed");
  return BigInt.asIntN(64 * count, value);
}

const random = createRandom("limbs");

/** Numbers of so many limbs: those around the borders of limbs and halves, and any. */
function valuesOf(count: number): readonly bigint[] {
  const found = new Set<bigint>();
  for (let bit = 0; bit <= 64 * count; bit += 32)
    for (const by of [-1n, 0n, 1n]) {
      found.add((1n << BigInt(bit)) + by);
      found.add(-(1n << BigInt(bit)) + by);
      found.add((1n << BigInt(Math.max(0, bit - 1))) + by);
    }
  for (let i = 0; i < 12; i++) found.add(random.bigBits(64 * count));
  return [...new Set([...found].map((value) => BigInt.asIntN(64 * count, value)))];
}

const counts = [1, 2, 3];

test.each(counts)("sums, differences, products and bits of %i limbs", (count) => {
  const wrong: string[] = [];
  const expected: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    and: (a, b) => a & b,
    or: (a, b) => a | b,
    xor: (a, b) => a ^ b,
  };
  const values = valuesOf(count);
  for (const a of values)
    for (const b of values) {
      put(A, a, count);
      put(B, b, count);
      for (const [name, of] of Object.entries(expected)) {
        prepare(TO, count);
        run[name]!(TO, A, B, count);
        if (signed(TO, count) !== BigInt.asIntN(64 * count, of(a, b))) wrong.push(`${name} ${a} ${b}`);
      }
      if (run["compare"]!(A, B, count) !== (a < b ? -1 : a > b ? 1 : 0)) wrong.push(`compare ${a} ${b}`);
    }
  expect(wrong).toEqual([]);
});

test.each(counts)("shifts of %i limbs, by any count", (count) => {
  const wrong: string[] = [];
  const bits = 64 * count;
  const shifts = [0, 1, 31, 32, 63, 64, 65, 100, 127, 128, 129, bits - 1, bits, bits + 1, 500, 64_000];
  for (const a of valuesOf(count))
    for (const by of shifts) {
      put(A, a, count);
      for (const [name, result] of [
        ["shl", BigInt.asIntN(bits, a << BigInt(by))],
        ["shr", a >> BigInt(by)],
      ] as const) {
        prepare(TO, count);
        run[name]!(TO, A, by, count);
        if (signed(TO, count) !== result) wrong.push(`${name} ${a} ${by}`);
      }
    }
  expect(wrong).toEqual([]);
});

test.each(counts)("%i limbs are extended, wrapped and tested for 0", (count) => {
  const wrong: string[] = [];
  const widths = [1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192].filter(
    (width) => width <= 64 * count,
  );
  for (const a of [0n, ...valuesOf(count)]) {
    put(A, a, count);
    if (run["any"]!(A, count) !== (a === 0n ? 0 : 1)) wrong.push(`any ${a}`);
    for (const sign of [0, 1]) {
      prepare(TO, count + 2);
      run["extend"]!(TO, A, count, sign, count + 2);
      if (signed(TO, count + 2) !== (sign ? a : BigInt.asUintN(64 * count, a)))
        wrong.push(`extend ${a} ${sign}`);
      for (const width of widths) {
        prepare(TO, count);
        run["wrap"]!(TO, A, width, sign, count);
        const fitted = sign ? BigInt.asIntN(width, a) : BigInt.asUintN(width, a);
        if (signed(TO, count) !== BigInt.asIntN(64 * count, fitted)) wrong.push(`wrap ${a} ${width} ${sign}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each([1, 2])("quotients and remainders of numbers of %i limbs, which have one to spare", (count) => {
  const wrong: string[] = [];
  // Bit by bit takes its time.
  const values = valuesOf(count).filter((_, i) => count === 1 || i % 2 === 0);
  for (const a of values)
    for (const b of values) {
      if (b === 0n) continue;
      put(A, a, count + 1);
      put(B, b, count + 1);
      prepare(TO, count + 1);
      prepare(REST, count + 1);
      run["divide"]!(TO, REST, A, B, SPACE, count + 1);
      if (signed(TO, count + 1) !== a / b || signed(REST, count + 1) !== a % b) wrong.push(`${a} / ${b}`);
      if (signed(A, count + 1) !== a || signed(B, count + 1) !== b) wrong.push("operands are changed");
    }
  expect(wrong).toEqual([]);
});

describe("limbs as a double", () => {
  /** The highest 53 bits, the last of them standing for all below. */
  const odd = (value: bigint): number => {
    const size = value < 0n ? -value : value;
    const dropped = BigInt(Math.max(0, size.toString(2).length - 53));
    const kept = size >> dropped;
    const exact = kept << dropped === size;
    const result = Number(exact ? kept : kept | 1n) * 2 ** Number(dropped);
    return value < 0n ? -result : result;
  };

  test.each(counts)("of %i limbs: to nearest, ties to even, or to odd", (count) => {
    const wrong: string[] = [];
    const halves = [52, 53, 54, 62, 63, 64, 65, 100, 116, 117, 120, 180]
      .filter((bit) => bit < 64 * count - 1)
      .flatMap((bit) => {
        const top = 1n << BigInt(bit);
        const half = top >> 53n;
        return [1n, 2n, 3n].flatMap((odds) => [
          top + odds * half,
          top + odds * half + 1n,
          top + odds * half - 1n,
        ]);
      });
    for (const one of [...valuesOf(count), ...halves, 0n])
      for (const a of [one, -one]) {
        const value = BigInt.asIntN(64 * count, a);
        put(A, value, count);
        const [near, toOdd] = [0, 1].map((which) => run["toFloat"]!(A, which, SPACE, count));
        if (!Object.is(near, Number(value))) wrong.push(`${value} is ${near}`);
        // Of 53 bits and fewer nothing is dropped, and of more the double may be either neighbour.
        if (!Object.is(toOdd, odd(value))) wrong.push(`${value} to odd is ${toOdd}`);
      }
    expect(wrong).toEqual([]);
  });

  test("beyond all doubles it is infinite", () => {
    for (const [bit, result] of [
      [1023, 2 ** 1023],
      [1024, Infinity],
      [1086, Infinity],
    ] as const)
      for (const sign of [1n, -1n]) {
        put(A, sign << BigInt(bit), 17);
        expect(run["toFloat"]!(A, 0, SPACE, 17)).toBe(Number(sign) * result);
      }
  });
});
