import { describe, expect, test } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  connect,
  input,
  Module,
  outputReg,
  output,
  sint,
  uint,
  wrap,
} from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { ResetSynchroniser } from "./reset-synchroniser.ts";
import { Synchroniser } from "./synchroniser.ts";

const bus = clockDomain("bus");

describe("a synchroniser", () => {
  test.each([2, 3, 5])("of %i stages gives what came so many of its edges before", (stages) => {
    const top = new Synchroniser(sint(4), stages, -1);
    const sim = simulate(top);
    const seen: number[] = [];
    for (let i = 0; i < 7; i++) {
      top.in.value = i;
      seen.push(top.out.value);
      sim.step();
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => (i < stages ? -1 : i - stages)));
    sim.close();
  });

  test("counts the edges of its own clock alone", () => {
    class Over extends Module {
      readonly d = input(bit);
      readonly over = clocked(new Synchroniser(bit), bus);
      readonly q = output(bit);
      constructor() {
        super();
        connect(this.d, this.over.in);
        connect(this.over.out, this.q);
      }
    }
    const top = new Over();
    const sim = simulate(top, { clocks: { clk: { period: "1ns" }, bus: { period: "10ns" } } });
    top.d.value = 1;
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      sim.run("10ns");
      seen.push(top.q.value);
    }
    expect(seen).toEqual([0, 1, 1]);
    sim.close();
  });

  test("refuses a single stage", () => {
    expect(() => new Synchroniser(bit, 1)).toThrow("E-PARAMETER");
    expect(() => new ResetSynchroniser(1)).toThrow("E-PARAMETER");
  });
});

describe("a reset synchroniser (SEMANTICS 4: an asynchronous reset acts without an edge)", () => {
  class Core extends Module {
    readonly count = outputReg(uint(8), { init: 7 });
    override update() {
      this.count.next = wrap(this.count.value + 1);
    }
  }
  class Chip extends Module {
    readonly raw = input(bit);
    readonly synchronised = clocked(new ResetSynchroniser(), {
      clock: bus,
      reset: { by: this.raw, kind: "async", active: "low" },
    });
    readonly core = clocked(new Core(), {
      clock: bus,
      reset: { by: this.synchronised.reset, kind: "async" },
    });
    readonly count = output(uint(8));
    constructor() {
      super();
      connect(this.core.count, this.count);
    }
  }

  test("begins at once, and ends with the second edge after the raw reset has ended", () => {
    const top = new Chip();
    const sim = simulate(top, { clocks: { clk: { period: "1ns" }, bus: { period: "10ns" } } });
    const now = () => [top.synchronised.reset.value, top.count.value];
    expect(now(), "raw is low at power-on").toEqual([1, 7]);
    top.raw.value = 1;
    sim.run("6ns");
    expect(now(), "after the edge at 5 ns").toEqual([1, 7]);
    sim.run("10ns");
    expect(now(), "after the edge at 15 ns").toEqual([0, 7]);
    sim.run("30ns");
    expect(now(), "three edges of counting").toEqual([0, 10]);
    top.raw.value = 0;
    expect(now(), "at once, at 46 ns").toEqual([1, 7]);
    top.raw.value = 1;
    expect(now(), "it does not end at once").toEqual([1, 7]);
    sim.run("20ns");
    expect(now(), "edges at 55 and 65 ns").toEqual([0, 7]);
    sim.run("10ns");
    expect(now()).toEqual([0, 8]);
    sim.close();
  });
});
