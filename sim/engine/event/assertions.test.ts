import { describe, expect, it } from "vitest";
import { input, Module, reg, uint, wire } from "../../describe/index.ts";
import type { SystoleError } from "../../errors/index.ts";
import { simulate } from "../../testbench/simulate.ts";
import { codesOf } from "../codes-of.test-kit.ts";

describe.each(["event", "wasm"] as const)("assertions in the %s engine", (engine) => {
  class Asserting extends Module {
    readonly a = input(uint(4));
    readonly b = input(uint(4));
    readonly sum = wire(uint(5));
    readonly last = reg(uint(4));
    override propagate() {
      this.sum.value = this.a.value + this.b.value;
      this.assert(this.sum.value < 10, `sum is ${this.sum.value}`);
    }
    override update() {
      this.last.next = this.a.value;
      this.assert(this.last.value !== 3, "last was 3");
    }
  }

  it("in propagate() are judged at settled values just before the edge: a transient does not count", () => {
    const dut = new Asserting();
    const sim = simulate(dut, { engine });
    dut.a.value = 9;
    dut.b.value = 9;
    dut.b.value = 0;
    sim.step();
    dut.b.value = 2;
    expect(() => sim.step()).toThrow(/E-ASSERT.*\n.*assertion failed at cycle 2, 1.5ns: sum is 11/);
    expect(sim.cycle).toBe(1);
    expect(codesOf(() => sim.step())).toEqual(["E-ASSERT"]);
    dut.b.value = 0;
    sim.step();
    expect(sim.cycle).toBe(2);
  });

  it("in update() are judged at the edge, stand while it is skipped, and not in reset", () => {
    const dut = new Asserting();
    const sim = simulate(dut, { engine });
    dut.a.value = 3;
    sim.step();
    expect(codesOf(() => sim.step())).toEqual(["E-ASSERT"]);
    expect(codesOf(() => sim.step())).toEqual(["E-ASSERT"]);
    sim.applyReset(1);
    expect(sim.cycle).toBe(2);
  });

  it("tell one of several texts, which hardware chooses, as JavaScript does", () => {
    class Named extends Module {
      readonly a = input(uint(2));
      readonly b = input(uint(1));
      readonly names = ["none", "one", undefined, "three"];
      override propagate() {
        this.assert(this.a.value !== 3, `${this.names[this.a.value]} of ${this.b.value ? "many" : "few"}`);
        if (this.b.value) this.assert(this.a.value < 2, this.names[this.a.value]!);
      }
    }
    const dut = new Named();
    const sim = simulate(dut, { engine });
    dut.a.value = 2;
    sim.step();
    dut.a.value = 3;
    expect(() => sim.step()).toThrow(/assertion failed at cycle 2, 1.5ns: three of few$/m);
    dut.b.value = 1;
    expect(() => sim.step()).toThrow(/: three of many$/m);
    dut.a.value = 2;
    expect(() => sim.step()).toThrow(/assertion failed at cycle 2, 1.5ns: undefined$/m);
    dut.a.value = 1;
    sim.step();
    expect(sim.cycle).toBe(2);
  });

  it("tell the place in the user's file", () => {
    const dut = new Asserting();
    const sim = simulate(dut, { engine });
    dut.a.value = 15;
    try {
      sim.step();
      expect.unreachable();
    } catch (error) {
      const [place] = (error as SystoleError).diagnostics[0]?.places ?? [];
      expect(place?.file).toMatch(/assertions\.test\.ts$/);
      expect((error as SystoleError).diagnostics[0]?.path).toBe("asserting");
    }
  });
});
