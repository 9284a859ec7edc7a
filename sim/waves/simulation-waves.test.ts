import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  bit,
  Bundle,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  struct,
  uint,
  vec,
  wrap,
} from "../describe/index.ts";
import { simulate, type Simulation } from "../testbench/index.ts";
import { readVcd, type VcdContents } from "../trace/index.ts";
import { simulationTree, simulationWaves, type SimulationWavesOptions } from "./simulation-waves.ts";
import { parseMoment } from "./wave-window.ts";

const State = enumeration("Idle", "Busy");

class Link extends Bundle {
  readonly word = output(uint(8));
}

class Cell extends Module {
  readonly step = input(bit);
  readonly count = outputReg(uint(8), { init: 0 });
  override update() {
    if (this.step.value) this.count.next = wrap(this.count.value + 1);
  }
}

class Top extends Module {
  static readonly waive = { "W-UNUSED": ["*"] };
  readonly step = input(bit);
  readonly link = new Link();
  readonly state = reg(State, { init: State.Idle });
  readonly real = reg(fp32, { init: 0 });
  readonly lanes = reg(vec(uint(4), 2), { init: [0, 0] });
  readonly pair = reg(struct({ low: uint(2), high: uint(2) }), { init: { low: 0, high: 0 } });
  readonly words = memory(uint(8), 4, { init: 0 });
  readonly cell = [new Cell(), new Cell()];
  readonly named = { last: new Cell() };
  override propagate() {
    this.link.word.value = this.cell[0]!.count.value;
    this.cell[0]!.step.value = this.step.value;
    this.cell[1]!.step.value = 1;
    this.named.last.step.value = 0;
  }
  override update() {
    this.state.next = this.step.value ? State.Busy : State.Idle;
    this.real.next = 0.5;
    this.lanes[1]!.next = bitsOf(this.cell[0]!.count.value);
    this.pair.high.next = 3;
    this.words.write(2, this.cell[0]!.count.value);
  }
}

function bitsOf(value: number): number {
  return value & 15;
}

/** Runs six edges after a reset, and reads the waves back. */
function wavesOf(
  options: Omit<SimulationWavesOptions, "file">,
  sim: Simulation = simulate(new Top()),
): VcdContents {
  const file = join(mkdtempSync(join(tmpdir(), "systole-waves-")), "run.vcd");
  sim.observe(simulationWaves(sim, { file, ...options }));
  sim.applyReset();
  (sim.top as Top).step.value = 1;
  sim.step(4);
  sim.close();
  return readVcd(readFileSync(file, "utf8"));
}

function names({ traces }: VcdContents): readonly string[] {
  return traces.map(({ path }) => path);
}

describe("the tree of a simulation", () => {
  it("has the clock and the reset first, then signals, bundles, structs and children", () => {
    const { root } = simulationTree(simulate(new Top()));
    expect(root.name).toBe("top");
    expect(root.variables.map(({ name }) => name)).toEqual([
      "clk",
      "reset",
      "step",
      "state",
      "real",
      "lanes[0]",
      "lanes[1]",
    ]);
    expect(root.scopes.map(({ name }) => name)).toEqual(["link", "pair", "cell[0]", "cell[1]", "named"]);
    expect(root.scopes[4]!.scopes[0]!.name).toBe("last");
    const [, , step, state, real] = root.variables;
    expect([step?.storage, state?.storage]).toEqual(["wire", "reg"]);
    expect(state?.type).toEqual({ kind: "enumeration", width: 1, labels: ["Idle", "Busy"] });
    expect(real?.type).toEqual({ kind: "real" });
  });

  it("gives way to a signal that is called clk", () => {
    class Own extends Module {
      readonly clk = input(bit);
    }
    const { root } = simulationTree(simulate(new Own()));
    expect(root.variables.map(({ name }) => name)).toEqual(["clk_", "reset", "clk"]);
  });
});

describe("the waves of a simulation", () => {
  it("hold the values at every edge", () => {
    const waves = wavesOf({});
    const count = waves.traces.find(({ path }) => path === "top.cell[0].count")!;
    // Reset holds the first two edges; the clock rises at 0.5, 1.5, 2.5 … ns.
    expect(count.changes.map(({ value }) => value).at(-1)).toBe("00000100");
    const clock = waves.traces.find(({ path }) => path === "top.clk")!;
    expect(clock.changes.filter(({ value }) => value === "1")).toHaveLength(6);
  });

  it("show a scope, and memory words where they are named", () => {
    expect(names(wavesOf({ scope: ["top.cell[1]"] }))).toEqual(["top.cell[1].step", "top.cell[1].count"]);
    expect(names(wavesOf({ scope: ["top.words"] }))).toHaveLength(4);
    const [word, ...others] = wavesOf({ scope: ["top.words[2]"] }).traces;
    expect(others).toHaveLength(0);
    expect(word!.changes.map(({ value }) => value).at(-1)).toBe("00000011");
  });

  it("refuse a scope that matches nothing", () => {
    expect(() => wavesOf({ scope: ["top.cel[1]"] })).toThrow(/did you mean `top\.cell\[1\]`/);
  });

  it("keep to a window of cycles, or of times", () => {
    const cycles = wavesOf({ window: { from: parseMoment("3"), to: parseMoment("4") } });
    const times = wavesOf({ window: { from: parseMoment("2.5ns"), to: parseMoment("4.4ns") } });
    expect(cycles).toEqual(times);
    const moments = cycles.traces.flatMap(({ changes }) => changes.map(({ time }) => Number(time)));
    expect(Math.min(...moments)).toBeGreaterThan(0);
  });
});
