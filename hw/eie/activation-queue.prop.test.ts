import fc from "fast-check";
import { expect, test } from "vitest";
import { simulations } from "../simulate.test-kit.ts";
import { ActivationQueue } from "./activation-queue.ts";
import { eieConfig } from "./config.ts";

const cycle = fc.record({ push: fc.boolean(), pop: fc.boolean(), column: fc.integer({ min: 0, max: 63 }) });

const queueOf = simulations(
  (queueDepth: number) => new ActivationQueue(eieConfig({ queueDepth, pointers: 64 })),
);

test("the queue is an array of D - 1 places; full and empty don't know of the cycle's own push and pop", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 9 }), fc.array(cycle, { maxLength: 60 }), (queueDepth, cycles) => {
      const sim = queueOf(queueDepth);
      const dut = sim.top;
      const model: number[] = [];
      for (const { push, pop, column } of cycles) {
        expect(dut.full.value).toBe(model.length === queueDepth - 1 ? 1 : 0);
        expect(dut.empty.value).toBe(model.length === 0 ? 1 : 0);
        if (model.length > 0) {
          expect(dut.column.value).toBe(model[0]);
          expect(dut.activation.value).toBe(model[0]! / 4);
        }
        const pushes = push && model.length < queueDepth - 1;
        const pops = pop && model.length > 0;
        dut.push.value = pushes;
        dut.pop.value = pops;
        dut.pushColumn.value = column;
        dut.pushActivation.value = column / 4;
        sim.step();
        if (pops) model.shift();
        if (pushes) model.push(column);
      }
    }),
    { numRuns: 60 },
  );
});
