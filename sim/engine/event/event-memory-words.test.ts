import { describe, expect, it } from "vitest";
import {
  bigSint,
  bigUint,
  bit,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  sint,
  uint,
} from "../../describe/index.ts";
import { simulate } from "../../testbench/simulate.ts";

describe("words of a memory", () => {
  it.each([1, 2, 7, 8, 9, 15, 16, 17, 30, 31, 32, 33, 52, 53])(
    "of %i bits hold their least and their greatest value, poked and written",
    (width) => {
      class Ram extends Module {
        readonly u = input(uint(width));
        readonly s = input(sint(width));
        readonly unsigned = memory(uint(width), 2);
        readonly signed = memory(sint(width), 2);
        readonly readU = output(uint(width));
        readonly readS = output(sint(width));
        override propagate() {
          this.readU.value = this.unsigned.read(1);
          this.readS.value = this.signed.read(1);
        }
        override update() {
          this.unsigned.write(1, this.u.value);
          this.signed.write(1, this.s.value);
        }
      }
      const dut = new Ram();
      const sim = simulate(dut);
      const [unsigned, signed] = [sim.memory("unsigned"), sim.memory("signed")];
      const most = 2 ** (width - 1);
      for (const [u, s] of [
        [2 * (most - 1) + 1, most - 1],
        [most, -most],
        [0, -1],
      ] as const) {
        unsigned.poke(0, u);
        signed.poke(0, s);
        dut.u.value = u;
        dut.s.value = s;
        sim.step();
        expect([unsigned.peek(0), signed.peek(0)]).toEqual([u, s]);
        expect([dut.readU.value, dut.readS.value]).toEqual([u, s]);
      }
    },
  );

  it("that are wide or real hold them too", () => {
    class Ram extends Module {
      readonly go = input(bit);
      readonly wide = memory(bigUint(80), 1);
      readonly signed = memory(bigSint(80), 1);
      readonly real = memory(fp32, 1);
      readonly y = outputReg(bit);
      override update() {
        this.y.next = this.go.value;
      }
    }
    const sim = simulate(new Ram());
    for (const [path, values] of [
      ["wide", [0n, 2n ** 80n - 1n]],
      ["signed", [-(2n ** 79n), 2n ** 79n - 1n]],
      ["real", [-0, 0.5, 2 ** -149, -Infinity]],
    ] as const) {
      const words = sim.memory(path);
      for (const value of values) {
        words.poke(0, value);
        expect(words.peek(0)).toBe(value);
      }
    }
  });
});

it("any number of registers may change at one edge", () => {
  class Wide extends Module {
    readonly d = input(uint(8));
    readonly q = Array.from({ length: 300 }, () => outputReg(uint(16)));
    override update() {
      for (let i = 0; i < this.q.length; i += 1) this.q[i]!.next = this.d.value * 256 + (i & 255);
    }
  }
  const dut = new Wide();
  const sim = simulate(dut);
  for (const d of [1, 2, 255]) {
    dut.d.value = d;
    sim.step();
    expect(dut.q.map(({ value }) => value)).toEqual(dut.q.map((_, i) => d * 256 + (i & 255)));
  }
});
