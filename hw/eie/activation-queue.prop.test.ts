import fc from "fast-check";
import { expect, test } from "vitest";
import { checkProperty, property } from "../../sim/verify/index.ts";
import { ActivationQueue } from "./activation-queue.ts";
import { eieConfig } from "./config.ts";

/** Judges full too late: one slot is filled that still holds an activation, if one is popped. */
class FallsThrough extends ActivationQueue {
  override propagate() {
    super.propagate();
    this.full.value = this.count.value === this.slots && !this.pop.value;
  }
}

/** Keeps the old column where the last slot is filled in the cycle of a pop. */
class MixesColumns extends ActivationQueue {
  override update() {
    super.update();
    if (this.push.value && this.pop.value && this.tail.value === this.slots - 1)
      this.columns.write(this.tail.value, this.columns.read(this.tail.value));
  }
}

interface Entry {
  readonly column: number;
  readonly activation: number;
}

/** An array of D − 1 places; full and empty don't know of the cycle's own push and pop, which obey them. */
const queueIsAnArray = (queueDepth: number, Queue: typeof ActivationQueue = ActivationQueue) =>
  property({
    name: `an activation queue of depth ${queueDepth} is an array`,
    dut: () => new Queue(eieConfig({ queueDepth, pointers: 64 })),
    model: { entries: [] as Entry[] },
    commands: {
      pop: {
        given: fc.constant(true),
        drive(dut, now) {
          dut.pop.value = now !== undefined && !dut.empty.value;
        },
        step(model, dut) {
          if (dut.pop.value) model.entries.shift();
        },
      },
      push: {
        given: fc.record({
          column: fc.integer({ min: 0, max: 63 }),
          activation: fc.float({ noNaN: true, noDefaultInfinity: true }),
        }),
        drive(dut, entry) {
          dut.push.value = entry !== undefined && !dut.full.value;
          dut.pushColumn.value = entry?.column ?? 0;
          dut.pushActivation.value = entry?.activation ?? 0;
        },
        step(model, dut, entry) {
          if (dut.push.value && entry) model.entries.push(entry);
        },
      },
    },
    check({ entries }, dut, check) {
      check(dut.full).toBe(entries.length === queueDepth - 1 ? 1 : 0);
      check(dut.empty).toBe(entries.length === 0 ? 1 : 0);
      const [head] = entries;
      if (head) check(dut.column).toBe(head.column);
      if (head) check(dut.activation).toBe(head.activation);
    },
    cycles: 60,
  });

test.each([2, 3, 4, 8, 9])("at depth %i, whatever stalls", async (queueDepth) => {
  await checkProperty(queueIsAnArray(queueDepth), { runs: 40 });
});

test.each([
  ["a full that a pop lifts", FallsThrough],
  ["a column that is not written", MixesColumns],
])("%s is found, in few cycles", async (_, Queue) => {
  const found = checkProperty(queueIsAnArray(4, Queue), { seed: 1, waves: false });
  await expect(found).rejects.toThrow(/E-PROPERTY[^]* in cycle [1-9],/);
});

test.each([
  ["pushed into a full", 1, { push: 1, pop: 0 }],
  ["popped from an empty", 0, { push: 0, pop: 1 }],
])("an activation that is %s queue fails an assertion", async (text, cycle, driven) => {
  const careless = property({
    name: "no handshake",
    dut: () => new ActivationQueue(eieConfig({ queueDepth: 2, pointers: 64 })),
    model: {},
    commands: {
      both: {
        given: fc.constant(true),
        drive(dut, now) {
          dut.pushColumn.value = 0;
          dut.pushActivation.value = 1;
          dut.push.value = now === true && driven.push;
          dut.pop.value = now === true && driven.pop;
        },
      },
    },
    check: () => undefined,
  });
  const found = checkProperty(careless, { seed: 1, waves: false });
  await expect(found).rejects.toThrow(new RegExp(`in cycle ${cycle},[^]*${text} queue`));
});
