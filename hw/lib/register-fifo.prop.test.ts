import fc from "fast-check";
import { expect, test } from "vitest";
import { uint } from "../../sim/describe/index.ts";
import { simulations } from "../simulate.test-kit.ts";
import { RegisterFifo } from "./register-fifo.ts";

const cycle = fc.record({ offer: fc.boolean(), take: fc.boolean(), word: fc.integer({ min: 0, max: 255 }) });

const fifoOf = simulations((depth: number) => new RegisterFifo(uint(8), depth));

test("a register FIFO is an array whose length decides ready and valid", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(cycle, { maxLength: 40 }), (depth, cycles) => {
      const sim = fifoOf(depth);
      const dut = sim.top;
      const model: number[] = [];
      for (const { offer, take, word } of cycles) {
        dut.in.valid.value = offer;
        dut.in.payload.value = word;
        dut.out.ready.value = take;
        expect(dut.in.ready.value).toBe(model.length < depth ? 1 : 0);
        expect(dut.out.valid.value).toBe(model.length > 0 ? 1 : 0);
        expect(dut.count.value).toBe(model.length);
        if (model.length > 0) expect(dut.out.payload.value).toBe(model[0]);
        sim.step();
        const hadRoom = model.length < depth;
        if (take) model.shift();
        if (offer && hadRoom) model.push(word);
      }
    }),
    { numRuns: 60 },
  );
});
