import { describe, expect, test } from "vitest";
import {
  bigUint,
  bit,
  bits,
  concat,
  fp32,
  input,
  memory,
  Module,
  or,
  output,
  outputReg,
  shl,
  shr,
  sint,
  toFloat,
  uint,
  vec,
  wrap,
  xor,
} from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { type EngineName, simulate } from "../testbench/index.ts";
import { found, refused } from "./blamed.test-kit.ts";

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];

abstract class Values extends Module {
  readonly a = input(uint(4));
  readonly s = input(sint(8));
  readonly w = input(uint(32));
  readonly wide = input(uint(53));
  readonly f = input(fp32);
  readonly y = output(uint(8));
}

describe("SEMANTICS 2: every expression is integer, real or boolean", () => {
  test("integer signals take integers and booleans; a real needs rounding, a division of integers too", () => {
    class Kinds extends Values {
      readonly z = output(uint(8));
      readonly b = output(bit);
      override propagate() {
        this.y.value = this.f.value;
        this.z.value = this.a.value / 2;
        this.b.value = this.a.value > 3;
      }
    }
    expect(refused(() => new Kinds())).toEqual([
      "E-ASSIGN kinds.y | this.y.value = this.f.value;",
      "E-DIVISION kinds | this.z.value = this.a.value / 2;",
    ]);
  });

  test.each(engines)(
    "`Math.trunc/floor/round` hold a division of integers, and make an integer of a real constant: %s",
    (engine) => {
      class Rounds extends Values {
        readonly z = output(sint(16));
        override propagate() {
          this.y.value = Math.floor(this.s.value / 4) & 255;
          this.z.value =
            Math.round(this.s.value / 4) * 100 + Math.floor(Math.sqrt(17)) + Math.trunc(this.s.value / 4);
        }
      }
      const { top } = simulate(new Rounds(), { engine });
      for (const value of [-128, -7, -6, -1, 0, 5, 6, 127]) {
        top.s.value = value;
        expect([top.y.value, top.z.value]).toEqual([
          Math.floor(value / 4) & 255,
          Math.round(value / 4) * 100 + 4 + Math.trunc(value / 4),
        ]);
      }
    },
  );

  test("a divisor must be proven not zero", () => {
    class Divides extends Values {
      override propagate() {
        this.y.value = Math.floor(9 / this.a.value);
      }
    }
    class Guarded extends Values {
      override propagate() {
        this.y.value = this.a.value === 0 ? 0 : 9 % this.a.value;
      }
    }
    expect(refused(() => new Divides())).toEqual([
      "E-DIVISOR divides | this.y.value = Math.floor(9 / this.a.value);",
    ]);
    expect(refused(() => new Guarded())).toEqual([]);
  });

  test.each(engines)("`−0` can't leave the integer world, by any of its ways: %s", (engine) => {
    class Zeros extends Values {
      readonly reals = Array.from({ length: 7 }, () => output(fp32));
      readonly kept = outputReg(sint(40));
      readonly pair = outputReg(vec(sint(54 - 1), 1));
      readonly words = memory(sint(40), 1);
      readonly read = output(fp32);
      override propagate() {
        const s = this.s.value;
        this.y.value = 0;
        let turned = 0;
        turned = turned - s;
        turned = -turned;
        [
          0 * s,
          -s * 0,
          Math.trunc(s / 9),
          Math.round(s / 9),
          Math.min(-s, 0),
          s < 0 ? 1 : -s,
          turned * s,
        ].forEach((value, i) => {
          this.reals[i]!.value = toFloat(value);
        });
        this.read.value = toFloat(this.words.read(0));
      }
      override update() {
        this.kept.next = -this.s.value;
        this.pair.next = [this.s.value * -1];
        this.words.write(0, -this.s.value);
      }
    }
    const sim = simulate(new Zeros(), { engine });
    for (const value of [0, -1, -4, 3]) {
      sim.top.s.value = value;
      sim.step();
      for (const { key, net } of sim.engine.program.design.top.signals)
        expect(Object.is(sim.engine.read(net), -0), `${key} of ${value}`).toBe(false);
    }
  });
});

describe("SEMANTICS 2: arithmetic is JavaScript's, and exact", () => {
  test("an intermediate that may leave ±(2⁵³−1) is E-RANGE, with the range and the place", () => {
    class Beyond extends Values {
      override propagate() {
        this.y.value = wrap(this.wide.value * 3);
      }
    }
    expect(refused(() => new Beyond())).toEqual([
      "E-RANGE beyond | this.y.value = wrap(this.wide.value * 3);",
    ]);
    expect(found(() => compile(new Beyond()))[0]?.message).toContain("the range 0…27021597764222972");
  });

  test("`& | ^ ~ << >> >>>` want operands, counts and results in 32 bits", () => {
    class Bits extends Values {
      override propagate() {
        this.y.value = wrap(this.wide.value & 1);
        this.y.value = wrap(~this.wide.value);
        this.y.value = wrap(1 << this.s.value);
        this.y.value = wrap(this.w.value << 1);
        this.y.value = wrap(this.w.value >> 1);
        this.y.value = wrap(this.s.value >>> 1);
      }
    }
    expect(refused(() => new Bits()).map((one) => one.split(" ")[0])).toEqual(
      Array<string>(6).fill("E-RANGE-32"),
    );
  });

  test.each(engines)("and give JavaScript's int32 for operands up to 2³²−1: %s", (engine) => {
    class Signs extends Values {
      readonly and = output(sint(32));
      readonly not = output(sint(32));
      readonly shifted = output(uint(32));
      override propagate() {
        this.y.value = 0;
        this.and.value = this.w.value & 0xf0000001;
        this.not.value = ~this.w.value;
        this.shifted.value = this.w.value >>> 4;
      }
    }
    const { top } = simulate(new Signs(), { engine });
    for (const value of [0, 1, 2 ** 31, 2 ** 32 - 1]) {
      top.w.value = value;
      expect([top.and.value, top.not.value, top.shifted.value]).toEqual([
        value & 0xf0000001,
        ~value,
        value >>> 4,
      ]);
    }
  });

  test.each(engines)(
    "for any width there are functions of the same names for numbers and bigints: %s",
    (engine) => {
      class Both extends Values {
        readonly big = input(bigUint(100));
        readonly n = output(uint(53));
        readonly b = output(bigUint(100));
        override propagate() {
          this.y.value = bit(this.wide.value, 52) + bit(this.big.value, 99) * 2;
          this.n.value = or(shl(bits(this.wide.value, 40, 8), 4), xor(shr(this.wide.value, 50), 1));
          this.b.value = or(
            shl(bits(this.big.value, 40, 8), 4),
            xor(shr(this.big.value, 97), concat([1n, 1])),
          );
        }
      }
      const { top } = simulate(new Both(), { engine });
      const [n, b] = [2 ** 53 - 12345678901, 2n ** 100n - 123456789012345678901n];
      [top.wide.value, top.big.value] = [n, b];
      const of = (x: bigint, top: bigint) => (((x >> 8n) & (2n ** 33n - 1n)) << 4n) | ((x >> top) ^ 1n);
      expect([top.y.value, top.n.value, top.b.value]).toEqual([3, Number(of(BigInt(n), 50n)), of(b, 97n)]);
    },
  );
});
