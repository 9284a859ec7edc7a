import fc from "fast-check";
import { expect, test } from "vitest";
import { uint, type UIntType } from "../../sim/describe/index.ts";
import { checkProperty, property } from "../../sim/verify/index.ts";
import { RegisterFifo } from "./register-fifo.ts";

class ByteFifo extends RegisterFifo<UIntType> {
  constructor(depth: number) {
    super(uint(8), depth);
  }
}

/** Takes a word into a full queue if one leaves: the fall-through that the contract excludes. */
class TakesWhenFull extends ByteFifo {
  override propagate() {
    super.propagate();
    this.in.ready.value = this.count.value < this.depth || this.out.ready.value;
  }
}

/** Forgets to move on where a word enters the last free slot while another leaves. */
class OverwritesLastWord extends ByteFifo {
  override update() {
    super.update();
    if (this.in.fires && this.out.fires && this.count.value === this.depth - 1)
      this.tail.next = this.tail.value;
  }
}

/** An array whose length decides ready and valid. */
const fifoIsAnArray = (depth: number, Fifo: typeof ByteFifo = ByteFifo) =>
  property({
    name: `a register FIFO of ${depth} is an array`,
    dut: () => new Fifo(depth),
    model: { words: [] as number[] },
    commands: {
      push: {
        given: fc.integer({ min: 0, max: 255 }),
        drive(dut, word) {
          dut.in.valid.value = word !== undefined;
          dut.in.payload.value = word ?? 0;
        },
        step(model, dut, word) {
          if (dut.in.fires) model.words.push(word ?? 0);
        },
      },
      pop: {
        given: fc.constant(true),
        drive(dut, now) {
          dut.out.ready.value = now !== undefined;
        },
        step(model, dut) {
          if (dut.out.fires) model.words.shift();
        },
      },
    },
    check({ words }, dut, check) {
      check(dut.in.ready).toBe(words.length < depth ? 1 : 0);
      check(dut.out.valid).toBe(words.length > 0 ? 1 : 0);
      check(dut.count).toBe(words.length);
      if (words.length > 0) check(dut.out.payload).toBe(words[0]!);
    },
    cycles: 60,
  });

test.each([1, 2, 3, 4, 5])("with %i words, whatever stalls", async (depth) => {
  await checkProperty(fifoIsAnArray(depth), { runs: 40 });
});

test.each([
  ["a word that is taken when it is full", TakesWhenFull],
  ["a word that is overwritten", OverwritesLastWord],
])("%s is found, in few cycles", async (_, Fifo) => {
  const found = checkProperty(fifoIsAnArray(3, Fifo), { seed: 1, waves: false });
  // Fill it, and what follows: each mistake needs no more than that.
  await expect(found).rejects.toThrow(/E-PROPERTY[^]* in cycle [1-9],/);
});
