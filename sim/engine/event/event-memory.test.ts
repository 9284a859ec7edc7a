import { describe, expect, it } from "vitest";
import { bit, input, memory, Module, output, outputReg, uint } from "../../describe/index.ts";
import { simulate } from "../../testbench/simulate.ts";
import { codesOf } from "../codes-of.test-kit.ts";
import { handProgram } from "../hand-program.test-kit.ts";

describe("memories", () => {
  class Ram extends Module {
    readonly write = input(bit);
    readonly address = input(uint(4));
    readonly data = input(uint(16));
    readonly mask = input(uint(16));
    readonly asynchronous = output(uint(16));
    readonly synchronous = outputReg(uint(16));
    protected readonly words = memory(uint(16), 16, { init: [1, 2, 3] });
    override propagate() {
      this.asynchronous.value = this.words.read(this.address.value);
    }
    override update() {
      this.synchronous.next = this.words.read(this.address.value);
      if (this.write.value) {
        this.words.write(this.address.value, this.data.value, { mask: this.mask.value });
        this.words.write(this.address.value, 0xff00, { mask: 0xf000 });
      }
    }
  }

  it("read before the edge, write at the edge; later writes win bit by bit", () => {
    const dut = new Ram();
    const sim = simulate(dut);
    dut.address.value = 1;
    expect(dut.asynchronous.value).toBe(2);
    dut.write.value = 1;
    dut.data.value = 0x1234;
    dut.mask.value = 0x0ff0;
    sim.step();
    expect(dut.synchronous.value).toBe(2);
    expect(dut.asynchronous.value).toBe(0xf232);
    dut.write.value = 0;
    sim.step();
    expect(dut.synchronous.value).toBe(0xf232);
    sim.applyReset();
    expect(dut.asynchronous.value).toBe(0xf232);
  });

  it("are loaded, peeked and poked by path, at once", () => {
    const dut = new Ram();
    const sim = simulate(dut);
    const words = sim.memory("words");
    words.load([7, 8], 14);
    dut.address.value = 15;
    expect(dut.asynchronous.value).toBe(8);
    words.poke(15, 9);
    expect([dut.asynchronous.value, words.peek(15)]).toEqual([9, 9]);
    expect(codesOf(() => words.poke(16, 1))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => words.peek(-1))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => words.poke(0, 65536))).toEqual(["E-VALUE"]);
    expect(codesOf(() => sim.memory("nope"))).toEqual(["E-TB-PATH"]);
  });

  it("are peeked and poked word by word by path, and loaded from lists and files", () => {
    const dut = new Ram();
    const sim = simulate(dut);
    sim.poke("words[3]", 77);
    expect([sim.peek("words[3]"), sim.peek("ram.words[3]"), sim.peek("words[15]")]).toEqual([77, 77, 0]);
    sim.load("words", new Uint16Array([1, 2, 3]), 4);
    expect([4, 5, 6, 7].map((address) => sim.peek(`words[${address}]`))).toEqual([1, 2, 3, 0]);
    sim.load("words", { words: (type, depth) => Array.from({ length: depth }, () => type.width) }, 12);
    expect([11, 12, 15].map((address) => sim.peek(`words[${address}]`))).toEqual([0, 16, 16]);
    dut.address.value = 3;
    sim.poke("words[3]", 78);
    expect(dut.asynchronous.value).toBe(78);
    expect(codesOf(() => sim.peek("words[16]"))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => sim.poke("words[0]", -1))).toEqual(["E-VALUE"]);
    expect(codesOf(() => sim.load("words", [1, 2], 15))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => sim.load("words", [5, 70_000], 0))).toEqual(["E-VALUE"]);
    expect([sim.peek("words[15]"), sim.peek("words[0]")]).toEqual([16, 1]);
    expect(() => sim.load("word", [1])).toThrow(/give a path such as ram\.words/);
  });

  it("are named where a path or an address is wrong, and nothing is loaded then", () => {
    const sim = simulate(new Ram());
    for (const path of ["words", "ram.words", "word[3]", "words[-1]", "words[x]"])
      expect(() => sim.peek(path)).toThrow(
        `there is no signal or word ${path}\n  → give a path such as ram.words[0], with or without the top`,
      );
    expect(() => sim.poke("addres", 1)).toThrow(/such as ram\.address,/);
    expect(() => sim.load("words", [], 16)).toThrow(/address 16 of ram\.words/);
    expect(() => sim.load("words", { words: () => [9, 9] }, -1)).toThrow(/address -1 of ram\.words/);
    expect(() => sim.load("words", new Set([9]) as never)).toThrow(/\[object Set\] is no list of words/);
    expect(sim.peek("words[0]")).toBe(1);
  });

  it("refuse a write outside update() of their module, and an address out of range, with the path", () => {
    class Wild extends Module {
      readonly address = input(uint(8));
      readonly out = output(uint(8));
      readonly words = memory(uint(8), 10);
      override propagate() {
        this.out.value = this.words.read(this.address.value);
      }
    }
    const dut = new Wild();
    const sim = simulate(handProgram(dut));
    expect(codesOf(() => dut.words.write(0, 1))).toEqual(["E-MEMORY-PHASE"]);
    expect(() => (dut.address.value = 10)).toThrow(/propagate\(\) of wild used address 10 of wild\.words/);
    dut.address.value = 3;
    sim.step();
    expect(dut.out.value).toBe(0);
  });

  it("commit the stores of an edge once: none of an earlier edge comes again", () => {
    class Stores extends Module {
      readonly first = input(bit);
      readonly second = input(bit);
      readonly out = output(uint(8));
      protected readonly words = memory(uint(8), 4);
      override propagate() {
        this.out.value = this.words.read(2);
      }
      override update() {
        if (this.first.value) this.words.write(1, 5);
        if (this.second.value) this.words.write(2, 6);
      }
    }
    const dut = new Stores();
    const sim = simulate(dut);
    dut.first.value = 1;
    dut.second.value = 1;
    sim.step();
    expect(dut.out.value).toBe(6);
    dut.second.value = 0;
    sim.poke("words[2]", 9);
    sim.step();
    expect([dut.out.value, sim.peek("words[1]")]).toEqual([9, 5]);
  });
});
