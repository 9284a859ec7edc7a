import { bigSint, bigUint, input, Module, output, sint, uint, wrap } from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

/** Each output is input + 1 at its own width. */
class UnsignedWidths extends Module {
  readonly a = input(sint(53));
  readonly u1 = output(uint(1));
  readonly u8 = output(uint(8));
  readonly u16 = output(uint(16));
  readonly u31 = output(uint(31));
  readonly u32 = output(uint(32));
  readonly u33 = output(uint(33));
  readonly u52 = output(uint(52));
  readonly u53 = output(uint(53));

  override propagate() {
    const sum = this.a.value + 1;
    this.u1.value = wrap(sum);
    this.u8.value = wrap(sum);
    this.u16.value = wrap(sum);
    this.u31.value = wrap(sum);
    this.u32.value = wrap(sum);
    this.u33.value = wrap(sum);
    this.u52.value = wrap(sum);
    this.u53.value = wrap(sum);
  }
}

class SignedWidths extends Module {
  readonly a = input(sint(53));
  readonly s1 = output(sint(1));
  readonly s8 = output(sint(8));
  readonly s16 = output(sint(16));
  readonly s31 = output(sint(31));
  readonly s32 = output(sint(32));
  readonly s33 = output(sint(33));
  readonly s52 = output(sint(52));
  readonly s53 = output(sint(53));

  override propagate() {
    const sum = this.a.value + 1;
    this.s1.value = wrap(sum);
    this.s8.value = wrap(sum);
    this.s16.value = wrap(sum);
    this.s31.value = wrap(sum);
    this.s32.value = wrap(sum);
    this.s33.value = wrap(sum);
    this.s52.value = wrap(sum);
    this.s53.value = wrap(sum);
  }
}

class BigUnsignedWidths extends Module {
  readonly a = input(bigSint(130));
  readonly u54 = output(bigUint(54));
  readonly u64 = output(bigUint(64));
  readonly u65 = output(bigUint(65));
  readonly u127 = output(bigUint(127));
  readonly u128 = output(bigUint(128));

  override propagate() {
    const sum = this.a.value + 1n;
    this.u54.value = wrap(sum);
    this.u64.value = wrap(sum);
    this.u65.value = wrap(sum);
    this.u127.value = wrap(sum);
    this.u128.value = wrap(sum);
  }
}

class BigSignedWidths extends Module {
  readonly a = input(bigSint(130));
  readonly s54 = output(bigSint(54));
  readonly s64 = output(bigSint(64));
  readonly s65 = output(bigSint(65));
  readonly s127 = output(bigSint(127));
  readonly s128 = output(bigSint(128));

  override propagate() {
    const sum = this.a.value + 1n;
    this.s54.value = wrap(sum);
    this.s64.value = wrap(sum);
    this.s65.value = wrap(sum);
    this.s127.value = wrap(sum);
    this.s128.value = wrap(sum);
  }
}

export const integerWidths: readonly TableEntry[] = [
  {
    name: "unsigned outputs wrap at their width",
    rule: "2",
    make: () => new UnsignedWidths(),
    cycles: 4,
    stimulus: { a: [-1, -2, 2 ** 52 - 1, -(2 ** 52)] },
    expected: {
      u1: [0, 1, 0, 1],
      u8: [0, 255, 0, 1],
      u16: [0, 65535, 0, 1],
      u31: [0, 2 ** 31 - 1, 0, 1],
      u32: [0, 2 ** 32 - 1, 0, 1],
      u33: [0, 2 ** 33 - 1, 0, 1],
      u52: [0, 2 ** 52 - 1, 0, 1],
      // 1 − 2^52 plus 2^53.
      u53: [0, 2 ** 53 - 1, 2 ** 52, 2 ** 52 + 1],
    },
  },
  {
    name: "signed outputs wrap at their width",
    rule: "2",
    make: () => new SignedWidths(),
    cycles: 6,
    // The sums are 0, 128, 2^30, 2^32, 2^51 and 2^52.
    stimulus: { a: [-1, 127, 2 ** 30 - 1, 2 ** 32 - 1, 2 ** 51 - 1, 2 ** 52 - 1] },
    expected: {
      s1: 0,
      s8: [0, -128, 0, 0, 0, 0],
      s16: [0, 128, 0, 0, 0, 0],
      s31: [0, 128, -(2 ** 30), 0, 0, 0],
      s32: [0, 128, 2 ** 30, 0, 0, 0],
      s33: [0, 128, 2 ** 30, -(2 ** 32), 0, 0],
      s52: [0, 128, 2 ** 30, 2 ** 32, -(2 ** 51), 0],
      s53: [0, 128, 2 ** 30, 2 ** 32, 2 ** 51, -(2 ** 52)],
    },
  },
  {
    name: "a signed bit is 0 or -1",
    rule: "2",
    make: () => new SignedWidths(),
    cycles: 3,
    stimulus: { a: [0, -3, 1] },
    expected: { s1: [-1, 0, 0], s8: [1, -2, 2], s53: [1, -2, 2] },
  },
  {
    name: "unsigned big outputs wrap at their width",
    rule: "2",
    make: () => new BigUnsignedWidths(),
    cycles: 4,
    stimulus: { a: [-1n, -2n, 2n ** 64n - 1n, 2n ** 127n + 4n] },
    expected: {
      u54: [0n, 2n ** 54n - 1n, 0n, 5n],
      u64: [0n, 2n ** 64n - 1n, 0n, 5n],
      u65: [0n, 2n ** 65n - 1n, 2n ** 64n, 5n],
      u127: [0n, 2n ** 127n - 1n, 2n ** 64n, 5n],
      u128: [0n, 2n ** 128n - 1n, 2n ** 64n, 2n ** 127n + 5n],
    },
  },
  {
    name: "signed big outputs wrap at their width",
    rule: "2",
    make: () => new BigSignedWidths(),
    cycles: 5,
    // The sums are −1, 2^53, 2^63, 2^64 and 2^127.
    stimulus: { a: [-2n, 2n ** 53n - 1n, 2n ** 63n - 1n, 2n ** 64n - 1n, 2n ** 127n - 1n] },
    expected: {
      s54: [-1n, -(2n ** 53n), 0n, 0n, 0n],
      s64: [-1n, 2n ** 53n, -(2n ** 63n), 0n, 0n],
      s65: [-1n, 2n ** 53n, 2n ** 63n, -(2n ** 64n), 0n],
      s127: [-1n, 2n ** 53n, 2n ** 63n, 2n ** 64n, 0n],
      s128: [-1n, 2n ** 53n, 2n ** 63n, 2n ** 64n, -(2n ** 127n)],
    },
  },
];
