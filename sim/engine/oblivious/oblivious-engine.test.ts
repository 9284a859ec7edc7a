import { describe, expect, it } from "vitest";
import { bit, input, memory, Module, output, outputReg, uint, wrap } from "../../describe/index.ts";
import { EventEngine } from "../event/event-engine.ts";
import { type HandUses, handProgram } from "../hand-program.test-kit.ts";
import { ObliviousEngine } from "./oblivious-engine.ts";

class Mixed extends Module {
  readonly a = input(bit);
  readonly b = input(bit);
  readonly both = output(bit);
  readonly either = output(bit);
  readonly count = outputReg(uint(8));
  override propagate() {
    this.both.value = this.a.value && this.b.value;
    this.either.value = this.a.value || this.both.value || this.b.value;
  }
  override update() {
    if (this.both.value) this.count.next = wrap(this.count.value + 1);
  }
}

function run(propagate: HandUses, update: HandUses = {}): Mixed {
  const dut = new Mixed();
  const engine = new ObliviousEngine(handProgram(dut, () => ({ propagate, update })));
  engine.settle();
  dut.a.value = 1;
  dut.b.value = 1;
  engine.settle();
  engine.edge([0]);
  return dut;
}

describe("the oblivious engine", () => {
  it("accepts complete lists; what a method has driven itself need not be listed as read", () => {
    const dut = run(
      { reads: ["a", "b"], writes: ["both", "either"] },
      { reads: ["both", "count"], writes: ["count"] },
    );
    expect([dut.both.value, dut.either.value, dut.count.value]).toEqual([1, 1, 1]);
  });

  it("finds each missing read and write", () => {
    expect(() => run({ reads: ["a"] })).toThrow(/E-SENSITIVITY.*\n.*propagate\(\) of mixed read mixed\.b/);
    expect(() => run({ writes: ["both"] })).toThrow(/propagate\(\) of mixed wrote mixed\.either/);
    expect(() => run({}, { reads: ["count"] })).toThrow(/update\(\) of mixed read mixed\.both/);
    expect(() => run({}, { writes: [] })).toThrow(/update\(\) of mixed wrote mixed\.count/);
  });

  it("finds missing memories", () => {
    class Ram extends Module {
      readonly words = memory(uint(8), 4);
      readonly out = outputReg(uint(8));
      override update() {
        this.out.next = this.words.read(1);
        this.words.write(1, 5);
      }
    }
    const program = (change: object) => {
      const whole = handProgram(new Ram());
      return { ...whole, updates: whole.updates.map((process) => ({ ...process, ...change })) };
    };
    const edge = (change: object) => () => new ObliviousEngine(program(change)).edge([0]);
    expect(edge({})).not.toThrow();
    expect(edge({ memoryReads: [] })).toThrow(/read ram\.words/);
    expect(edge({ memoryWrites: [] })).toThrow(/wrote ram\.words/);
  });

  it("shuffled, finds a propagate() that is no function of what it reads", () => {
    let calls = 0;
    class Impure extends Module {
      readonly in = input(bit);
      readonly out = output(uint(8));
      override propagate() {
        calls += 1;
        this.out.value = this.in.value + (calls % 2);
      }
    }
    for (const Engine of [EventEngine, ObliviousEngine]) {
      expect(() => new Engine(handProgram(new Impure()), { shuffle: 1 }).settle()).toThrow(
        /E-IMPURE.*impure\.out/s,
      );
    }
  });
});
