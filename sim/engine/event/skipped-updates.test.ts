import { describe, expect, test, vi } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  input,
  Module,
  output,
  outputReg,
  uint,
  wrap,
} from "../../describe/index.ts";
import { simulate } from "../../testbench/simulate.ts";
import { handProgram } from "../hand-program.test-kit.ts";
import { EventEngine } from "./event-engine.ts";

describe("an update()", () => {
  class Talking extends Module {
    readonly a = input(bit, { default: 0 });
    readonly talking = outputReg(bit);
    override update() {
      console.log("edge");
      this.talking.next = this.a.value;
    }
  }
  class Silent extends Module {
    readonly a = input(bit);
    readonly silent = outputReg(bit);
    override update() {
      console.info("edge");
      this.silent.next = this.a.value;
    }
  }

  test("that holds console runs at every edge of its domain, also where nothing has changed (SEMANTICS 3)", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const sim = simulate(new Talking());
    sim.step(3);
    expect(log).toHaveBeenCalledTimes(3);
    log.mockRestore();
  });

  test("that holds console is silent at the edges of other domains", () => {
    class Both extends Module {
      readonly clock = clockDomain("slow");
      readonly part = clocked(new Talking(), this.clock);
      readonly other = clocked(new Counting(), clockDomain("fast"));
    }
    class Counting extends Module {
      readonly count = outputReg(uint(8), { init: 0 });
      override update() {
        this.count.next = wrap(this.count.value + 1);
      }
    }
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const clocks = { slow: { frequency: "100MHz" }, fast: { frequency: "300MHz" } };
    const sim = simulate(new Both(), { clocks });
    sim.run("100ns");
    expect(log).toHaveBeenCalledTimes(10);
    log.mockRestore();
  });

  test("runs where something that it reads has changed, and at every edge if it is asked to", () => {
    const info = vi.spyOn(console, "info").mockImplementation(() => undefined);
    for (const [runAll, calls] of [
      [false, 1],
      [true, 3],
    ] as const) {
      info.mockClear();
      // Made by hand: the engine does not know that the method talks.
      const engine = new EventEngine(handProgram(new Silent()), { runAll });
      engine.settle();
      for (let edge = 0; edge < 3; edge++) engine.edge([0]);
      expect(info).toHaveBeenCalledTimes(calls);
      expect(engine.edges).toBe(3);
      engine.close();
    }
    info.mockRestore();
  });
});

test("a propagate() that is no function of what it reads is refused where methods are run twice (SEMANTICS 6)", () => {
  let calls = 0;
  class Impure extends Module {
    readonly a = input(bit);
    readonly y = output(uint(8));
    override propagate() {
      calls += 1;
      this.y.value = calls;
    }
  }
  const engine = new EventEngine(handProgram(new Impure()), { shuffle: 1 });
  expect(() => engine.settle()).toThrow(
    "impure.y\n  propagate() of impure is not a function of what it reads: run twice, it gave impure.y 1 and then 2",
  );
  engine.close();
});
