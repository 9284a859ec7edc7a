import { describe, expect, test } from "vitest";
import {
  bit,
  connect,
  input,
  memory,
  Module,
  output,
  streamSink,
  streamSource,
  uint,
  wrap,
} from "../../../describe/index.ts";
import { agree, vectors } from "../mistakes.test-kit.ts";
import { kernelOf, namesOf, planOf } from "./plans.test-kit.ts";

/** Adds one, combinationally. */
class Plus extends Module {
  readonly a = input(uint(8));
  readonly y = output(uint(8));
  override propagate() {
    this.y.value = wrap(this.a.value + 1);
  }
}

class Chain extends Module {
  readonly a = input(uint(8));
  readonly plus;
  constructor(links: readonly number[]) {
    super();
    this.plus = links.map(() => new Plus());
    links.forEach((from, i) => connect(from < 0 ? this.a : this.plus[from]!.y, this.plus[i]!.a));
  }
}

/** A register slice without registers: what goes ahead and what comes back are independent. */
class Through extends Module {
  readonly in = streamSink(uint(8));
  readonly out = streamSource(uint(8));
  override propagate() {
    this.in.ready.value = this.out.ready.value;
    this.out.valid.value = this.in.valid.value;
    this.out.payload.value = wrap(this.in.payload.value + 1);
  }
}

describe("the schedule", () => {
  test("instances that don't need each other are one grid", () => {
    const plan = planOf(new Chain([-1, -1, -1, -1]));
    expect(kernelOf(plan, "Plus.propagate").lanes.kind).toBe("grid");
    expect(plan.settle).toEqual([{ kind: "run", kernel: 0, from: 0, to: 0 }]);
  });

  test("a chain through one class is one turn, in the order of the chain", () => {
    const plan = planOf(new Chain([1, 2, 3, -1]));
    const { lanes } = kernelOf(plan, "Plus.propagate");
    if (lanes.kind !== "list") throw new Error("no list");
    expect([...plan.images.find(({ address }) => address === lanes.base)!.words]).toEqual([3, 2, 1, 0]);
    expect(plan.settle).toEqual([{ kind: "run", kernel: 0, from: 0, to: 4 }]);
  });

  test("a method is cut where a memory keeps a part of it from running in vectors", () => {
    class Queue extends Module {
      readonly at = input(uint(2));
      readonly word = output(uint(8));
      readonly full = output(bit);
      readonly both = output(bit);
      readonly words = memory(uint(8), 4, { init: [5, 0, 7, 9] });
      override propagate() {
        this.word.value = this.words.read(this.at.value);
        this.full.value = this.at.value === 3;
        this.both.value = this.full.value === 1 && this.word.value > 5;
      }
    }
    class Queues extends Module {
      readonly at = input(uint(2));
      readonly queues = Array.from({ length: 20 }, () => new Queue());
      constructor() {
        super();
        for (const queue of this.queues) connect(this.at, queue.at);
      }
    }
    expect([...namesOf(planOf(new Queues()))].sort()).toEqual([
      "Queue.propagate of full",
      "Queue.propagate of word, both",
    ]);
    expect(vectors(new Queues())).toEqual(["Queue.propagate of full"]);
    expect(namesOf(planOf(new Queue()))).toEqual(["Queue.propagate"]);
    agree(new Queues());
  });

  test("a method is cut where classes need each other both ways", () => {
    class Streams extends Module {
      readonly in = streamSink(uint(8));
      readonly out = streamSource(uint(8));
      readonly through = [0, 1, 2].map(() => new Through());
      constructor() {
        super();
        connect(this.in, this.through[0]!.in);
        connect(this.through[0]!.out, this.through[1]!.in);
        connect(this.through[1]!.out, this.through[2]!.in);
        connect(this.through[2]!.out, this.out);
      }
    }
    const plan = planOf(new Streams());
    // valid and ready only pass on; the payload goes ahead.
    expect(namesOf(plan)).toEqual(["Through.propagate"]);
    expect(plan.settle).toEqual([{ kind: "run", kernel: 0, from: 0, to: 3 }]);
  });

  test("what a part does not need is left out of it", () => {
    class TwoWays extends Module {
      readonly a = input(uint(8));
      readonly b = input(uint(8));
      readonly up = output(uint(8));
      readonly down = output(uint(8));
      override propagate() {
        const sum = wrap(this.a.value + 1);
        const other = wrap(this.b.value + 2);
        this.up.value = sum;
        this.down.value = other;
      }
    }
    class Turn extends Module {
      readonly a = input(uint(8));
      readonly y = output(uint(8));
      override propagate() {
        this.y.value = this.a.value ^ 255;
      }
    }
    class Loop extends Module {
      readonly a = input(uint(8));
      readonly ways = new TwoWays();
      readonly turn = new Turn();
      constructor() {
        super();
        connect(this.a, this.ways.a);
        connect(this.ways.up, this.turn.a);
        connect(this.turn.y, this.ways.b);
      }
    }
    const plan = planOf(new Loop());
    expect(namesOf(plan)).toEqual(["TwoWays.propagate of up", "Turn.propagate", "TwoWays.propagate of down"]);
    expect(kernelOf(plan, "TwoWays.propagate of up").statements).toHaveLength(2);
  });
});
