import { describe, expect, it } from "vitest";
import { bit, fp32, input, Module, output, outputReg, reg, sint, uint, wrap } from "../../describe/index.ts";
import { simulate } from "../../testbench/simulate.ts";
import { codesOf } from "../codes-of.test-kit.ts";
import { handProgram } from "../hand-program.test-kit.ts";
import { EventEngine } from "./event-engine.ts";
import { unplaced } from "../../errors/unplaced.test-kit.ts";

class Counter extends Module {
  readonly enable = input(bit);
  readonly count = outputReg(uint(8), { init: 5 });
  readonly free = outputReg(sint(4));
  readonly twice = output(uint(9));

  override propagate() {
    this.twice.value = 2 * this.count.value;
  }

  override update() {
    if (this.enable.value) this.count.next = wrap(this.count.value + 1);
    this.free.next = wrap(this.free.value + 1);
  }
}

describe("registers", () => {
  it("hold what is not assigned, wrap to their type, and feed combinational logic", () => {
    const dut = new Counter();
    const sim = simulate(dut);
    expect([dut.count.value, dut.free.value, dut.twice.value]).toEqual([5, 0, 10]);
    sim.step(8);
    expect([dut.count.value, dut.free.value, dut.twice.value]).toEqual([5, -8, 10]);
    dut.enable.value = 1;
    sim.step(251);
    expect([dut.count.value, dut.twice.value]).toEqual([0, 0]);
  });

  it("take init in reset, hold without init, and go on afterwards", () => {
    const dut = new Counter();
    const sim = simulate(dut);
    dut.enable.value = true;
    sim.step(3);
    expect([dut.count.value, dut.free.value]).toEqual([8, 3]);
    sim.applyReset(2);
    expect([dut.count.value, dut.free.value]).toEqual([5, 3]);
    sim.step();
    expect([dut.count.value, dut.free.value]).toEqual([6, 4]);
  });

  it("take init at once when the reset is asynchronous, at the edge when it is synchronous", () => {
    for (const [kind, after] of [
      ["sync", 6],
      ["async", 5],
    ] as const) {
      const dut = new Counter();
      const sim = simulate(dut, { reset: { kind } });
      dut.enable.value = 1;
      sim.step();
      sim.setReset(true);
      expect(dut.count.value).toBe(after);
      expect(dut.twice.value).toBe(2 * after);
      sim.step();
      expect(dut.count.value).toBe(5);
    }
  });

  it("start at random where they have no init, by seed and path", () => {
    const values = [1, 1, 2, 3].map((seed) => {
      const dut = new Counter();
      simulate(dut, { powerOn: { seed } });
      return [dut.count.value, dut.free.value];
    });
    expect(values[0]).toEqual(values[1]);
    expect(values.every(([count]) => count === 5)).toBe(true);
    expect(new Set(values.map(([, free]) => free)).size).toBeGreaterThan(1);
  });

  it("are forced and released", () => {
    const dut = new Counter();
    const sim = simulate(dut);
    dut.enable.value = 1;
    sim.force(dut.count, 40);
    sim.step(3);
    expect([dut.count.value, dut.twice.value]).toEqual([40, 80]);
    sim.release(dut.count);
    expect(dut.count.value).toBe(40);
    sim.step();
    expect(dut.count.value).toBe(41);
    sim.force(dut.twice, 7);
    sim.step();
    expect(dut.twice.value).toBe(7);
    sim.release(dut.twice);
    expect(dut.twice.value).toBe(84);
    sim.force(dut.enable, 0);
    dut.enable.value = 1;
    sim.step();
    expect(dut.count.value).toBe(42);
    sim.release(dut.enable);
    sim.step();
    expect(dut.count.value).toBe(43);
  });

  it("are seen as forced and released by the method that drives them", () => {
    class Both extends Module {
      readonly a = input(uint(8));
      readonly first = output(uint(8));
      readonly second = output(uint(9));
      override propagate() {
        this.first.value = this.a.value;
        this.second.value = 2 * this.first.value;
      }
    }
    const dut = new Both();
    const sim = simulate(dut);
    dut.a.value = 3;
    sim.force(dut.first, 10);
    expect([dut.first.value, dut.second.value]).toEqual([10, 20]);
    sim.release(dut.first);
    expect([dut.first.value, dut.second.value]).toEqual([3, 6]);
  });

  it("are poked, also where their update() would have been skipped", () => {
    class Copy extends Module {
      readonly from = input(uint(8));
      readonly to = outputReg(uint(8));
      override update() {
        this.to.next = this.from.value;
      }
    }
    const dut = new Copy();
    const sim = simulate(dut);
    dut.from.value = 9;
    sim.step(2);
    sim.poke("to", 1);
    expect(dut.to.value).toBe(1);
    sim.step();
    expect(dut.to.value).toBe(9);
    expect(codesOf(() => sim.poke("from", 1))).toEqual(["E-TB-POKE"]);
    expect(codesOf(() => sim.poke("nothing", 1))).toEqual(["E-TB-PATH"]);
    expect(codesOf(() => sim.poke("to", 256))).toEqual(["E-VALUE"]);
  });
});

describe("combinational logic", () => {
  /** Each drives a default first, as people do, and they pass signals to each other both ways. */
  class Forward extends Module {
    readonly request = input(bit);
    readonly grant = input(bit);
    readonly valid = output(bit);
    readonly done = output(bit);
    override propagate() {
      this.valid.value = 0;
      this.done.value = 0;
      if (this.request.value) this.valid.value = 1;
      if (this.grant.value) this.done.value = 1;
    }
  }
  class Backward extends Module {
    readonly valid = input(bit);
    readonly grant = output(bit);
    override propagate() {
      this.grant.value = 0;
      if (this.valid.value) this.grant.value = 1;
    }
  }
  class Pair extends Module {
    readonly request = input(bit);
    readonly done = output(bit);
    readonly forward = new Forward();
    readonly backward = new Backward();
    override propagate() {
      this.forward.request.value = this.request.value;
      this.forward.grant.value = this.backward.grant.value;
      this.backward.valid.value = this.forward.valid.value;
      this.done.value = this.forward.done.value;
    }
  }

  it("settles between modules that pass signals both ways, whatever level they are given", () => {
    for (const levels of [
      [0, 0, 0],
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const top = new Pair();
      const program = handProgram(top, (module) => ({
        propagate: { level: levels[module === top ? 0 : module === top.forward ? 1 : 2] as number },
      }));
      const engine = new EventEngine(program);
      engine.settle();
      top.request.value = 1;
      engine.settle();
      expect(top.done.value).toBe(1);
      top.request.value = 0;
      engine.settle();
      expect(top.done.value).toBe(0);
    }
  });

  it("that never settles is an error which names the modules", () => {
    class Ring extends Module {
      readonly start = input(bit);
      readonly a = output(bit);
      readonly inner = new Inverter();
      override propagate() {
        this.inner.in.value = this.start.value ? this.inner.out.value : 0;
        this.a.value = this.inner.out.value;
      }
    }
    const top = new Ring();
    const engine = new EventEngine(handProgram(top));
    engine.settle();
    top.start.value = 1;
    const run = (): void => engine.settle();
    // As many as values need at most that go through all nets one after the other, and some: this design has 4.
    expect(run).toThrow(/ {2}ring\n {2}.*: after 108 rounds ring still change each other/);
    expect(codesOf(run)).toEqual(["E-UNSETTLED"]);
  });
  class Inverter extends Module {
    readonly in = input(bit);
    readonly out = output(bit);
    override propagate() {
      this.out.value = !this.in.value;
    }
  }

  it("tells −0 and NaN apart from 0, and NaN from no change", () => {
    class Floats extends Module {
      readonly a = input(fp32);
      readonly b = output(fp32);
      readonly changes = reg(uint(8));
      override propagate() {
        this.b.value = this.a.value;
      }
    }
    const dut = new Floats();
    const sim = simulate(handProgram(dut)) && dut;
    dut.a.value = -0;
    expect(Object.is(sim.b.value, -0)).toBe(true);
    dut.a.value = NaN;
    dut.a.value = NaN;
    expect(dut.b.value).toBeNaN();
    dut.a.value = 0;
    expect(Object.is(dut.b.value, 0)).toBe(true);
  });
});

describe("phase rules", () => {
  class Rogue extends Module {
    readonly mode = input(uint(3));
    readonly a = output(bit);
    readonly r = reg(bit);
    override propagate() {
      this.a.value = 0;
      if (this.mode.value === 1) this.r.next = 1;
    }
    override update() {
      if (this.mode.value === 2) this.a.value = 1;
      if (this.mode.value === 3) this.r.value = 1 as never;
      if (this.mode.value === 4) throw new RangeError("four");
    }
  }

  it("are enforced for code that was not checked", () => {
    const dut = new Rogue();
    const sim = simulate(handProgram(dut));
    expect(codesOf(() => (dut.mode.value = 1))).toEqual(["E-PHASE"]);
    dut.mode.value = 2;
    expect(codesOf(() => sim.step())).toEqual(["E-PHASE"]);
    dut.mode.value = 3;
    expect(codesOf(() => sim.step())).toEqual(["E-REG-VALUE"]);
    dut.mode.value = 4;
    expect(() => sim.step()).toThrow(/update\(\) of rogue threw at cycle 1, 500ps: four/);
    expect(codesOf(() => (dut.a.value = 1))).toEqual(["E-WRITER"]);
    expect(codesOf(() => (dut.r.next = 1))).toEqual(["E-WRITER"]);
    dut.mode.value = 0;
    sim.step();
    expect(sim.cycle).toBe(1);
  });

  it("hold against a module that drives what another one owns", () => {
    class Child extends Module {
      readonly out = output(bit);
      override propagate() {
        this.out.value = 0;
      }
    }
    class Parent extends Module {
      readonly in = input(bit);
      readonly child = new Child();
      override propagate() {
        if (this.in.value) this.child.out.value = 1;
      }
    }
    const dut = new Parent();
    simulate(
      handProgram(dut, (module) =>
        module === dut ? { propagate: { reads: ["in"], writes: [] } } : undefined,
      ),
    );
    expect(() => (dut.in.value = 1)).toThrow(/only propagate\(\) of parent\.child may/);
  });

  it("let one simulation at a time run a design", () => {
    const dut = new Counter();
    const program = handProgram(dut);
    const sim = simulate(program);
    expect(unplaced(() => simulate(program))).toThrow(
      "E-SIMULATED-TWICE  counter\n  counter is simulated already",
    );
    sim.close();
    simulate(program).step();
    expect(dut.free.value).toBe(1);
  });
});

describe("records", () => {
  it("list the nets that changed since the last one, and no transient", () => {
    const dut = new Counter();
    const sim = simulate(dut);
    sim.engine.watch(true);
    expect(sim.engine.takeChanged()).toEqual([]);
    dut.enable.value = 1;
    sim.step();
    const netOf = (path: string): number =>
      sim.engine.program.design.nets.findIndex(({ root }) => root.path === path);
    const expected = ["counter.enable", "counter.count", "counter.free", "counter.twice"]
      .map(netOf)
      .sort((a, b) => a - b);
    expect([...sim.engine.takeChanged()].sort((a, b) => a - b)).toEqual(expected);
    expect(sim.engine.takeChanged()).toEqual([]);
    // What was told of once is told of again.
    sim.step();
    expect([...sim.engine.takeChanged()].sort((a, b) => a - b)).toEqual(
      expected.filter((net) => net !== netOf("counter.enable")),
    );
  });
});
